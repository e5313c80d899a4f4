import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { requireAdmin } from '@/lib/auth'
import { readParams } from '@/lib/list-params'
import { DeliveriesFilters } from './deliveries-filters'
import { DeliveriesChart, DeliveryCount, DeliveryRows } from './deliveries-panels'
import { countDeliveryFacets } from './queries'
import { deliveriesParsers } from './search-params'

export const metadata: Metadata = { title: 'Deliveries' }

const STATES = { failed: 'Failed', waiting: 'Waiting', delivered: 'Delivered', all: 'All' }

async function Deliveries({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = readParams(deliveriesParsers, await searchParams, { created_at: 'time' })
  return (
    <ListPage
      name="Deliveries"
      count={<DeliveryCount params={params} />}
      actions={<StateFilter states={STATES} current={params.state} />}
      ignored={ignored}
      filters={<DeliveriesFilters params={params} facets={countDeliveryFacets(params)} />}
      chart={<DeliveriesChart params={params} />}
    >
      <DeliveryRows params={params} />
    </ListPage>
  )
}

export default function DeliveriesPage({ searchParams }: PageProps<'/deliveries'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Deliveries" />}>
      <Deliveries searchParams={searchParams} />
    </Suspense>
  )
}
