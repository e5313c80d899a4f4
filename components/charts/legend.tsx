import { formatCount } from '@/lib/format/format'
import type { Histogram } from '@/lib/lists/histogram'
import { type SeriesColors, seriesColor } from './series-color'

/** What each colour of a chart means, with its total. */
export function Legend({
  data,
  colors = {},
  most = 4,
}: {
  data: Histogram
  colors?: SeriesColors
  most?: number
}) {
  return (
    <ul aria-hidden className="flex min-w-0 gap-x-3.5 overflow-hidden text-xs text-fg-2">
      {data.series.slice(0, most).map(({ name, total }, i) => (
        <li key={name} className="flex items-center gap-1.5 whitespace-nowrap">
          <span
            className="size-2 rounded-[2px] forced-color-adjust-none"
            style={{ background: seriesColor(name, i, colors) }}
          />
          {name} <span className="text-fg">{formatCount(total)}</span>
        </li>
      ))}
    </ul>
  )
}
