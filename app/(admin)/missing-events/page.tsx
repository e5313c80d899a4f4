import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { requireAdmin } from '@/lib/auth'
import { missingEvents } from './list'
import { MissingEventsFilters } from './missing-events-filters'
import { MissingEventCount, MissingEventRows, MissingEventsChart } from './missing-events-panels'
import { countMissingEventFacets } from './queries'

export const metadata: Metadata = { title: 'Missing events' }

async function MissingEvents({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = missingEvents.read(await searchParams, Date.now())
  return (
    <ListPage
      name="Missing events"
      count={<MissingEventCount params={params} />}
      actions={<StateFilter states={missingEvents.states} current={params.state} />}
      ignored={ignored}
      filters={<MissingEventsFilters params={params} facets={countMissingEventFacets(params)} />}
      chart={<MissingEventsChart params={params} />}
    >
      <MissingEventRows params={params} />
    </ListPage>
  )
}

export default function MissingEventsPage({ searchParams }: PageProps<'/missing-events'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Missing events" />}>
      <MissingEvents searchParams={searchParams} />
    </Suspense>
  )
}
