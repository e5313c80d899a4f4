import { formatCount } from '@/lib/format/format'
import { Change } from './change'
import { changeOf, formatChange, formatLatency, shareOf } from './labels'
import type { LatencyFigures } from './queries'

/** The key figures of a period; percentiles are estimates and say so. */
export function Figures({ figures }: { figures: LatencyFigures }) {
  const { requests, slow, p50, p95, p99, previous_requests, previous_slow, previous_p95 } = figures
  const cells = [
    ['p50', formatLatency(p50), '±2%'],
    ['p95', formatLatency(p95), <Change key="change" change={changeOf(p95, previous_p95)} />],
    ['p99', formatLatency(p99), '±2%'],
    ['Slow', shareOf(slow, requests), `was ${shareOf(previous_slow, previous_requests)}`],
    ['Requests', formatCount(requests), formatChange(changeOf(requests, previous_requests))],
  ] as const
  return (
    <dl className="grid grid-cols-[repeat(5,minmax(max-content,1fr))] divide-x divide-line max-sm:grid-cols-3 max-sm:divide-x-0">
      {cells.map(([name, value, note]) => (
        <div key={name} className="min-w-0 py-3 pr-2 pl-4">
          <dt className="truncate text-xs text-fg-2">{name}</dt>
          <dd className="text-xl font-medium tracking-tight">{value}</dd>
          <dd className="text-xs text-fg-3">{note}</dd>
        </div>
      ))}
    </dl>
  )
}
