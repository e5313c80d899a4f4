'use client'

import { AssigneeFilter } from '@/components/data-table/assignee-filter'
import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import type { Admin } from '@/lib/admins'
import { errorGroups, type GroupsParams } from './list'

type Props = { params: GroupsParams; facets: Promise<FacetRow[]>; admins: Promise<Admin[]> }

/** The filter bar of /errors while it shows groups. */
export function GroupsFilters({ params, facets, admins }: Props) {
  return (
    <>
      <SearchBox
        label={errorGroups.search.label}
        value={params.q}
        fields={errorGroups.search.fields}
        facets={facets}
      />
      <FacetFilter name="type" label={errorGroups.facets.type} selected={params.type} counts={facets} />
      <FacetFilter
        name="endpoint"
        label={errorGroups.facets.endpoint}
        selected={params.endpoint}
        counts={facets}
      />
      <AssigneeFilter label="With" nobody="none" selected={params.assignee} counts={facets} admins={admins} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
