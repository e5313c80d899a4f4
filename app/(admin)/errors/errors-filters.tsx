'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilters, ListSearch } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { type ErrorsParams, errors } from './list'

/** The filter bar of /errors while it shows each error. */
export function ErrorsFilters({ params, facets }: { params: ErrorsParams; facets: Promise<FacetRow[]> }) {
  return (
    <>
      <ListSearch list={errors} params={params} facets={facets} />
      <FacetFilters list={errors} params={params} facets={facets} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
