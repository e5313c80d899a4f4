import type { Metadata } from 'next'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import { missingEvents } from './list'
import { MissingEventsFilters } from './missing-events-filters'
import { MissingEventsChart } from './missing-events-panels'
import { MissingEventsTable } from './missing-events-table'
import { listMissingEvents } from './queries'

export const metadata: Metadata = { title: missingEvents.title }

export default function MissingEventsPage({ searchParams }: PageProps<'/missing-events'>) {
  return (
    <OpenList list={missingEvents} searchParams={searchParams}>
      {(query) => {
        const page = startRows(missingEvents.rows, () => listMissingEvents(query))
        const facets = countFacets(missingEvents.name, query.filter)
        return (
          <ListView
            list={missingEvents}
            query={query}
            filters={<MissingEventsFilters params={query.params} facets={facets} />}
            chart={<MissingEventsChart query={query} />}
          >
            <Rows list={missingEvents} query={query} page={page}>
              {(rows, { sort }) => <MissingEventsTable rows={rows} sort={sort} />}
            </Rows>
          </ListView>
        )
      }}
    </OpenList>
  )
}
