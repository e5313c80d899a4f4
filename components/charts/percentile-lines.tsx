'use client'

import { CartesianGrid, type DotItemDotProps, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import { useZone } from '@/components/ui/zone'
import { gridLook, timeAxis, tooltipLook, valueAxis } from './chart-look'
import { type PercentilePoint, SERIES } from './percentile-series'
import type { Room } from './use-room'

const duration = (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1).replace('.0', '')} s`)

/** The room of the values' axis, in pixels. */
const VALUES = 48

/** A point between two stretches without requests: no line leads to it. */
function LoneDot({ cx, cy, index, points, fill }: DotItemDotProps) {
  const isAlone = points[index - 1]?.value == null && points[index + 1]?.value == null
  return isAlone && points[index]?.value != null ? <circle cx={cx} cy={cy} r={1.5} fill={fill} /> : null
}

/**
 * Percentiles over time as lines; recharts draws them, so it is loaded after the page.
 * @param room the chart's size, in pixels.
 */
export default function PercentileLines({ points, room }: { points: PercentilePoint[]; room: Room }) {
  const { zone } = useZone()
  return (
    <LineChart
      {...room}
      accessibilityLayer={false}
      data={points}
      margin={{ top: 6, right: 6, bottom: 0, left: 0 }}
    >
      <CartesianGrid {...gridLook} />
      <XAxis {...timeAxis(points, room.width - VALUES, zone)} />
      <YAxis {...valueAxis} width={VALUES} tickFormatter={duration} />
      <Tooltip
        {...tooltipLook(zone)}
        cursor={{ stroke: 'var(--line-strong)' }}
        formatter={(value) => duration(Number(value))}
      />
      {SERIES.map(({ name, color }) => (
        <Line
          key={name}
          dataKey={name}
          stroke={color}
          strokeWidth={1.5}
          dot={(point) => <LoneDot key={point.key} {...point} fill={color} />}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  )
}
