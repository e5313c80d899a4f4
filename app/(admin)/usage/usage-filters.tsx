'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { plainName } from '@/lib/format'
import { type UsageParams, usage } from './list'

type Props = { params: UsageParams; facets: Promise<FacetRow[]> }

/** The filter bar of /usage. */
export function UsageFilters({ params, facets }: Props) {
  return (
    <>
      <SearchBox label={usage.search.label} value={params.q} fields={usage.search.fields} facets={facets} />
      <FacetFilter
        name="tier"
        label={usage.facets.tier}
        selected={params.tier}
        counts={facets}
        nameOf={plainName}
      />
      <CustomerFilter id={params.customer} />
    </>
  )
}
