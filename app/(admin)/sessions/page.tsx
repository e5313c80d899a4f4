import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { requireAdmin } from '@/lib/auth'
import { sessions } from './list'
import { countSessionFacets } from './queries'
import { SessionsFilters } from './sessions-filters'
import { SessionsCount, SessionsInsights, SessionsRows } from './sessions-panels'

export const metadata: Metadata = { title: 'Sessions' }

async function Sessions({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = sessions.read(await searchParams, Date.now())
  const facets = countSessionFacets(params)
  return (
    <ListPage
      name="Sessions"
      count={<SessionsCount params={params} />}
      actions={<StateFilter states={sessions.states} current={params.state} />}
      ignored={ignored}
      filters={<SessionsFilters params={params} facets={facets} />}
      insights={<SessionsInsights params={params} facets={facets} />}
    >
      <SessionsRows params={params} />
    </ListPage>
  )
}

export default function SessionsPage({ searchParams }: PageProps<'/sessions'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Sessions" />}>
      <Sessions searchParams={searchParams} />
    </Suspense>
  )
}
