'use client'

import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { plainName } from '@/lib/format'
import type { SearchField } from '@/lib/search-syntax'
import { USAGE_WORDS } from '@/lib/usage'
import { lookUp } from '@/lib/words'
import { ContactFilter } from './contact-filter'
import type { CustomersParams } from './search-params'
import { tradeName } from './words'

const FIELDS: SearchField[] = [
  { key: 'grade', param: 'grade', many: true },
  { key: 'risk', param: 'risk', many: true },
  { key: 'plan', param: 'tier', many: true },
  { key: 'trade', param: 'industry', many: true },
  { key: 'usage', param: 'usage', many: true },
]

type Props = { params: CustomersParams; facets: Promise<FacetRow[]> }

/** The filter bar of /customers. */
export function CustomersFilters({ params, facets }: Props) {
  return (
    <>
      <SearchBox label="Search name or e-mail" value={params.q} fields={FIELDS} facets={facets} />
      <FacetFilter name="grade" label="Grade" selected={params.grade} counts={facets} />
      <FacetFilter name="risk" label="Risk" selected={params.risk} counts={facets} nameOf={plainName} />
      <FacetFilter name="tier" label="Plan" selected={params.tier} counts={facets} nameOf={plainName} />
      <FacetFilter
        name="industry"
        label="Trade"
        selected={params.industry}
        counts={facets}
        nameOf={tradeName}
      />
      <FacetFilter
        name="usage"
        label="Usage"
        selected={params.usage}
        counts={facets}
        nameOf={(state) => lookUp(USAGE_WORDS, state) ?? state}
      />
      <ContactFilter days={params.no_contact} />
    </>
  )
}
