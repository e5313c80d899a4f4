'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { SeverityFilter } from '@/components/data-table/severity-filter'
import { CHURN_SEVERITIES, type ChurnParams } from './search-params'
import { reasonName } from './words'

/** The filter bar of /churn. */
export function ChurnFilters({ params, facets }: { params: ChurnParams; facets: Promise<FacetRow[]> }) {
  return (
    <>
      <SeverityFilter severities={CHURN_SEVERITIES} selected={params.severity} counts={facets} />
      <SearchBox label="Search evidence" value={params.q} />
      <FacetFilter
        name="reason"
        label="Reason"
        selected={params.reason}
        counts={facets}
        nameOf={reasonName}
      />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
