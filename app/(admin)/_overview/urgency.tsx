import { classNames } from '@/components/ui/class-names'
import type { AttentionRow } from './queries'

const MOST = 4

/** @returns what makes something urgent: "critical, late, grade F". */
export function describeUrgency({ kind, severity, late, at_risk, leaving, grade }: AttentionRow): string {
  const parts = [
    severity >= 2 ? 'critical' : severity === 1 ? (kind === 'error' ? 'growing or back' : 'severe') : '',
    late ? 'past its target' : '',
    at_risk ? (leaving ? 'a customer may leave' : `grade ${grade}`) : '',
  ]
  return parts.filter(Boolean).join(', ') || 'not urgent'
}

/** How urgent something is, from nothing to four of four; what that is made of on hover and to screen readers. */
export function Urgency({ row }: { row: AttentionRow }) {
  const words = describeUrgency(row)
  return (
    <span title={words} className="relative z-[2] flex items-center gap-0.5">
      {Array.from({ length: MOST }, (_, place) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has nothing but its place.
          key={place}
          aria-hidden
          className={classNames(
            'h-3 w-1.5 rounded-[1px] forced-color-adjust-none',
            place < row.urgency ? (row.urgency > 2 ? 'bg-critical' : 'bg-warning') : 'bg-active',
          )}
        />
      ))}
      <span className="sr-only">
        Urgency {row.urgency} of {MOST}: {words}
      </span>
    </span>
  )
}
