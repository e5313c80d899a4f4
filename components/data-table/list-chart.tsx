import type { ReactNode } from 'react'
import { Legend } from '@/components/charts/legend'
import type { SeriesColors } from '@/components/charts/series-color'
import type { Histogram } from '@/lib/lists/histogram'
import { ListHistogram } from './list-histogram'

type Props = {
  /** What the chart shows, for those who cannot see it. */
  label: string
  /** Before the legend: which moments are counted, and when. */
  counted?: string
  data: Histogram
  colors?: SeriesColors
  /** After the legend. */
  children?: ReactNode
}

/** A list over time: what is counted, in which colours, and the bars. */
export function ListChart({ label, counted, data, colors, children }: Props) {
  return (
    <div className="flex h-full flex-col gap-1">
      <div className="flex items-center gap-4 overflow-hidden">
        {counted ? (
          <span className="text-xs whitespace-nowrap text-fg-2 max-sm:sr-only">{counted}</span>
        ) : null}
        <Legend data={data} colors={colors} />
        {children}
      </div>
      <ListHistogram label={label} data={data} colors={colors} className="min-h-0 flex-1" />
    </div>
  )
}
