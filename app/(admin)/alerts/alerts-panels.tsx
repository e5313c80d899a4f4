import { Legend } from '@/components/charts/legend'
import { FacetBars } from '@/components/data-table/facet-bars'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { Insight } from '@/components/data-table/insight'
import { ListHistogram } from '@/components/data-table/list-histogram'
import { severityToken } from '@/components/ui/severity'
import { plainName } from '@/lib/format/format'
import { countChart } from '@/lib/lists/figures'
import { AcknowledgedBy, TimeToAcknowledge } from './acknowledgement-insights'
import { ALERT_SEVERITIES, type AlertsQuery, alerts } from './list'
import { acknowledgementTimes } from './queries'

const COLORS = Object.fromEntries(ALERT_SEVERITIES.map((severity) => [severity, severityToken(severity)]))

/** How many days the time to acknowledge is shown for. */
const DAYS = 7

type Props = { query: AlertsQuery }

async function Volume({ query }: Props) {
  const data = await countChart(alerts, query)
  return (
    <>
      <ListHistogram label="Alerts raised by severity" data={data} colors={COLORS} className="h-28" />
      <div className="mt-2 [&_ul]:flex-wrap [&_ul]:gap-y-1">
        <Legend data={data} colors={COLORS} />
      </div>
    </>
  )
}

async function ByType({ query, facets }: Props & { facets: Promise<FacetRow[]> }) {
  return <FacetBars facet="type" plural="types" rows={await facets} selected={query.params.type} />
}

/** What stands beside the alerts: how many were raised when, and of which types they are. */
export function AlertsInsights({ query, facets }: Props & { facets: Promise<FacetRow[]> }) {
  const state = query.params.state === 'all' ? 'By type' : `${plainName(query.params.state)} by type`
  const times = acknowledgementTimes(DAYS)
  return (
    <>
      <Insight title="Raised" note={`${query.when}, open or not`} height="min-h-36">
        <Volume query={query} />
      </Insight>
      <Insight title="Time to acknowledge" note={`median, last ${DAYS} days`} height="min-h-50">
        <TimeToAcknowledge times={times} />
      </Insight>
      <Insight title={state}>
        <ByType query={query} facets={facets} />
      </Insight>
      <Insight title="Acknowledged by" note={`last ${DAYS} days`}>
        <AcknowledgedBy times={times} />
      </Insight>
    </>
  )
}
