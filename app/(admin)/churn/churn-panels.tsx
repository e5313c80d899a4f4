import { HeartHandshake } from 'lucide-react'
import { Legend } from '@/components/charts/legend'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { Insight } from '@/components/data-table/insight'
import { ListHistogram } from '@/components/data-table/list-histogram'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { severityToken } from '@/components/ui/severity'
import { EmptyState } from '@/components/ui/states'
import { listAdmins } from '@/lib/admins'
import { formatMatches } from '@/lib/format'
import { ChurnTable } from './churn-table'
import {
  CHURN_SEVERITIES,
  type ChurnParams,
  churnChartWhen,
  churnFilter,
  churnOrder,
  isFiltered,
} from './list'
import { churnOverTime, countChurn, listChurn } from './queries'
import { ReasonBars } from './reason-bars'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['X', 'select'],
  ['⇧ X', 'range'],
  ['↵', 'open'],
  ['E', 'resolve with note'],
  ['U', 'undo'],
]

const COLORS = Object.fromEntries(CHURN_SEVERITIES.map((severity) => [severity, severityToken(severity)]))

type Props = { params: ChurnParams }

/** How many churn alerts match. */
export async function ChurnCount({ params }: Props) {
  const count = await countChurn(params)
  return params.state === 'all' ? formatMatches(count) : `${formatMatches(count)} ${params.state}`
}

async function Volume({ params }: Props) {
  const data = await churnOverTime(params)
  return (
    <>
      <ListHistogram label="Churn alerts raised by severity" data={data} colors={COLORS} className="h-28" />
      <div className="mt-2 [&_ul]:flex-wrap [&_ul]:gap-y-1">
        <Legend data={data} colors={COLORS} />
      </div>
    </>
  )
}

async function ByReason({ params, facets }: Props & { facets: Promise<FacetRow[]> }) {
  return <ReasonBars rows={await facets} selected={params.reason} />
}

/** What stands beside the churn alerts: how many were raised when, and for which reasons. */
export function ChurnInsights({ params, facets }: Props & { facets: Promise<FacetRow[]> }) {
  const title = { open: 'Open by reason', resolved: 'Resolved by reason', all: 'By reason' }[params.state]
  return (
    <>
      <Insight title="Raised" note={`${churnChartWhen(params)}, resolved or not`}>
        <Volume params={params} />
      </Insight>
      <Insight title={title}>
        <ByReason params={params} facets={facets} />
      </Insight>
    </>
  )
}

/** One page of churn alerts, or why there is none. */
export async function ChurnRows({ params }: Props) {
  const [{ rows, before, after }, admins] = await Promise.all([listChurn(params), listAdmins()])
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      news={{ list: 'churn', filter: churnFilter(params, Date.now()) }}
    >
      {rows.length > 0 ? (
        <ChurnTable
          rows={rows}
          admins={admins}
          sort={churnOrder(params)}
          filter={churnFilter(params, Date.now())}
          more={Boolean(before || after)}
        />
      ) : isFiltered(params) ? (
        <NoMatch what="churn alert" href="/churn" />
      ) : (
        <EmptyState icon={HeartHandshake} title="No open churn alerts">
          Everybody who was at risk has been looked after.
        </EmptyState>
      )}
    </ListRows>
  )
}
