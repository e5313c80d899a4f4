import { lookUp } from '@/lib/format/labels'
import { classNames } from './class-names'

const grades: Record<string, string> = {
  A: 'bg-ok-tint text-ok-text border-ok-line',
  B: 'text-ok-text border-ok-line',
  C: 'bg-warning-tint text-warning-text border-warning-line',
  D: 'bg-critical-tint text-critical-text border-critical-line',
  F: 'bg-critical text-on-critical border-transparent',
}

/** A customer's health grade as a letter in its colour; nothing while there is no score. */
export function Grade({ grade }: { grade: string | null }) {
  if (!grade) return <span className="text-fg-3">—</span>
  return (
    <span
      role="img"
      aria-label={`Grade ${grade}`}
      className={classNames(
        'inline-grid size-5 flex-none place-items-center rounded-sm border text-[11px] leading-none font-semibold',
        lookUp(grades, grade) ?? 'border-line text-fg-2',
      )}
    >
      {grade}
    </span>
  )
}
