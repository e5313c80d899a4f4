'use client'

import { AssigneeFilter } from '@/components/data-table/assignee-filter'
import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { SeverityFilter } from '@/components/data-table/severity-filter'
import type { Admin } from '@/lib/admins'
import { CHURN_SEVERITIES, type ChurnParams, churn } from './list'
import { reasonName } from './words'

type Props = { params: ChurnParams; facets: Promise<FacetRow[]>; admins: Promise<Admin[]> }

/** The filter bar of /churn. */
export function ChurnFilters({ params, facets, admins }: Props) {
  return (
    <>
      <SeverityFilter severities={CHURN_SEVERITIES} selected={params.severity} counts={facets} />
      <SearchBox label={churn.search.label} value={params.q} fields={churn.search.fields} facets={facets} />
      <FacetFilter
        name="reason"
        label={churn.facets.reason}
        selected={params.reason}
        counts={facets}
        nameOf={reasonName}
      />
      {params.state === 'open' ? null : (
        <FacetFilter
          name="outcome"
          label={churn.facets.outcome}
          selected={params.outcome}
          counts={facets}
          nameOf={reasonName}
        />
      )}
      <AssigneeFilter selected={params.assignee} counts={facets} admins={admins} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
