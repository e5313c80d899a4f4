'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { type SearchField, SINCE_WORDS } from '@/lib/search-syntax'
import type { ErrorsParams } from './search-params'

const FIELDS: SearchField[] = [
  { key: 'type', param: 'type', many: true },
  { key: 'endpoint', param: 'endpoint', many: true },
  { key: 'customer', param: 'customer' },
  { key: 'is', param: 'state', words: { unresolved: null, resolved: 'resolved', all: 'all' } },
  { key: 'since', param: 'period', words: SINCE_WORDS },
]

/** The filter bar of /errors while it shows each error. */
export function ErrorsFilters({ params, facets }: { params: ErrorsParams; facets: Promise<FacetRow[]> }) {
  return (
    <>
      <SearchBox label="Search messages and payloads" value={params.q} fields={FIELDS} facets={facets} />
      <FacetFilter name="type" label="Type" selected={params.type} counts={facets} />
      <FacetFilter name="endpoint" label="Endpoint" selected={params.endpoint} counts={facets} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
