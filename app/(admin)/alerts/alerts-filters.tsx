'use client'

import { AssigneeFilter } from '@/components/data-table/assignee-filter'
import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilters, ListSearch } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SeverityFilter } from '@/components/data-table/severity-filter'
import type { Admin } from '@/lib/session/admins'
import { ALERT_SEVERITIES, type AlertsParams, alerts } from './list'

type Props = { params: AlertsParams; facets: Promise<FacetRow[]>; admins: Promise<Admin[]> }

/** The filter bar of /alerts. */
export function AlertsFilters({ params, facets, admins }: Props) {
  return (
    <>
      <SeverityFilter severities={ALERT_SEVERITIES} selected={params.severity} counts={facets} />
      <ListSearch list={alerts} params={params} facets={facets} />
      <FacetFilters list={alerts} params={params} facets={facets} />
      <AssigneeFilter selected={params.assignee} counts={facets} admins={admins} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
