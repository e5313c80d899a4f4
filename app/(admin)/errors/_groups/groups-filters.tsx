'use client'

import { AssigneeFilter } from '@/components/data-table/assignee-filter'
import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilters, ListSearch } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import type { Admin } from '@/lib/session/admins'
import { errorGroups, type GroupsParams } from './list'

type Props = { params: GroupsParams; facets: Promise<FacetRow[]>; admins: Promise<Admin[]> }

/** The filter bar of /errors while it shows groups. */
export function GroupsFilters({ params, facets, admins }: Props) {
  return (
    <>
      <ListSearch list={errorGroups} params={params} facets={facets} />
      <FacetFilters list={errorGroups} params={params} facets={facets} />
      <AssigneeFilter label="With" nobody="none" selected={params.assignee} counts={facets} admins={admins} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
