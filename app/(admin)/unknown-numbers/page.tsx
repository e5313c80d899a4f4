import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { requireAdmin } from '@/lib/auth'
import { unknownNumbers } from './list'
import { countUnknownNumberFacets } from './queries'
import { UnknownNumbersFilters } from './unknown-numbers-filters'
import { UnknownNumberCount, UnknownNumberRows } from './unknown-numbers-panels'

export const metadata: Metadata = { title: 'Unknown numbers' }

async function UnknownNumbers({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = unknownNumbers.read(await searchParams, Date.now())
  return (
    <ListPage
      name="Unknown numbers"
      count={<UnknownNumberCount params={params} />}
      actions={<StateFilter states={unknownNumbers.states} current={params.state} />}
      ignored={ignored}
      filters={<UnknownNumbersFilters params={params} facets={countUnknownNumberFacets(params)} />}
    >
      <UnknownNumberRows params={params} />
    </ListPage>
  )
}

export default function UnknownNumbersPage({ searchParams }: PageProps<'/unknown-numbers'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Unknown numbers" />}>
      <UnknownNumbers searchParams={searchParams} />
    </Suspense>
  )
}
