import { Gauge } from 'lucide-react'
import { PercentileChart } from '@/components/charts/percentile-chart'
import { QuietNotice } from '@/components/ui/quiet-notice'
import { EmptyState } from '@/components/ui/states'
import { ExactTime } from '@/components/ui/zone'
import { formatQuantity } from '@/lib/format/format'
import { Figures } from './figures'
import { LatencyTable } from './latency-table'
import { periodWords } from './period'
import { countedFrom, latencyFigures, latencyOverTime, listEndpoints, listWorst, readSlots } from './queries'
import { type LatencyParams, latencyOrder } from './search-params'
import { WorstRequests } from './worst-requests'

type Props = { params: LatencyParams }

/** How many endpoints had requests, and since when: a period is made of whole slots, of which the last still runs. */
export async function EndpointCount({ params }: Props) {
  const rows = await listEndpoints(params)
  const { since } = (await readSlots(params.period)).time
  return (
    <>
      {formatQuantity(rows.length, 'endpoint')} since <ExactTime at={since} short />
    </>
  )
}

/** Says so while requests from before the counting are not in the figures. */
export async function HistoryNotice() {
  const from = await countedFrom()
  if (!from) return null
  return (
    <QuietNotice>
      Requests before <ExactTime at={from} /> are still being counted; each visit counts more of them.
    </QuietNotice>
  )
}

/** The key figures of the period. */
export async function PeriodFigures({ params }: Props) {
  const figures = await latencyFigures(params.period, null)
  if (!figures) return <p className="px-4 py-6 text-fg-2">No requests in {periodWords(params.period)}.</p>
  return <Figures figures={figures} period={params.period} />
}

/** The percentiles over time. */
export async function PeriodChart({ params }: Props) {
  const points = await latencyOverTime(params.period, null)
  return <PercentileChart label="Percentiles of all requests" points={points} className="h-52" />
}

/** The endpoints, or that there are none. */
export async function Endpoints({ params }: Props) {
  const rows = await listEndpoints(params)
  if (rows.length > 0) return <LatencyTable rows={rows} sort={latencyOrder(params)} />
  return (
    <EmptyState icon={Gauge} title={`No requests in ${periodWords(params.period)}`}>
      The platform writes down how long its requests take; they appear here as they come.
    </EmptyState>
  )
}

const WORST = 10

/** The requests of the period that took longest. */
export async function Worst({ params }: Props) {
  const { rows } = await listWorst(params.period, null, { after: null, pageSize: WORST })
  return <WorstRequests rows={rows} named />
}
