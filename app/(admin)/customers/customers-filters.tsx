'use client'

import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { plainName } from '@/lib/format'
import { USAGE_WORDS } from '@/lib/usage'
import { lookUp } from '@/lib/words'
import { ContactFilter } from './contact-filter'
import { type CustomersParams, customers } from './list'
import { tradeName } from './words'

type Props = { params: CustomersParams; facets: Promise<FacetRow[]> }

/** The filter bar of /customers. */
export function CustomersFilters({ params, facets }: Props) {
  return (
    <>
      <SearchBox
        label={customers.search.label}
        value={params.q}
        fields={customers.search.fields}
        facets={facets}
      />
      <FacetFilter name="grade" label={customers.facets.grade} selected={params.grade} counts={facets} />
      <FacetFilter
        name="risk"
        label={customers.facets.risk}
        selected={params.risk}
        counts={facets}
        nameOf={plainName}
      />
      <FacetFilter
        name="tier"
        label={customers.facets.tier}
        selected={params.tier}
        counts={facets}
        nameOf={plainName}
      />
      <FacetFilter
        name="industry"
        label={customers.facets.industry}
        selected={params.industry}
        counts={facets}
        nameOf={tradeName}
      />
      <FacetFilter
        name="usage"
        label={customers.facets.usage}
        selected={params.usage}
        counts={facets}
        nameOf={(state) => lookUp(USAGE_WORDS, state) ?? state}
      />
      <ContactFilter days={params.no_contact} />
    </>
  )
}
