'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { type SearchField, SINCE_WORDS } from '@/lib/search-syntax'
import { AppliedFilters } from './applied-filters'
import type { WebhooksParams } from './search-params'

const FIELDS: SearchField[] = [
  { key: 'event', param: 'event_type', many: true },
  { key: 'customer', param: 'customer' },
  {
    key: 'is',
    param: 'state',
    words: { pending: null, failed: 'failed', processed: 'processed', skipped: 'skipped', all: 'all' },
  },
  { key: 'since', param: 'period', words: SINCE_WORDS },
  { key: 'payload', param: 'payload', many: true, path: true },
]

/** The filter bar of /webhooks. */
export function WebhooksFilters({ params, facets }: { params: WebhooksParams; facets: Promise<FacetRow[]> }) {
  return (
    <>
      <SearchBox label="Key, phone or error" value={params.q} fields={FIELDS} facets={facets} />
      <FacetFilter name="event_type" label="Event" selected={params.event_type} counts={facets} />
      <CustomerFilter id={params.customer} />
      <AppliedFilters payload={params.payload} cause={params.cause} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
