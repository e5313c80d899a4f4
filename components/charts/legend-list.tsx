import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatCount } from '@/lib/format/format'
import type { Histogram } from '@/lib/lists/histogram'
import { type SeriesColors, seriesColor } from './series-color'

type Props = {
  data: Histogram
  colors?: SeriesColors
  /** Where a series leads; without an address its name stands alone. */
  hrefOf?: (name: string) => string | null
  /** What stands behind a series' total. */
  detailOf?: (series: Histogram['series'][number]) => ReactNode
}

/** What each colour of a chart means, one under the other with its total. */
export function LegendList({ data, colors = {}, hrefOf, detailOf }: Props) {
  return (
    <ul className="flex flex-col">
      {data.series.map(({ name, total }, i) => {
        const href = hrefOf?.(name)
        return (
          <li key={name} className="relative flex h-6 items-center gap-2.5 max-sm:h-11">
            <span
              aria-hidden
              className="size-2 flex-none rounded-[2px] forced-color-adjust-none"
              style={{ background: seriesColor(name, i, colors) }}
            />
            {href ? (
              <Link
                href={href}
                className="truncate leading-6 after:absolute after:inset-0 after:content-[''] hover:underline"
              >
                {name}
              </Link>
            ) : (
              <span className="truncate">{name}</span>
            )}
            <span className="ml-auto font-medium">{formatCount(total)}</span>
            {detailOf ? <span className="w-16 text-right">{detailOf({ name, total })}</span> : null}
          </li>
        )
      })}
    </ul>
  )
}
