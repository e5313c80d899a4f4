'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { plainName } from '@/lib/format'
import type { SearchField } from '@/lib/search-syntax'
import { USAGE_STATES } from '@/lib/usage'
import type { UsageParams } from './search-params'

const FIELDS: SearchField[] = [
  { key: 'plan', param: 'tier', many: true },
  { key: 'customer', param: 'customer' },
  {
    key: 'is',
    param: 'state',
    words: { all: null, ...Object.fromEntries(USAGE_STATES.map((state) => [state, state])) },
  },
]

type Props = { params: UsageParams; facets: Promise<FacetRow[]> }

/** The filter bar of /usage. */
export function UsageFilters({ params, facets }: Props) {
  return (
    <>
      <SearchBox label="Search name or e-mail" value={params.q} fields={FIELDS} facets={facets} />
      <FacetFilter name="tier" label="Plan" selected={params.tier} counts={facets} nameOf={plainName} />
      <CustomerFilter id={params.customer} />
    </>
  )
}
