import Link from 'next/link'
import { Suspense } from 'react'
import { PercentileChart } from '@/components/charts/percentile-chart'
import { Pager } from '@/components/data-table/pager'
import { type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { Section } from '@/components/detail/section'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { readParams } from '@/lib/lists/params'
import type { ShownEndpoint } from './endpoint-id'
import { Figures } from './figures'
import { periodWords } from './period'
import { PeriodSwitch } from './period-switch'
import { findEndpoint, latencyFigures, latencyOverTime, listWorst } from './queries'
import { type LatencyParams, latencyParsers, worstSortKind } from './search-params'
import { WorstRequests } from './worst-requests'

/** Everything about one endpoint in the period. */
export const { metadata, Page, Panel } = defineDetail({
  title: 'Endpoint',
  what: 'endpoint',
  list: '/latency',
  find: ({ id }: { id: string }) => findEndpoint(id),
  name: ({ method, shown }) => `${method ?? 'any'} ${shown}`,
  Content: EndpointContent,
})

const PAGE_SIZE = 20

type Props = { of: ShownEndpoint; params: LatencyParams }

async function Chart({ of, params }: Props) {
  const points = await latencyOverTime(params.period, of)
  return <PercentileChart label={`Percentiles of ${of.shown}`} points={points} className="h-44" />
}

async function Worst({ of, params }: Props) {
  const { rows, after } = await listWorst(params.period, of, { after: params.after, pageSize: PAGE_SIZE })
  return (
    <>
      <WorstRequests rows={rows} />
      <div className="mt-2 flex justify-end">
        <Pager before={null} after={after} />
      </div>
    </>
  )
}

/** Where the errors of the endpoint are, whatever became of them. */
const errorsPath = (endpoint: string) =>
  `/errors?${new URLSearchParams({ view: 'rows', state: 'all', endpoint: endpoint.replaceAll(',', '%2C') })}`

async function EndpointContent({ found: of, searchParams }: DetailProps<typeof findEndpoint>) {
  const { params } = readParams(latencyParsers, await searchParams, worstSortKind)
  const figures = await latencyFigures(params.period, of)
  return (
    <>
      <Section>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="min-w-0 flex-1 font-mono text-[13px] font-semibold break-all">
            <span className="font-normal text-fg-3">{of.method ?? 'any'}</span> {of.shown}
          </h2>
          <PeriodSwitch current={params.period} />
        </div>
        {figures ? null : <p className="mt-2 text-fg-2">No requests in {periodWords(params.period)}.</p>}
        {/* Its address would hold the path as it is, also what of it is masked. */}
        {of.shown === of.endpoint ? (
          <p className="mt-2">
            <Link href={errorsPath(of.endpoint)} className="touch text-accent-text hover:underline">
              Errors of this endpoint
            </Link>
          </p>
        ) : null}
      </Section>
      {figures ? (
        <section aria-label="The figures" className="border-b border-line">
          <Figures figures={figures} period={params.period} />
        </section>
      ) : null}
      <Section title="Over time" note={periodWords(params.period)}>
        <PanelBoundary title="The chart">
          <Suspense fallback={<div className="skeleton h-44" />}>
            <Chart of={of} params={params} />
          </Suspense>
        </PanelBoundary>
      </Section>
      <Section title="Worst requests" note="the longest first">
        <PanelBoundary title="The worst requests">
          <Suspense fallback={<div className="skeleton h-40" />}>
            <Worst of={of} params={params} />
          </Suspense>
        </PanelBoundary>
      </Section>
    </>
  )
}
