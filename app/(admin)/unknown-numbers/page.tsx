import type { Metadata } from 'next'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import { unknownNumbers } from './list'
import { listUnknownNumbers } from './queries'
import { UnknownNumbersFilters } from './unknown-numbers-filters'
import { UnknownNumbersTable } from './unknown-numbers-table'

export const metadata: Metadata = { title: unknownNumbers.title }

export default function UnknownNumbersPage({ searchParams }: PageProps<'/unknown-numbers'>) {
  return (
    <OpenList list={unknownNumbers} searchParams={searchParams}>
      {(query) => {
        const page = startRows(unknownNumbers.rows, () => listUnknownNumbers(query))
        const facets = countFacets(unknownNumbers.name, query.filter)
        return (
          <ListView
            list={unknownNumbers}
            query={query}
            filters={<UnknownNumbersFilters params={query.params} facets={facets} />}
          >
            <Rows list={unknownNumbers} query={query} page={page}>
              {(rows, { sort }) => <UnknownNumbersTable rows={rows} sort={sort} />}
            </Rows>
          </ListView>
        )
      }}
    </OpenList>
  )
}
