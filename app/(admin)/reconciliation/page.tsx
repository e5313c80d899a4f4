import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { requireAdmin } from '@/lib/auth'
import { reconciliation } from './list'
import { countRunFacets } from './queries'
import { ReconciliationFilters } from './reconciliation-filters'
import { RunCount, RunRows, Trend } from './reconciliation-panels'
import { RunNow } from './run-now'

export const metadata: Metadata = { title: 'Reconciliation' }

async function Reconciliation({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = reconciliation.read(await searchParams, Date.now())
  return (
    <ListPage
      name="Reconciliation"
      count={<RunCount params={params} />}
      actions={
        <>
          <StateFilter states={reconciliation.states} current={params.state} />
          <RunNow />
        </>
      }
      ignored={ignored}
      filters={<ReconciliationFilters params={params} facets={countRunFacets(params)} />}
      chart={<Trend />}
    >
      <RunRows params={params} />
    </ListPage>
  )
}

export default function ReconciliationPage({ searchParams }: PageProps<'/reconciliation'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Reconciliation" />}>
      <Reconciliation searchParams={searchParams} />
    </Suspense>
  )
}
