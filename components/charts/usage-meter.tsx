import { classNames } from '@/components/ui/class-names'
import { USAGE_MARKS, usageFill } from '@/lib/format/usage'

/** The meter ends a little past the hard stop. */
const END = 120

const at = (percent: number) => `${(100 * Math.min(END, Math.max(0, percent))) / END}%`

/**
 * How much of a plan is used, with marks where the platform warns, calls it over and stops; for the eye only.
 * @param percent of the plan and its credit.
 * @param projected an estimate for the period's end, drawn as an outline.
 */
export function UsageMeter({
  percent,
  projected,
  className,
}: {
  percent: number
  projected?: number | null
  className?: string
}) {
  return (
    <span aria-hidden className={classNames('relative block h-3', className)}>
      <span className="absolute inset-x-0 top-[3px] h-1.5 overflow-hidden rounded-full bg-active">
        {projected ? (
          <span
            className="absolute inset-y-0 left-0 rounded-full border border-dashed border-fg-3"
            style={{ width: at(projected) }}
          />
        ) : null}
        <span
          className={classNames('absolute inset-y-0 left-0 rounded-full', usageFill(percent))}
          style={{ width: at(percent) }}
        />
      </span>
      <span className="absolute top-0 h-3 w-px bg-fg-3" style={{ left: at(USAGE_MARKS.near) }} />
      <span className="absolute top-0 h-3 w-px bg-fg-2" style={{ left: at(USAGE_MARKS.soft) }} />
      <span className="absolute top-0 h-3 w-0.5 bg-fg" style={{ left: at(USAGE_MARKS.hard) }} />
    </span>
  )
}
