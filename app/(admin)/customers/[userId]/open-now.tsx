import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { formatMatches } from '@/lib/format/format'
import { OPEN_COUNT_CAP } from '../labels'
import { countWebhooksOf } from '../queries'

type Props = {
  customer: { user_id: string; unresolved_errors: number; open_alerts: number; open_churn: number }
}

function capped(count: number) {
  return formatMatches({ matches: Math.min(count, OPEN_COUNT_CAP), exact: count < OPEN_COUNT_CAP })
}

/** What waits for one customer in every queue, each linked to those rows. */
export async function OpenNow({ customer }: Props) {
  const id = customer.user_id
  const webhooks = await countWebhooksOf(id)
  const lines: [count: string, what: string, href: string][] = [
    [capped(customer.unresolved_errors), 'unresolved errors', `/errors?customer=${id}`],
    [capped(customer.open_alerts), 'open alerts', `/alerts?customer=${id}`],
    [capped(customer.open_churn), 'open churn alerts', `/churn?customer=${id}`],
    [formatMatches(webhooks.pending), 'pending webhooks', `/webhooks?state=pending&customer=${id}`],
    [formatMatches(webhooks.failed), 'failed webhooks', `/webhooks?state=failed&customer=${id}`],
  ]
  return (
    <ul className="-mx-2">
      {lines.map(([count, what, href]) => (
        <li key={what}>
          <Link
            href={href}
            className="group flex h-8 items-center gap-2 rounded-md px-2 hover:bg-hover max-sm:h-11"
          >
            <span className={count === '0' ? 'min-w-8 text-fg-3' : 'min-w-8 font-medium'}>{count}</span>
            <span className={count === '0' ? 'text-fg-3' : undefined}>{what}</span>
            <ChevronRight aria-hidden className="ml-auto size-3.5 text-fg-3" />
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The lines of a customer's queues while they are counted. */
export function OpenNowSkeleton() {
  return <span className="skeleton block h-40 w-full max-sm:h-55" />
}
