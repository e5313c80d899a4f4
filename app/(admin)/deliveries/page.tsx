import type { Metadata } from 'next'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import { DeliveriesFilters } from './deliveries-filters'
import { DeliveriesChart } from './deliveries-panels'
import { DeliveriesTable } from './deliveries-table'
import { deliveries } from './list'
import { listDeliveries } from './queries'

export const metadata: Metadata = { title: deliveries.title }

export default function DeliveriesPage({ searchParams }: PageProps<'/deliveries'>) {
  return (
    <OpenList list={deliveries} searchParams={searchParams}>
      {(query) => {
        const page = startRows(deliveries.rows, () => listDeliveries(query))
        const facets = countFacets(deliveries.name, query.filter)
        return (
          <ListView
            list={deliveries}
            query={query}
            filters={<DeliveriesFilters params={query.params} facets={facets} />}
            chart={<DeliveriesChart query={query} />}
          >
            <Rows list={deliveries} query={query} page={page}>
              {(rows, { sort }) => <DeliveriesTable rows={rows} sort={sort} />}
            </Rows>
          </ListView>
        )
      }}
    </OpenList>
  )
}
