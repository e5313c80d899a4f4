'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilters, ListSearch } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { AppliedFilters } from './applied-filters'
import { type WebhooksParams, webhooks } from './list'

/** The filter bar of /webhooks. */
export function WebhooksFilters({ params, facets }: { params: WebhooksParams; facets: Promise<FacetRow[]> }) {
  return (
    <>
      <ListSearch list={webhooks} params={params} facets={facets} />
      <FacetFilters list={webhooks} params={params} facets={facets} />
      <CustomerFilter id={params.customer} />
      <AppliedFilters payload={params.payload} cause={params.cause} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
