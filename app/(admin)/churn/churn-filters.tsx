'use client'

import { AssigneeFilter } from '@/components/data-table/assignee-filter'
import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilters, ListSearch } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SeverityFilter } from '@/components/data-table/severity-filter'
import type { Admin } from '@/lib/session/admins'
import { reasonName } from './labels'
import { CHURN_SEVERITIES, type ChurnParams, churn } from './list'

type Props = { params: ChurnParams; facets: Promise<FacetRow[]>; admins: Promise<Admin[]> }

/** The filter bar of /churn. */
export function ChurnFilters({ params, facets, admins }: Props) {
  return (
    <>
      <SeverityFilter severities={CHURN_SEVERITIES} selected={params.severity} counts={facets} />
      <ListSearch list={churn} params={params} facets={facets} />
      <FacetFilters
        list={churn}
        params={params}
        facets={facets}
        only={params.state === 'open' ? ['reason'] : undefined}
        names={{ reason: reasonName, outcome: reasonName }}
      />
      <AssigneeFilter selected={params.assignee} counts={facets} admins={admins} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
