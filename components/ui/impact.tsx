import { formatCount, formatQuantity } from '@/lib/format/format'

/** How many of the customers concerned have a plan, and what it costs a month, if that is known. */
export type ImpactPart = { plan: string | null; customers: number; price: number | null }

type Props = {
  /** What it is of, for an id that no other has. */
  of: string
  /** What the plans of the customers concerned cost together a month; null where it concerns nobody in particular. */
  dollars: number | null
  /** How many of them have a plan of unknown price. */
  unpriced: number
  parts: ImpactPart[]
}

const formatPrice = (price: number) =>
  `$${price.toLocaleString('en-US', Number.isInteger(price) ? {} : { minimumFractionDigits: 2 })}`

/** @returns what an impact is made of: "2 × pro at $499 = $998 a month, 1 unknown plan". */
export function describeImpact({ dollars, unpriced, parts }: Omit<Props, 'of'>): string {
  if (dollars === null) return 'The platform itself: no customer in particular'
  const sum = parts
    .flatMap(({ plan, customers, price }) =>
      price === null ? [] : [`${formatCount(customers)} × ${plan} at ${formatPrice(price)}`],
    )
    .join(' + ')
  const names = parts.flatMap(({ plan, price }) => (price === null && plan !== null ? [plan] : []))
  const unknown = `${formatQuantity(unpriced, 'unknown plan')}${names.length > 0 ? ` (${names.join(', ')})` : ''}`
  const said = [sum && `${sum} = ${formatPrice(dollars)} a month`, unpriced > 0 && unknown].filter(Boolean)
  return said.join(', ') || 'No customer with unresolved errors'
}

/** The business impact of something in dollars a month, unknown plans counted beside it; on hover or focus what it is made of. */
export function Impact({ of, ...impact }: Props) {
  const { dollars, unpriced } = impact
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
        {describeImpact(impact)}
      </span>
    </span>
  )
}
