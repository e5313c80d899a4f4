'use client'

import { AssigneeFilter } from '@/components/data-table/assignee-filter'
import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import type { Admin } from '@/lib/admins'
import { type SearchField, SINCE_WORDS } from '@/lib/search-syntax'
import type { GroupsParams } from './search-params'

const FIELDS: SearchField[] = [
  { key: 'type', param: 'type', many: true },
  { key: 'endpoint', param: 'endpoint', many: true },
  { key: 'customer', param: 'customer' },
  {
    key: 'is',
    param: 'state',
    words: {
      unresolved: null,
      regressed: 'regressed',
      resolved: 'resolved',
      snoozed: 'snoozed',
      all: 'all',
    },
  },
  { key: 'since', param: 'period', words: SINCE_WORDS },
]

type Props = { params: GroupsParams; facets: Promise<FacetRow[]>; admins: Promise<Admin[]> }

/** The filter bar of /errors while it shows groups. */
export function GroupsFilters({ params, facets, admins }: Props) {
  return (
    <>
      <SearchBox label="Search messages and payloads" value={params.q} fields={FIELDS} facets={facets} />
      <FacetFilter name="type" label="Type" selected={params.type} counts={facets} />
      <FacetFilter name="endpoint" label="Endpoint" selected={params.endpoint} counts={facets} />
      <AssigneeFilter label="With" nobody="none" selected={params.assignee} counts={facets} admins={admins} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
