import { ArrowRight, Bell, Bug, type LucideIcon, TrendingDown, Webhook } from 'lucide-react'
import Link from 'next/link'
import { AgeClock } from '@/components/ui/age-clock'
import { formatAge, plainName } from '@/lib/format/format'
import { type Queue, TARGET_SECONDS } from '@/lib/lists/targets'
import type { OldestRow } from './condition'
import { readNow } from './queries'

const QUEUES: { queue: Queue; name: string; icon: LucideIcon; empty: string }[] = [
  { queue: 'alerts', name: 'Alert', icon: Bell, empty: 'None unacknowledged' },
  { queue: 'churn', name: 'Churn alert', icon: TrendingDown, empty: 'None open' },
  { queue: 'webhooks', name: 'Webhook', icon: Webhook, empty: 'None pending' },
  { queue: 'errors', name: 'Error', icon: Bug, empty: 'None unresolved' },
]

function QueueCell({ row, ...entry }: (typeof QUEUES)[number] & { row: OldestRow | undefined }) {
  return (
    <li className="group relative flex min-w-0 flex-col justify-center gap-px border-l border-line px-3.5 py-2 max-lg:px-4 hover:bg-hover max-lg:border-t max-lg:nth-[2n+1]:border-l-0">
      <p className="flex items-center gap-2 text-xs text-fg-2">
        <entry.icon aria-hidden className="size-3.5 stroke-[1.6] text-fg-3" />
        {entry.name}
        <span className="ml-auto text-fg-3">
          target {formatAge(row?.target_seconds ?? TARGET_SECONDS[entry.queue])}
        </span>
      </p>
      {row ? (
        <>
          <p className="flex items-center text-[14px] font-medium">
            <AgeClock since={row.since} targetSeconds={row.target_seconds} />
            <ArrowRight aria-hidden className="ml-auto size-3.5 text-fg-3 group-hover:text-fg" />
          </p>
          <p className="truncate text-xs">
            <Link
              href={`/${entry.queue}/${row.id}`}
              prefetch={false}
              className="font-medium after:absolute after:inset-0 after:content-['']"
            >
              {entry.queue === 'churn' ? plainName(row.label) : row.label}
            </Link>{' '}
            <span className="text-fg-2">
              {row.business_name ?? (row.user_id ? 'Unnamed customer' : 'Platform')}
            </span>
          </p>
        </>
      ) : (
        <p className="mt-1 text-fg-3">{entry.empty}</p>
      )}
    </li>
  )
}

/** What waits longest in each queue, against its target. */
export async function OldestStrip() {
  const { oldest: rows } = await readNow()
  return (
    <div className="grid min-h-[76px] grid-cols-[144px_minmax(0,1fr)] max-lg:grid-cols-1">
      <h2 className="px-4 py-2.5 font-semibold">
        Oldest unhandled
        <span className="block text-xs font-normal text-fg-2">in every queue</span>
      </h2>
      <ul className="grid grid-cols-4 max-lg:grid-cols-2">
        {QUEUES.map((entry) => (
          <QueueCell key={entry.queue} {...entry} row={rows.find(({ queue }) => queue === entry.queue)} />
        ))}
      </ul>
    </div>
  )
}
