import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { requireAdmin } from '@/lib/auth'
import { readParams } from '@/lib/list-params'
import { ErrorsFilters } from './errors-filters'
import { ErrorsCount, ErrorsOverTime, ErrorsRows } from './errors-panels'
import { countErrorFacets } from './queries'
import { errorsParsers } from './search-params'

export const metadata: Metadata = { title: 'Errors' }

const STATES = { unresolved: 'Unresolved', resolved: 'Resolved', all: 'All' }

async function Errors({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = readParams(errorsParsers, await searchParams, { created_at: 'time' })
  return (
    <ListPage
      name="Errors"
      count={<ErrorsCount params={params} />}
      actions={<StateFilter states={STATES} current={params.state} />}
      ignored={ignored}
      filters={<ErrorsFilters params={params} facets={countErrorFacets(params)} />}
      chart={<ErrorsOverTime params={params} />}
    >
      <ErrorsRows params={params} />
    </ListPage>
  )
}

export default function ErrorsPage({ searchParams }: PageProps<'/errors'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Errors" />}>
      <Errors searchParams={searchParams} />
    </Suspense>
  )
}
