import { Badge, Dot, type Tone } from '@/components/ui/badge'
import type { DeliveryRow, DeliveryState } from './queries'

const STATES: Record<DeliveryState, { word: string; tone: Tone }> = {
  failed: { word: 'Failed', tone: 'critical' },
  waiting: { word: 'Waiting', tone: 'info' },
  delivered: { word: 'Delivered', tone: 'ok' },
}

/** A delivery's state as a word in its colour. */
export function DeliveryBadge({ state }: { state: DeliveryState }) {
  return <Badge tone={STATES[state].tone}>{STATES[state].word}</Badge>
}

/** What became of a delivery in one line: its state, the answer's code, and the error if there is one. */
export function DeliveryLine({ row }: { row: DeliveryRow }) {
  const { word, tone } = STATES[row.state]
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 align-middle">
      <Dot tone={tone} />
      <span className="truncate" title={row.error ?? undefined}>
        {word}
        {row.status_code && !row.error?.startsWith(String(row.status_code)) ? (
          <span className="text-fg-2"> {row.status_code}</span>
        ) : null}
        {row.error ? <span className="text-fg-2"> · {row.error}</span> : null}
      </span>
    </span>
  )
}
