import { MonitorSmartphone } from 'lucide-react'
import { Legend } from '@/components/charts/legend'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { Insight } from '@/components/data-table/insight'
import { ListHistogram } from '@/components/data-table/list-histogram'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { EmptyState } from '@/components/ui/states'
import { formatMatches } from '@/lib/format'
import { isFiltered, type SessionsParams, sessionsChartWhen, sessionsFilter, sessionsOrder } from './list'
import { countSessions, listSessions, sessionsOverTime } from './queries'
import { SessionsTable } from './sessions-table'
import { SignBars } from './sign-bars'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['X', 'select'],
  ['⇧ X', 'range'],
  ['↵', 'open'],
  ['R', 'revoke with reason'],
]

type Props = { params: SessionsParams }

/** How many sessions match. */
export async function SessionsCount({ params }: Props) {
  const count = await countSessions(params)
  return params.state === 'all' ? formatMatches(count) : `${formatMatches(count)} ${params.state}`
}

async function Volume({ params }: Props) {
  const data = await sessionsOverTime(params)
  return (
    <>
      <ListHistogram label="Sessions begun by device" data={data} className="h-28" />
      <div className="mt-2 [&_ul]:flex-wrap [&_ul]:gap-y-1">
        <Legend data={data} />
      </div>
    </>
  )
}

async function Signs({ params, facets }: Props & { facets: Promise<FacetRow[]> }) {
  return <SignBars rows={await facets} selected={params.sign} />
}

/** What stands beside the sessions: how many began when, and what looks odd. */
export function SessionsInsights({ params, facets }: Props & { facets: Promise<FacetRow[]> }) {
  return (
    <>
      <Insight title="Signed in" note={sessionsChartWhen(params)}>
        <Volume params={params} />
      </Insight>
      <Insight title="Looks odd">
        <Signs params={params} facets={facets} />
      </Insight>
    </>
  )
}

/** One page of sessions, or why there is none. */
export async function SessionsRows({ params }: Props) {
  const { rows, before, after } = await listSessions(params)
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      news={{ list: 'sessions', filter: sessionsFilter(params, Date.now()) }}
    >
      {rows.length > 0 ? (
        <SessionsTable
          rows={rows}
          sort={sessionsOrder(params)}
          filter={sessionsFilter(params, Date.now())}
          more={Boolean(before || after)}
        />
      ) : isFiltered(params) ? (
        <NoMatch what="session" href="/sessions" />
      ) : (
        <EmptyState icon={MonitorSmartphone} title="Nobody is signed in">
          Sessions appear here as customers sign in to the platform.
        </EmptyState>
      )}
    </ListRows>
  )
}
