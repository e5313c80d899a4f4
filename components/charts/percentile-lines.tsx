'use client'

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useZone } from '@/components/ui/zone'
import { timeAxis, tooltipLook, valueAxis } from './chart-look'
import { type PercentilePoint, SERIES } from './percentile-series'

const duration = (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1).replace('.0', '')} s`)

/** Percentiles over time as lines; recharts draws them, so it is loaded after the page. */
export default function PercentileLines({ points }: { points: PercentilePoint[] }) {
  const { zone } = useZone()
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart accessibilityLayer={false} data={points} margin={{ top: 6, right: 6, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--grid)" />
        <XAxis {...timeAxis(points, zone)} />
        <YAxis {...valueAxis} width={48} tickFormatter={duration} />
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
            dot={{ r: 1.5, fill: color, strokeWidth: 0 }}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  )
}
