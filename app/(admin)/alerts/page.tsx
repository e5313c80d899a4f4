import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { listAdmins } from '@/lib/admins'
import { requireAdmin } from '@/lib/auth'
import { AlertsFilters } from './alerts-filters'
import { AlertsCount, AlertsInsights, AlertsRows } from './alerts-panels'
import { alerts, groupsStorms } from './list'
import { countAlertFacets } from './queries'
import { StormSwitch } from './storm-switch'

export const metadata: Metadata = { title: 'Alerts' }

async function Alerts({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = alerts.read(await searchParams, Date.now())
  const facets = countAlertFacets(params)
  return (
    <ListPage
      name="Alerts"
      count={<AlertsCount params={params} />}
      actions={
        <>
          {params.state === 'open' ? <StormSwitch grouped={groupsStorms(params)} /> : null}
          <StateFilter states={alerts.states} current={params.state} />
        </>
      }
      ignored={ignored}
      filters={<AlertsFilters params={params} facets={facets} admins={listAdmins()} />}
      insights={<AlertsInsights params={params} facets={facets} />}
    >
      <AlertsRows params={params} />
    </ListPage>
  )
}

export default function AlertsPage({ searchParams }: PageProps<'/alerts'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Alerts" />}>
      <Alerts searchParams={searchParams} />
    </Suspense>
  )
}
