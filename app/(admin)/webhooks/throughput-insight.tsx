import { Meter } from '@/components/charts/meter'
import { formatCount, formatDuration, formatShare } from '@/lib/format/format'
import type { ThroughputRow } from './queries'

/** Finished webhooks by event type: how many, how many of them failed, and how long it took on average. */
export async function ThroughputByType({ rows }: { rows: Promise<ThroughputRow[]> }) {
  const types = await rows
  if (types.length === 0) return <p className="text-fg-2">No webhooks finished.</p>
  return (
    <ul className="flex flex-col gap-2.5">
      {types.slice(0, 12).map(({ event_type, finished, failed, mean_seconds }) => (
        <li key={event_type}>
          <span className="flex items-baseline gap-2">
            <span className="mr-auto min-w-0 truncate">{event_type}</span>
            <span className="font-medium">{formatCount(finished)}</span>
            <span className={failed > 0 ? 'w-14 text-right text-critical-text' : 'w-14 text-right text-fg-3'}>
              {formatShare(failed / finished)}
              <span className="sr-only"> failed</span>
            </span>
          </span>
          <span className="flex items-center gap-2">
            <Meter share={failed / finished} fill="bg-critical" className="mt-1 flex-1" />
            <span className="w-14 text-right text-xs text-fg-3">
              {mean_seconds === null ? '—' : formatDuration(mean_seconds)}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
