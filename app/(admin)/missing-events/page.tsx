import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { requireAdmin } from '@/lib/auth'
import { readParams } from '@/lib/list-params'
import { MissingEventsFilters } from './missing-events-filters'
import { MissingEventCount, MissingEventRows, MissingEventsChart } from './missing-events-panels'
import { countMissingEventFacets } from './queries'
import { missingEventsParsers } from './search-params'

export const metadata: Metadata = { title: 'Missing events' }

const STATES = { all: 'All', queue: 'Never queued', usage: 'Not billed' }

async function MissingEvents({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = readParams(missingEventsParsers, await searchParams, { happened_at: 'time' })
  return (
    <ListPage
      name="Missing events"
      count={<MissingEventCount params={params} />}
      actions={<StateFilter states={STATES} current={params.state} />}
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
