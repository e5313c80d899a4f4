import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { StateFilter } from '@/components/data-table/state-filter'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import { findShown } from '@/lib/lists/find-shown'
import { listAdmins } from '@/lib/session/admins'
import { GroupingNotice } from './_groups/grouping-notice'
import { GroupsFilters } from './_groups/groups-filters'
import { GroupsOverTime } from './_groups/groups-panels'
import { GroupsTable } from './_groups/groups-table'
import { errorGroups, type GroupsQuery } from './_groups/list'
import { listGroups } from './_groups/queries'
import { ViewSwitch } from './_groups/view-switch'
import { ErrorsFilters } from './errors-filters'
import { ErrorsOverTime } from './errors-panels'
import { ErrorsTable } from './errors-table'
import { type ErrorsQuery, errors } from './list'
import { listErrors } from './queries'

export const metadata: Metadata = { title: errors.title }

function Groups({ query }: { query: GroupsQuery }) {
  const page = startRows(errorGroups.rows, () => listGroups(query))
  const facets = countFacets(errorGroups.name, query.filter)
  const admins = listAdmins()
  return (
    <ListView
      list={errorGroups}
      query={query}
      actions={
        <>
          <StateFilter states={errorGroups.states} current={query.params.state} />
          <ViewSwitch view="groups" />
        </>
      }
      filters={<GroupsFilters params={query.params} facets={facets} admins={admins} />}
      chart={<GroupsOverTime query={query} />}
    >
      <Rows list={errorGroups} query={query} page={page}>
        {async (rows, shown) => <GroupsTable rows={rows} admins={await admins} {...shown} />}
      </Rows>
      <Suspense>
        <GroupingNotice />
      </Suspense>
    </ListView>
  )
}

function Errors({ query }: { query: ErrorsQuery }) {
  const page = startRows(errors.rows, () => listErrors(query))
  const facets = countFacets(errors.name, query.filter)
  return (
    <ListView
      list={errors}
      query={query}
      actions={
        <>
          <StateFilter states={errors.states} current={query.params.state} />
          <ViewSwitch view="rows" />
        </>
      }
      filters={<ErrorsFilters params={query.params} facets={facets} />}
      chart={<ErrorsOverTime query={query} />}
    >
      <Rows list={errors} query={query} page={page}>
        {(rows, shown) => <ErrorsTable rows={rows} {...shown} />}
      </Rows>
    </ListView>
  )
}

/** Groups of errors, or each error. */
const either = {
  title: errors.title,
  read: async (raw: SearchParams, now: number) =>
    raw.view === errors.view
      ? { errors: await findShown(errors, errors.read(raw, now)) }
      : { groups: await findShown(errorGroups, errorGroups.read(raw, now)) },
}

export default function ErrorsPage({ searchParams }: PageProps<'/errors'>) {
  return (
    <OpenList list={either} searchParams={searchParams}>
      {(query) =>
        query.errors ? <Errors query={query.errors} /> : query.groups && <Groups query={query.groups} />
      }
    </OpenList>
  )
}
