'use client'

import { AssigneeFilter } from '@/components/data-table/assignee-filter'
import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { SeverityFilter } from '@/components/data-table/severity-filter'
import type { Admin } from '@/lib/admins'
import { type SearchField, SINCE_WORDS } from '@/lib/search-syntax'
import { CHURN_SEVERITIES, type ChurnParams } from './search-params'
import { reasonName } from './words'

const FIELDS: SearchField[] = [
  { key: 'reason', param: 'reason', many: true },
  {
    key: 'severity',
    param: 'severity',
  },
  { key: 'customer', param: 'customer' },
  { key: 'outcome', param: 'outcome', many: true },
  { key: 'is', param: 'state', words: { open: null, resolved: 'resolved', all: 'all' } },
  { key: 'since', param: 'period', words: SINCE_WORDS },
]

type Props = { params: ChurnParams; facets: Promise<FacetRow[]>; admins: Promise<Admin[]> }

/** The filter bar of /churn. */
export function ChurnFilters({ params, facets, admins }: Props) {
  return (
    <>
      <SeverityFilter severities={CHURN_SEVERITIES} selected={params.severity} counts={facets} />
      <SearchBox label="Search evidence" value={params.q} fields={FIELDS} facets={facets} />
      <FacetFilter
        name="reason"
        label="Reason"
        selected={params.reason}
        counts={facets}
        nameOf={reasonName}
      />
      {params.state === 'open' ? null : (
        <FacetFilter
          name="outcome"
          label="Outcome"
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
