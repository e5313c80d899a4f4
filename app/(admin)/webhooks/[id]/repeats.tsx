import Link from 'next/link'
import { RelativeTime } from '@/components/ui/relative-time'
import type { WebhookRow } from '../queries'
import { StateBadge } from '../webhook-state'
import { MOST_REPEATS } from './queries'

const link = 'touch text-accent-text hover:underline'

type Repeat = Pick<WebhookRow, 'id' | 'event_type' | 'received_at' | 'state'>

/** The other deliveries of what is the same event to its sender. */
export function Repeats(props: {
  idempotencyKey: string | null
  repeats: Repeat[]
  /** Whether this stands beside the list, where another detail opens in the same place. */
  beside: boolean
}) {
  const { idempotencyKey, repeats, beside } = props
  if (!idempotencyKey)
    return <p className="text-fg-2">No idempotency key, so repeats cannot be identified.</p>
  if (repeats.length === 0) return <p className="text-fg-2">No other delivery has this key.</p>
  return (
    <ul className="flex flex-col gap-1.5">
      {repeats.slice(0, MOST_REPEATS).map(({ id, event_type, received_at, state }) => (
        <li key={id} className="flex items-center gap-2">
          <StateBadge state={state} />
          {beside ? (
            <Link href={`/webhooks/${id}?state=all`} scroll={false} className={link}>
              {event_type}
            </Link>
          ) : (
            <a href={`/webhooks/${id}`} className={link}>
              {event_type}
            </a>
          )}
          <span className="ml-auto text-fg-3">
            <RelativeTime at={received_at} style="long" />
          </span>
        </li>
      ))}
      {repeats.length > MOST_REPEATS ? <li className="text-fg-3">and more before these</li> : null}
    </ul>
  )
}
