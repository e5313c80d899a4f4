'use client'

import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { useZone } from '@/components/ui/zone'
import { formatCount } from '@/lib/format'
import type { Histogram } from '@/lib/histogram'
import { timeAxis, tooltipLook, valueAxis } from './chart-look'
import { type SeriesColors, seriesColor } from './series-color'
import { useBrush } from './use-brush'

/** Counts over time, stacked; recharts draws it, so it is loaded after the page. */
export default function StackedBars({
  histogram,
  colors,
  onBrush,
}: {
  histogram: Histogram
  colors: SeriesColors
  onBrush?: (from: number, to: number) => void
}) {
  const { zone } = useZone()
  const { handlers, stretch } = useBrush(histogram.points, onBrush)
  const data = histogram.points.map(({ at, counts }) => ({ at, ...counts }))
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        {...handlers}
        style={onBrush ? { cursor: 'crosshair', userSelect: 'none' } : undefined}
        accessibilityLayer={false}
        data={data}
        margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
        barCategoryGap={1}
      >
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis {...timeAxis(histogram.points, zone)} />
        <YAxis
          {...valueAxis}
          tickCount={3}
          width={34}
          allowDecimals={false}
          tickFormatter={(value: number) =>
            value >= 1000 ? `${(value / 1000).toFixed(1).replace('.0', '')}k` : String(value)
          }
        />
        <Tooltip
          {...tooltipLook(zone)}
          cursor={{ fill: 'var(--hover)' }}
          formatter={(value) => formatCount(Number(value))}
        />
        {histogram.series.map(({ name }, i) => (
          <Bar
            key={name}
            dataKey={name}
            stackId="all"
            fill={seriesColor(name, i, colors)}
            stroke="var(--surface)"
            strokeWidth={0.75}
            isAnimationActive={false}
          />
        ))}
        {stretch ? <ReferenceArea {...stretch} fill="var(--accent)" fillOpacity={0.16} /> : null}
      </BarChart>
    </ResponsiveContainer>
  )
}
