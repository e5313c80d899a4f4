import { Bot } from 'lucide-react'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { EmptyState } from '@/components/ui/states'
import { formatMatches } from '@/lib/format'
import { AgentsTable } from './agents-table'
import { type AgentsParams, agentsFilter, isFiltered } from './list'
import { countAgents, listAgents } from './queries'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['↵', 'open'],
  ['/', 'look up a number'],
]

type Props = { params: AgentsParams }

/** How many agents match. */
export async function AgentsCount({ params }: Props) {
  const count = await countAgents(params)
  return `${formatMatches(count)} ${count.exact && count.matches === 1 ? 'agent' : 'agents'}`
}

/** One page of agents, or why there is none. */
export async function AgentsRows({ params }: Props) {
  const { rows, before, after } = await listAgents(params)
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      news={{ list: 'agents', filter: agentsFilter(params) }}
    >
      {rows.length > 0 ? (
        <AgentsTable rows={rows} sort={{ by: params.sort, descending: params.order !== 'asc' }} />
      ) : isFiltered(params) ? (
        <NoMatch what="agent" href="/agents" />
      ) : (
        <EmptyState icon={Bot} title="No agents yet">
          An agent appears here once it is deployed for a customer.
        </EmptyState>
      )}
    </ListRows>
  )
}
