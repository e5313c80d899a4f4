import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { Dot, type Tone } from '@/components/ui/badge'
import { Grade } from '@/components/ui/grade'
import { Impact } from '@/components/ui/impact'
import { RelativeTime } from '@/components/ui/relative-time'
import { EmptyState } from '@/components/ui/states'
import { formatCount, formatQuantity, plainName } from '@/lib/format/format'
import { lookUp } from '@/lib/format/labels'
import { type AttentionRow, listAttention } from './queries'
import { Urgency } from './urgency'

const PATHS: Record<string, string> = {
  error: '/errors',
  alert: '/alerts',
  'churn alert': '/churn',
  webhook: '/webhooks',
}

function toneOf({ severity, late }: AttentionRow): Tone {
  if (severity >= 2) return 'critical'
  return severity === 1 || late ? 'warning' : 'info'
}

/** What it is, from what its queue calls it: "retell_timeout, 61 errors". */
function titleOf({ kind, label, matches }: AttentionRow): string {
  if (kind === 'churn alert') return plainName(label)
  const many = kind === 'error' ? 'errors' : kind === 'webhook' ? 'webhooks failed' : 'alerts'
  if (matches > 1) return `${label}, ${formatCount(matches)} ${many}`
  return kind === 'webhook' ? `${label} failed` : label
}

function whoseOf({ user_id, business_name, customers }: AttentionRow): string {
  if (user_id) return business_name ?? 'Unnamed customer'
  if (customers > 0) return formatQuantity(customers, 'customer')
  return 'Platform'
}

function Row({ row, place }: { row: AttentionRow; place: number }) {
  return (
    <li className="relative grid h-9 grid-cols-[20px_24px_minmax(120px,1fr)_44px_minmax(0,2.6fr)_44px_84px_44px] items-center gap-x-2.5 border-b border-line px-4 hover:bg-hover max-sm:h-[60px] max-sm:grid-cols-[24px_minmax(0,1fr)_32px_84px_40px] max-sm:grid-rows-2 max-sm:py-1.5">
      <span aria-hidden className="text-xs text-fg-3 max-sm:hidden">
        {place}
      </span>
      <Grade grade={row.grade} />
      <span className="truncate font-medium">{whoseOf(row)}</span>
      <span className="truncate text-xs text-fg-2 capitalize max-sm:hidden">{row.tier}</span>
      <span className="flex min-w-0 items-center gap-2 max-sm:order-last max-sm:col-span-5">
        <Dot tone={toneOf(row)} />
        <Link
          href={`${lookUp(PATHS, row.kind)}/${row.id}`}
          prefetch={false}
          title={row.detail ?? undefined}
          className="truncate after:absolute after:inset-0 after:content-['']"
        >
          <span className="sr-only">{row.kind} </span>
          {titleOf(row)}
          {row.detail ? <span className="text-fg-3"> {row.detail}</span> : null}
        </Link>
      </span>
      <Urgency row={row} />
      <Impact
        of={`${row.kind.replace(' ', '-')}-${row.id}`}
        dollars={row.impact}
        unpriced={row.unpriced}
        parts={row.impact_parts}
      />
      <span className={row.late ? 'text-right font-medium text-critical-text' : 'text-right text-fg-2'}>
        <RelativeTime at={row.since} />
        {row.late ? <span className="sr-only">, late</span> : null}
      </span>
    </li>
  )
}

/** What needs attention now, over all queues. */
export async function NeedsAttention() {
  const rows = await listAttention()
  return (
    <>
      <div className="flex flex-none items-baseline gap-3 border-b border-line px-4 py-2">
        <h2 className="font-semibold">Needs attention now</h2>
        <p className="text-xs text-fg-2">the most urgent first, then by impact a month</p>
        <p aria-hidden className="ml-auto flex gap-2.5 text-right text-xs text-fg-3 max-sm:hidden">
          <span className="w-11 text-left">Urgency</span>
          <span className="w-[84px]">Impact</span>
          <span className="w-11">Since</span>
        </p>
      </div>
      {rows.length > 0 ? (
        <ol aria-label="Needs attention now">
          {rows.map((row, index) => (
            <Row key={`${row.kind} ${row.id}`} row={row} place={index + 1} />
          ))}
        </ol>
      ) : (
        <EmptyState icon={CircleCheck} title="Nothing needs attention" />
      )}
    </>
  )
}
