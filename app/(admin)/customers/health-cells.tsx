import Link from 'next/link'
import { Meter } from '@/components/charts/meter'
import { classNames } from '@/components/ui/class-names'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatCount, parseTime, signed } from '@/lib/format/format'
import { formatPercent, usageFill, usageText } from '@/lib/format/usage'
import { OPEN_COUNT_CAP } from './labels'
import type { CustomerRow } from './queries'

const NONE = <span className="text-fg-3">—</span>

/** How many rows of a queue are open for a customer, linked to them. */
export function OpenCount({ count, what, href }: { count: number; what: string; href: string }) {
  if (count === 0) return <span className="text-fg-3">0</span>
  return (
    <Link
      href={href}
      prefetch={false}
      className="above-row -mx-1.5 rounded-sm px-1.5 py-1 font-medium hover:bg-active hover:underline"
    >
      {count >= OPEN_COUNT_CAP ? `${OPEN_COUNT_CAP}+` : count}
      <span className="sr-only"> {what}</span>
    </Link>
  )
}

/** By how much the score changed in a week, and which of its parts did. */
export function WeekMove({ customer: { change, moved } }: { customer: CustomerRow }) {
  if (change === null) return <span className="text-fg-3">No score a week ago</span>
  if (change === 0) return <span className="text-fg-3">±0</span>
  return (
    <span title={moved || undefined}>
      <span className={classNames('font-medium', change > 0 ? 'text-ok-text' : 'text-critical-text')}>
        {signed(change)}
      </span>{' '}
      <span className="text-fg-2">{moved}</span>
    </span>
  )
}

/** What the plan costs a month, with its name. */
export function PlanValue({ customer: { tier, monthly_value } }: { customer: CustomerRow }) {
  return (
    <span className="text-fg-2">
      <span className="capitalize">{tier ?? 'Unknown'}</span>{' '}
      {monthly_value === null ? (
        <span title="What this plan costs is unknown">—</span>
      ) : (
        `$${formatCount(monthly_value)}`
      )}
    </span>
  )
}

/** What of the plan's price is at risk a month: the part of the points that the score lacks. */
export function ValueAtRisk({
  customer: { score, monthly_value, value_at_risk },
}: {
  customer: CustomerRow
}) {
  if (score === null || monthly_value === null) return NONE
  return (
    <span title="The plan's monthly price × (100 − score) / 100">
      ${formatCount(Math.round(value_at_risk / 100))}
    </span>
  )
}

/** How much of the plan is used, minutes or messages, whichever is more; leads to the meters. */
export function PlanUsage({ customer }: { customer: CustomerRow }) {
  const { used_percent: percent, hard_stop_active: stopped } = customer
  if (percent === null) return NONE
  return (
    <Link
      href={`/usage/${customer.id}`}
      prefetch={false}
      className="above-row flex items-center gap-2 rounded-sm hover:underline"
    >
      <Meter share={percent / 100} fill={usageFill(percent)} className="w-10 flex-none" />
      <span className={usageText(percent)}>
        {formatPercent(percent)}
        {stopped ? <span className="sr-only"> used, stopped</span> : <span className="sr-only"> used</span>}
      </span>
    </Link>
  )
}

/** When something was last known to happen. */
export function LastTime({ at }: { at: string | null }) {
  return at && parseTime(at).getTime() > 0 ? <RelativeTime at={at} /> : NONE
}
