import type { Metadata } from 'next'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import { CustomersFilters } from './customers-filters'
import { CustomersTable } from './customers-table'
import { HealthFigures } from './health-figures'
import { customers } from './list'
import { listCustomers } from './queries'

export const metadata: Metadata = { title: customers.title }

export default function CustomersPage({ searchParams }: PageProps<'/customers'>) {
  return (
    <OpenList list={customers} searchParams={searchParams}>
      {(query) => {
        const page = startRows(customers.rows, () => listCustomers(query))
        const facets = countFacets(customers.name, query.filter)
        return (
          <ListView
            list={customers}
            query={query}
            figures={<HealthFigures params={query.params} />}
            figuresHeight="min-h-[137px] max-sm:min-h-[147px]"
            filters={<CustomersFilters params={query.params} facets={facets} />}
          >
            <Rows list={customers} query={query} page={page}>
              {(rows, { sort }) => <CustomersTable rows={rows} sort={sort} />}
            </Rows>
          </ListView>
        )
      }}
    </OpenList>
  )
}
