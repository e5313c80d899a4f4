import { BellOff } from 'lucide-react'
import { Suspense } from 'react'
import { Legend } from '@/components/charts/legend'
import { FacetBars } from '@/components/data-table/facet-bars'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { Insight } from '@/components/data-table/insight'
import { ListHistogram } from '@/components/data-table/list-histogram'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { severityToken } from '@/components/ui/severity'
import { EmptyState } from '@/components/ui/states'
import { listAdmins } from '@/lib/admins'
import { formatMatches, plainName } from '@/lib/format'
import { chartWhen } from '@/lib/list-params'
import { beforeTheRows } from '@/lib/rows-first'
import { AcknowledgedBy, TimeToAcknowledge } from './acknowledgement-insights'
import { AlertsTable } from './alerts-table'
import {
  ALERT_SEVERITIES,
  type AlertsParams,
  alertsFilter,
  alertsOrder,
  groupsStorms,
  isFiltered,
} from './list'
import { acknowledgementTimes, alertsOverTime, countAlerts, listAlerts } from './queries'
import { StormNotice } from './storm-notice'
import { findStorms, stormRows } from './storms'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['X', 'select'],
  ['⇧ X', 'range'],
  ['↵', 'open'],
  ['A', 'acknowledge'],
  ['E', 'close'],
  ['S', 'snooze 1 h'],
  ['U', 'undo'],
]

const COLORS = Object.fromEntries(ALERT_SEVERITIES.map((severity) => [severity, severityToken(severity)]))

/** How many days the time to acknowledge is shown for. */
const DAYS = 7

type Props = { params: AlertsParams }

/** How many alerts match. */
export async function AlertsCount({ params }: Props) {
  const count = await countAlerts(params)
  return params.state === 'all' ? formatMatches(count) : `${formatMatches(count)} ${params.state}`
}

async function Volume({ params }: Props) {
  const data = await alertsOverTime(params)
  return (
    <>
      <ListHistogram label="Alerts raised by severity" data={data} colors={COLORS} className="h-28" />
      <div className="mt-2 [&_ul]:flex-wrap [&_ul]:gap-y-1">
        <Legend data={data} colors={COLORS} />
      </div>
    </>
  )
}

async function ByType({ params, facets }: Props & { facets: Promise<FacetRow[]> }) {
  return <FacetBars facet="type" plural="types" rows={await facets} selected={params.type} />
}

/** What stands beside the alerts: how many were raised when, and of which types they are. */
export function AlertsInsights({ params, facets }: Props & { facets: Promise<FacetRow[]> }) {
  const state = params.state === 'all' ? 'By type' : `${plainName(params.state)} by type`
  const times = acknowledgementTimes(DAYS)
  return (
    <>
      <Insight title="Raised" note={`${chartWhen(params)}, open or not`} height="min-h-36">
        <Volume params={params} />
      </Insight>
      <Insight title="Time to acknowledge" note={`median, last ${DAYS} days`} height="min-h-50">
        <TimeToAcknowledge times={times} />
      </Insight>
      <Insight title={state}>
        <ByType params={params} facets={facets} />
      </Insight>
      <Insight title="Acknowledged by" note={`last ${DAYS} days`}>
        <AcknowledgedBy times={times} />
      </Insight>
    </>
  )
}

/** One page of alerts; where storms are grouped, those outside of them after the storms, which are on the first page. */
async function readRows(params: AlertsParams) {
  const storms = groupsStorms(params) ? await beforeTheRows(findStorms(params)) : []
  const isFirst = !params.after && !params.before
  const [page, folded] = await Promise.all([
    listAlerts(params, storms),
    isFirst ? stormRows(storms, params) : [],
  ])
  return { ...page, rows: [...folded, ...page.rows] }
}

/** One page of alerts, or why there is none. */
export async function AlertsRows({ params }: Props) {
  const admins = listAdmins()
  const { rows, before, after } = await readRows(params)
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      news={{ list: 'alerts', filter: alertsFilter(params, Date.now()) }}
      notice={
        params.state === 'open' && !groupsStorms(params) && rows.length > 0 ? (
          <PanelBoundary title="The storms">
            <Suspense>
              <StormNotice params={params} />
            </Suspense>
          </PanelBoundary>
        ) : null
      }
    >
      {rows.length > 0 ? (
        <AlertsTable
          rows={rows}
          admins={await admins}
          sort={alertsOrder(params)}
          filter={alertsFilter(params, Date.now())}
          more={Boolean(before || after)}
        />
      ) : isFiltered(params) ? (
        <NoMatch what="alert" href="/alerts" />
      ) : (
        <EmptyState icon={BellOff} title="No open alerts">
          Everything that was raised is acknowledged, snoozed or closed.
        </EmptyState>
      )}
    </ListRows>
  )
}
