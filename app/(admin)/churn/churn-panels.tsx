import { Legend } from '@/components/charts/legend'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { Insight } from '@/components/data-table/insight'
import { ListHistogram } from '@/components/data-table/list-histogram'
import { severityToken } from '@/components/ui/severity'
import { countChart } from '@/lib/lists/figures'
import { CHURN_SEVERITIES, type ChurnQuery, churn } from './list'
import { ReasonBars } from './reason-bars'

const COLORS = Object.fromEntries(CHURN_SEVERITIES.map((severity) => [severity, severityToken(severity)]))

type Props = { query: ChurnQuery }

async function Volume({ query }: Props) {
  const data = await countChart(churn, query)
  return (
    <>
      <ListHistogram label="Churn alerts raised by severity" data={data} colors={COLORS} className="h-28" />
      <div className="mt-2 [&_ul]:flex-wrap [&_ul]:gap-y-1">
        <Legend data={data} colors={COLORS} />
      </div>
    </>
  )
}

async function ByReason({ query, facets }: Props & { facets: Promise<FacetRow[]> }) {
  return <ReasonBars rows={await facets} selected={query.params.reason} />
}

/** What stands beside the churn alerts: how many were raised when, and for which reasons. */
export function ChurnInsights({ query, facets }: Props & { facets: Promise<FacetRow[]> }) {
  const title = { open: 'Open by reason', resolved: 'Resolved by reason', all: 'By reason' }[
    query.params.state
  ]
  return (
    <>
      <Insight title="Raised" note={`${query.when}, resolved or not`}>
        <Volume query={query} />
      </Insight>
      <Insight title={title}>
        <ByReason query={query} facets={facets} />
      </Insight>
    </>
  )
}
