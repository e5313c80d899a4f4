import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { StateFilter } from '@/components/data-table/state-filter'
import { requireAdmin } from '@/lib/auth'
import { DeliveriesFilters } from './deliveries-filters'
import { DeliveriesChart, DeliveryCount, DeliveryRows } from './deliveries-panels'
import { deliveries } from './list'
import { countDeliveryFacets } from './queries'

export const metadata: Metadata = { title: 'Deliveries' }

async function Deliveries({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = deliveries.read(await searchParams, Date.now())
  return (
    <ListPage
      name="Deliveries"
      count={<DeliveryCount params={params} />}
      actions={<StateFilter states={deliveries.states} current={params.state} />}
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
