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
import { formatCount, formatExact } from '@/lib/format'
import type { Histogram } from '@/lib/histogram'
import { type SeriesColors, seriesColor } from './series-color'
import { useBrush } from './use-brush'

const axis = { fontSize: 10.5, fill: 'var(--fg-3)' }

function timeLabel(at: number, spanMs: number, timeZone: string) {
  const day = spanMs > 2 * 86_400_000
  return new Intl.DateTimeFormat(
    'en-US',
    day
      ? { month: 'short', day: 'numeric', timeZone }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
  ).format(at)
}

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
  const spanMs = (histogram.points.at(-1)?.at ?? 0) - (histogram.points[0]?.at ?? 0)
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
        <XAxis
          dataKey="at"
          tick={axis}
          tickLine={false}
          axisLine={{ stroke: 'var(--axis)' }}
          minTickGap={60}
          height={18}
          tickFormatter={(at: number) => timeLabel(at, spanMs, zone)}
        />
        <YAxis
          tick={axis}
          tickLine={false}
          axisLine={false}
          width={34}
          tickCount={4}
          allowDecimals={false}
          tickFormatter={(value: number) =>
            value >= 1000 ? `${(value / 1000).toFixed(1).replace('.0', '')}k` : String(value)
          }
        />
        <Tooltip
          cursor={{ fill: 'var(--hover)' }}
          isAnimationActive={false}
          labelFormatter={(at) => formatExact(new Date(Number(at)).toISOString(), zone)}
          formatter={(value) => formatCount(Number(value))}
          contentStyle={{
            background: 'var(--raised)',
            border: '1px solid var(--line-strong)',
            borderRadius: 8,
            boxShadow: 'var(--shadow-2)',
            padding: '6px 10px',
            fontSize: 12,
          }}
          itemStyle={{ color: 'var(--fg)', padding: 0 }}
          labelStyle={{ color: 'var(--fg-2)' }}
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
