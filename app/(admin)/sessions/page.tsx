import type { Metadata } from 'next'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import { sessions } from './list'
import { listSessions } from './queries'
import { SessionsFilters } from './sessions-filters'
import { SessionsInsights } from './sessions-panels'
import { SessionsTable } from './sessions-table'

export const metadata: Metadata = { title: sessions.title }

export default function SessionsPage({ searchParams }: PageProps<'/sessions'>) {
  return (
    <OpenList list={sessions} searchParams={searchParams}>
      {(query) => {
        const page = startRows(sessions.rows, () => listSessions(query))
        const facets = countFacets(sessions.name, query.filter)
        return (
          <ListView
            list={sessions}
            query={query}
            filters={<SessionsFilters params={query.params} facets={facets} />}
            insights={<SessionsInsights query={query} facets={facets} />}
          >
            <Rows list={sessions} query={query} page={page}>
              {(rows, shown) => <SessionsTable rows={rows} {...shown} />}
            </Rows>
          </ListView>
        )
      }}
    </OpenList>
  )
}
