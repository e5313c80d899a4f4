'use client'

import { Area, AreaChart, CartesianGrid, ReferenceArea, Tooltip, XAxis, YAxis } from 'recharts'
import { useZone } from '@/components/ui/zone'
import { formatCount } from '@/lib/format/format'
import type { Histogram } from '@/lib/lists/histogram'
import { barCurve } from './bar-curve'
import { gridLook, timeAxis, tooltipLook, valueAxis } from './chart-look'
import { type SeriesColors, seriesColor } from './series-color'
import { useBrush } from './use-brush'
import type { Room } from './use-room'

/** The room of the values' axis, in pixels. */
const VALUES = 34

/**
 * Counts over time, stacked; recharts draws it, so it is loaded after the page.
 * @param room the chart's size, in pixels.
 */
export default function StackedBars({
  histogram,
  room,
  colors,
  onBrush,
}: {
  histogram: Histogram
  room: Room
  colors: SeriesColors
  onBrush?: (from: number, to: number) => void
}) {
  const { zone } = useZone()
  const { handlers, stretch } = useBrush(histogram.points, onBrush)
  const data = histogram.points.map(({ at, counts }) => ({ at, ...counts }))
  const untilOf = new Map(histogram.points.map(({ at, until }) => [at, until]))
  const width = Math.max(0, room.width - VALUES)
  const apart = width / data.length
  const bars = barCurve(Math.max(1, apart - 1))
  return (
    <AreaChart
      {...handlers}
      {...room}
      style={onBrush ? { cursor: 'crosshair', userSelect: 'none' } : undefined}
      accessibilityLayer={false}
      data={data}
      margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
    >
      <CartesianGrid {...gridLook} />
      <XAxis {...timeAxis(histogram.points, width, zone)} scale="band" />
      <YAxis
        {...valueAxis}
        tickCount={3}
        width={VALUES}
        allowDecimals={false}
        tickFormatter={(value: number) =>
          value >= 1000 ? `${(value / 1000).toFixed(1).replace('.0', '')}k` : String(value)
        }
      />
      <Tooltip
        {...tooltipLook(zone, (at) => untilOf.get(at))}
        cursor={{ stroke: 'var(--fg)', strokeOpacity: 0.06, strokeWidth: apart }}
        formatter={(value) => formatCount(Number(value))}
      />
      {histogram.series.map(({ name }, i) => (
        <Area
          key={name}
          type={bars}
          dataKey={name}
          stackId="all"
          stroke="none"
          fill={seriesColor(name, i, colors)}
          fillOpacity={1}
          activeDot={false}
          isAnimationActive={false}
        />
      ))}
      {stretch ? <ReferenceArea {...stretch} fill="var(--accent)" fillOpacity={0.16} /> : null}
    </AreaChart>
  )
}
