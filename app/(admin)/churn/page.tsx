import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { listAdmins } from '@/lib/admins'
import { requireAdmin } from '@/lib/auth'
import { ChurnFilters } from './churn-filters'
import { ChurnCount, ChurnInsights, ChurnRows } from './churn-panels'
import { churn } from './list'
import { countChurnFacets } from './queries'

export const metadata: Metadata = { title: 'Churn' }

async function Churn({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = churn.read(await searchParams, Date.now())
  const facets = countChurnFacets(params)
  return (
    <ListPage
      name="Churn"
      count={<ChurnCount params={params} />}
      actions={<StateFilter states={churn.states} current={params.state} />}
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
