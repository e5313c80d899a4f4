import { Badge, Dot, type Tone } from '@/components/ui/badge'
import type { WebhookState } from './list'

/** How each state is called and coloured. */
export const STATES: Record<WebhookState, { word: string; tone: Tone }> = {
  pending: { word: 'Pending', tone: 'info' },
  failed: { word: 'Failed', tone: 'critical' },
  processed: { word: 'Processed', tone: 'ok' },
  skipped: { word: 'Skipped', tone: 'neutral' },
}

/** A webhook's state as a word in its colour. */
export function StateBadge({ state }: { state: WebhookState }) {
  return <Badge tone={STATES[state].tone}>{STATES[state].word}</Badge>
}

type ResultProps = { state: WebhookState; result: string | null; error: string | null }

/** What became of a webhook in one line: its state, the platform's own word where there is none for it, and the error. */
export function ResultLine({ state, result, error }: ResultProps) {
  const further = result && result !== 'success' && result !== state ? result : null
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 align-middle">
      <Dot tone={further ? 'neutral' : STATES[state].tone} />
      <span className="truncate" title={error ?? undefined}>
        {STATES[state].word}
        {further ? <span className="text-fg-2"> · {further}</span> : null}
        {error ? <span className="text-fg-2"> · {error}</span> : null}
      </span>
    </span>
  )
}
