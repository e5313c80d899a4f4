import { TriangleAlert } from 'lucide-react'
import { formatCount, plural } from '@/lib/format/format'
import type { Requeueable } from './use-requeue'

/** @returns how many of the webhooks were processed before, themselves or in a delivery with the same key. */
function runsTwice(webhooks: Requeueable[]): number {
  return webhooks.filter(({ state, repeatProcessed }) => state === 'processed' || repeatProcessed).length
}

function firstRun(webhooks: Requeueable[], count: number) {
  if (webhooks.length > 1)
    return `${formatCount(count)} of ${formatCount(webhooks.length)} ${plural(count, 'was', 'were')} processed before.`
  return webhooks[0]?.state === 'processed'
    ? 'It was processed before.'
    : 'Another delivery with the same key was processed before.'
}

/** Says that running what ran before may do things twice; nothing where nothing did. */
export function RunsTwiceWarning({ webhooks }: { webhooks: Requeueable[] }) {
  const count = runsTwice(webhooks)
  if (count === 0) return null
  return (
    <div className="mt-3 flex gap-2 rounded-md border border-warning-line bg-warning-tint px-2.5 py-2 text-warning-text">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 flex-none" />
      <p>
        <strong className="font-medium">{firstRun(webhooks, count)}</strong> Running it again may do things
        twice: send a message, book a visit or count usage once more.
      </p>
    </div>
  )
}
