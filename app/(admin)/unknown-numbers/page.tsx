import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { requireAdmin } from '@/lib/auth'
import { readParams } from '@/lib/list-params'
import { countUnknownNumberFacets } from './queries'
import { unknownNumbersParsers } from './search-params'
import { UnknownNumbersFilters } from './unknown-numbers-filters'
import { UnknownNumberCount, UnknownNumberRows } from './unknown-numbers-panels'

export const metadata: Metadata = { title: 'Unknown numbers' }

const STATES = { open: 'Open', resolved: 'Resolved', all: 'All' }

async function UnknownNumbers({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = readParams(unknownNumbersParsers, await searchParams, { received_at: 'time' })
  return (
    <ListPage
      name="Unknown numbers"
      count={<UnknownNumberCount params={params} />}
      actions={<StateFilter states={STATES} current={params.state} />}
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
