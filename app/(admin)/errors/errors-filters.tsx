'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { type ErrorsParams, errors } from './list'

/** The filter bar of /errors while it shows each error. */
export function ErrorsFilters({ params, facets }: { params: ErrorsParams; facets: Promise<FacetRow[]> }) {
  return (
    <>
      <SearchBox label={errors.search.label} value={params.q} fields={errors.search.fields} facets={facets} />
      <FacetFilter name="type" label={errors.facets.type} selected={params.type} counts={facets} />
      <FacetFilter
        name="endpoint"
        label={errors.facets.endpoint}
        selected={params.endpoint}
        counts={facets}
      />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
