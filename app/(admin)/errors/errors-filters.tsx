'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import type { ErrorsParams } from './search-params'

/** The filter bar of /errors. */
export function ErrorsFilters({ params, facets }: { params: ErrorsParams; facets: Promise<FacetRow[]> }) {
  return (
    <>
      <SearchBox label="Search messages" value={params.q} />
      <FacetFilter name="type" label="Type" selected={params.type} counts={facets} />
      <FacetFilter name="endpoint" label="Endpoint" selected={params.endpoint} counts={facets} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
