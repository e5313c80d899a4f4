import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { listAdmins } from '@/lib/admins'
import { requireAdmin } from '@/lib/auth'
import { GroupsFilters } from './_groups/groups-filters'
import { GroupsCount, GroupsOverTime, GroupsRows } from './_groups/groups-panels'
import { errorGroups } from './_groups/list'
import { countGroupFacets } from './_groups/queries'
import { ViewSwitch } from './_groups/view-switch'
import { ErrorsFilters } from './errors-filters'
import { ErrorsCount, ErrorsOverTime, ErrorsRows } from './errors-panels'
import { errors } from './list'
import { countErrorFacets } from './queries'

export const metadata: Metadata = { title: 'Errors' }

function Groups({ raw }: { raw: SearchParams }) {
  const { params, ignored } = errorGroups.read(raw, Date.now())
  return (
    <ListPage
      name="Errors"
      count={<GroupsCount params={params} />}
      actions={
        <>
          <StateFilter states={errorGroups.states} current={params.state} />
          <ViewSwitch view="groups" />
        </>
      }
      ignored={ignored}
      filters={<GroupsFilters params={params} facets={countGroupFacets(params)} admins={listAdmins()} />}
      chart={<GroupsOverTime params={params} />}
    >
      <GroupsRows params={params} />
    </ListPage>
  )
}

function Rows({ raw }: { raw: SearchParams }) {
  const { params, ignored } = errors.read(raw, Date.now())
  return (
    <ListPage
      name="Errors"
      count={<ErrorsCount params={params} />}
      actions={
        <>
          <StateFilter states={errors.states} current={params.state} />
          <ViewSwitch view="rows" />
        </>
      }
      ignored={ignored}
      filters={<ErrorsFilters params={params} facets={countErrorFacets(params)} />}
      chart={<ErrorsOverTime params={params} />}
    >
      <ErrorsRows params={params} />
    </ListPage>
  )
}

async function Errors({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const raw = await searchParams
  return raw.view === 'rows' ? <Rows raw={raw} /> : <Groups raw={raw} />
}

export default function ErrorsPage({ searchParams }: PageProps<'/errors'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Errors" />}>
      <Errors searchParams={searchParams} />
    </Suspense>
  )
}
