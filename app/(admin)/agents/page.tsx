import type { Metadata } from 'next'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import { AgentsFigures } from './agents-figures'
import { AgentsFilters } from './agents-filters'
import { AgentsTable } from './agents-table'
import { agents } from './list'
import { listAgents } from './queries'

export const metadata: Metadata = { title: agents.title }

export default function AgentsPage({ searchParams }: PageProps<'/agents'>) {
  return (
    <OpenList list={agents} searchParams={searchParams}>
      {(query) => {
        const page = startRows(agents.rows, () => listAgents(query))
        const facets = countFacets(agents.name, query.filter)
        return (
          <ListView
            list={agents}
            query={query}
            figures={<AgentsFigures params={query.params} />}
            figuresHeight="min-h-32 max-lg:min-h-[218px]"
            filters={<AgentsFilters params={query.params} facets={facets} />}
          >
            <Rows list={agents} query={query} page={page}>
              {(rows, { sort }) => <AgentsTable rows={rows} sort={sort} />}
            </Rows>
          </ListView>
        )
      }}
    </OpenList>
  )
}
