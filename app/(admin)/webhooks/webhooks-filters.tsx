'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { AppliedFilters } from './applied-filters'
import { type WebhooksParams, webhooks } from './list'

/** The filter bar of /webhooks. */
export function WebhooksFilters({ params, facets }: { params: WebhooksParams; facets: Promise<FacetRow[]> }) {
  return (
    <>
      <SearchBox
        label={webhooks.search.label}
        value={params.q}
        fields={webhooks.search.fields}
        facets={facets}
      />
      <FacetFilter
        name="event_type"
        label={webhooks.facets.event_type}
        selected={params.event_type}
        counts={facets}
      />
      <CustomerFilter id={params.customer} />
      <AppliedFilters payload={params.payload} cause={params.cause} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
