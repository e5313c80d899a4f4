import { formatCount } from '@/lib/format/format'
import type { AttentionRow } from './queries'

/** What the weight of a row's customers is made of, in words. */
function weightParts(row: AttentionRow): string {
  const { user_id, customers, price, grade, grade_weight, leaving, weighed } = row
  if (price !== null && grade_weight !== null) {
    const risk = leaving ? ' + 1 may leave' : ''
    return `$${formatCount(price)} a month × (${grade_weight} ${grade ? `grade ${grade}` : 'no grade'}${risk})`
  }
  if (user_id && price === null && weighed === 0) return '$0, the price of the plan is unknown'
  if (customers > 0)
    return `$${formatCount(weighed)} a month of ${formatCount(customers)} customers, weighed by grade`
  return `$${formatCount(weighed)}, the platform itself`
}

/** How urgent it is beside others, and whether it is late, in words. */
function factors({ urgency, late }: AttentionRow): string[] {
  return [
    ...(urgency > 1 ? [`× ${urgency} ${urgency >= 2 ? 'critical' : 'urgent'}`] : []),
    ...(late > 1 ? [`× ${late} past its target`] : []),
  ]
}

/** The business impact of something, and on hover or focus what it is made of. */
export function Impact({ row }: { row: AttentionRow }) {
  const id = `impact-${row.kind.replace(' ', '-')}-${row.id}`
  return (
    <span className="group/impact relative z-[2] text-right">
      <button
        type="button"
        aria-describedby={id}
        className="cursor-help rounded-sm text-right text-fg-2 underline decoration-line-strong decoration-dotted underline-offset-4 max-sm:min-h-11 max-sm:min-w-11"
      >
        {formatCount(row.impact)}
        <span className="sr-only"> impact</span>
      </button>
      <span
        id={id}
        role="tooltip"
        className="invisible absolute right-0 bottom-full z-10 w-max max-w-72 rounded-lg border border-line-strong bg-raised px-2.5 py-1.5 text-left text-xs whitespace-normal text-fg shadow-tip group-focus-within/impact:visible group-hover/impact:visible"
      >
        {[weightParts(row), ...factors(row)].join(' ')} = {formatCount(row.impact)}
      </span>
    </span>
  )
}
