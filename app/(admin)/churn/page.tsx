import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { listAdmins } from '@/lib/admins'
import { requireAdmin } from '@/lib/auth'
import { readParams } from '@/lib/list-params'
import { ChurnFilters } from './churn-filters'
import { ChurnCount, ChurnInsights, ChurnRows } from './churn-panels'
import { countChurnFacets } from './queries'
import { churnParsers, churnSortKind } from './search-params'

export const metadata: Metadata = { title: 'Churn' }

const STATES = { open: 'Open', resolved: 'Resolved', all: 'All' }

async function Churn({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = readParams(churnParsers, await searchParams, churnSortKind)
  const facets = countChurnFacets(params)
  return (
    <ListPage
      name="Churn"
      count={<ChurnCount params={params} />}
      actions={<StateFilter states={STATES} current={params.state} />}
      ignored={ignored}
      filters={<ChurnFilters params={params} facets={facets} admins={listAdmins()} />}
      insights={<ChurnInsights params={params} facets={facets} />}
    >
      <ChurnRows params={params} />
    </ListPage>
  )
}

export default function ChurnPage({ searchParams }: PageProps<'/churn'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Churn" />}>
      <Churn searchParams={searchParams} />
    </Suspense>
  )
}
