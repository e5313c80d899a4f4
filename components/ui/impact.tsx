import { formatCount, plural } from '@/lib/format/format'

type Props = {
  /** What it is of, for an id that no other has. */
  of: string
  /** What the plans of the customers concerned cost together a month; null where it concerns nobody in particular. */
  dollars: number | null
  /** How many of them have a plan of unknown price. */
  unpriced: number
  /** The plans of the customers, where they are known. */
  plans?: string[] | null
}

/** @returns what an impact is made of: "$1,284 a month, the plans core, elite of the customers concerned. 2 have a plan of unknown price". */
export function describeImpact({ dollars, unpriced, plans }: Omit<Props, 'of'>): string {
  if (dollars === null) return 'The platform itself: no customer in particular'
  const unknown = `${formatCount(unpriced)} ${plural(unpriced, 'has', 'have')} a plan of unknown price`
  if (dollars === 0 && unpriced > 0) return `${unknown}, so that nothing can be added up`
  const known = plans?.length
    ? `${plural(plans.length, 'the plan', 'the plans')} ${plans.join(', ')}`
    : 'the plans'
  return `$${formatCount(dollars)} a month: ${known} of those concerned${unpriced > 0 ? `. ${unknown}, not added` : ''}`
}

/** The business impact of something in dollars a month, unknown plans counted beside it; on hover or focus what it is made of. */
export function Impact({ of, ...parts }: Props) {
  const { dollars, unpriced } = parts
  const id = `impact-${of}`
  const isUnknown = dollars === 0 && unpriced > 0
  return (
    <span className="group/impact relative z-[2] text-right">
      <button
        type="button"
        aria-describedby={id}
        className="cursor-help rounded-sm text-right text-fg-2 underline decoration-line-strong decoration-dotted underline-offset-4 max-sm:min-h-11 max-sm:min-w-11"
      >
        {dollars === null ? '—' : isUnknown ? null : `$${formatCount(dollars)}`}
        {unpriced > 0 ? (
          <span className="text-fg-3">
            {isUnknown ? '' : ' + '}
            {formatCount(unpriced)}&thinsp;?
          </span>
        ) : null}
        <span className="sr-only"> impact</span>
      </button>
      <span
        id={id}
        role="tooltip"
        className="invisible absolute right-0 bottom-full z-10 w-max max-w-72 rounded-lg border border-line-strong bg-raised px-2.5 py-1.5 text-left text-xs whitespace-normal text-fg shadow-tip group-focus-within/impact:visible group-hover/impact:visible"
      >
        {describeImpact(parts)}
      </span>
    </span>
  )
}
