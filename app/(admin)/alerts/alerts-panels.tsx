import { BellOff, FilterX } from 'lucide-react'
import { HistogramChart } from '@/components/charts/histogram'
import { Legend } from '@/components/charts/legend'
import { FacetBars } from '@/components/data-table/facet-bars'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { Insight } from '@/components/data-table/insight'
import { ListRows } from '@/components/data-table/list-page'
import { ButtonLink } from '@/components/ui/button-link'
import { severityToken } from '@/components/ui/severity'
import { EmptyState } from '@/components/ui/states'
import { formatMatches } from '@/lib/format'
import { chartPeriod } from '@/lib/list-params'
import { AlertsTable } from './alerts-table'
import { alertsOverTime, countAlerts, listAlerts } from './queries'
import { ALERT_SEVERITIES, type AlertsParams, alertsOrder, isFiltered } from './search-params'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['X', 'select'],
  ['⇧ X', 'range'],
  ['↵', 'open'],
  ['A', 'acknowledge'],
  ['U', 'undo'],
]

const COLORS = Object.fromEntries(ALERT_SEVERITIES.map((severity) => [severity, severityToken(severity)]))

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
      <HistogramChart label="Alerts raised by severity" data={data} colors={COLORS} className="h-28" />
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
  const state = { open: 'Open by type', acknowledged: 'Acknowledged by type', all: 'By type' }[params.state]
  return (
    <>
      <Insight title="Raised" note={`last ${chartPeriod(params.period).label}, acknowledged or not`}>
        <Volume params={params} />
      </Insight>
      <Insight title={state}>
        <ByType params={params} facets={facets} />
      </Insight>
    </>
  )
}

/** One page of alerts, or why there is none. */
export async function AlertsRows({ params }: Props) {
  const { rows, before, after } = await listAlerts(params)
  return (
    <ListRows keys={KEYS} edges={{ before, after }} shown={rows.length}>
      {rows.length > 0 ? (
        <AlertsTable rows={rows} sort={alertsOrder(params)} />
      ) : isFiltered(params) ? (
        <EmptyState
          icon={FilterX}
          title="No alert matches"
          action={<ButtonLink href="/alerts">Clear the filters</ButtonLink>}
        />
      ) : (
        <EmptyState icon={BellOff} title="No open alerts">
          Everything that was raised has been acknowledged.
        </EmptyState>
      )}
    </ListRows>
  )
}
