import { formatCount } from '@/lib/format/format'
import { Change } from './change'
import { formatLatency, shareOf } from './labels'
import { type LatencyPeriod, periodLength } from './period'
import type { LatencyFigures } from './queries'

/** The key figures of a period, each with its change against the period before. Percentiles are estimates within 2 %. */
export function Figures({ figures, period }: { figures: LatencyFigures; period: LatencyPeriod }) {
  const { requests, slow, previous_requests, previous_slow } = figures
  const cells = [
    ...(['p50', 'p95', 'p99'] as const).map(
      (name) =>
        [
          name,
          formatLatency(figures[name]),
          <Change key="change" now={figures[name]} before={figures[`previous_${name}`]} />,
        ] as const,
    ),
    ['Slow', shareOf(slow, requests), `was ${shareOf(previous_slow, previous_requests)}`] as const,
    [
      'Requests',
      formatCount(requests),
      <Change key="change" now={requests} before={previous_requests} worse={false} />,
    ] as const,
  ]
  return (
    <>
      <dl className="grid grid-cols-[repeat(5,minmax(max-content,1fr))] divide-x divide-line max-sm:grid-cols-3 max-sm:divide-x-0">
        {cells.map(([name, value, note]) => (
          <div key={name} className="min-w-0 pt-3 pr-2 pb-1 pl-4">
            <dt className="truncate text-xs text-fg-2">{name}</dt>
            <dd className="text-xl font-medium tracking-tight">{value}</dd>
            <dd className="text-xs text-fg-3">{note}</dd>
          </div>
        ))}
      </dl>
      <p className="truncate px-4 pb-2 text-xs text-fg-3">
        Changes against the {periodLength(period)} before. Percentiles are within 2 %.
      </p>
    </>
  )
}
