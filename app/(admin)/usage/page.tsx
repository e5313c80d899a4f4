import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { requireAdmin } from '@/lib/auth'
import { usage } from './list'
import { countUsageFacets } from './queries'
import { UsageFilters } from './usage-filters'
import { UsageCount, UsageRows } from './usage-panels'
import { UsageTabs } from './usage-tabs'

export const metadata: Metadata = { title: 'Usage' }

async function Usage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = usage.read(await searchParams, Date.now())
  const facets = countUsageFacets(params)
  return (
    <ListPage
      name="Usage"
      count={<UsageCount params={params} />}
      ignored={ignored}
      tabs={<UsageTabs current={params.state} facets={facets} />}
      filters={<UsageFilters params={params} facets={facets} />}
    >
      <UsageRows params={params} />
    </ListPage>
  )
}

export default function UsagePage({ searchParams }: PageProps<'/usage'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Usage" />}>
      <Usage searchParams={searchParams} />
    </Suspense>
  )
}
