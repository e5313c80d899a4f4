'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import type { WebhooksParams } from './search-params'

/** The filter bar of /webhooks. */
export function WebhooksFilters({ params, facets }: { params: WebhooksParams; facets: Promise<FacetRow[]> }) {
  return (
    <>
      <SearchBox label="Key, phone or error" value={params.q} />
      <FacetFilter name="event_type" label="Event" selected={params.event_type} counts={facets} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
