'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { SeverityFilter } from '@/components/data-table/severity-filter'
import { ALERT_SEVERITIES, type AlertsParams } from './search-params'

/** The filter bar of /alerts. */
export function AlertsFilters({ params, facets }: { params: AlertsParams; facets: Promise<FacetRow[]> }) {
  return (
    <>
      <SeverityFilter severities={ALERT_SEVERITIES} selected={params.severity} counts={facets} />
      <SearchBox label="Search messages" value={params.q} />
      <FacetFilter name="type" label="Type" selected={params.type} counts={facets} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
