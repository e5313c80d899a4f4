'use client'

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useZone } from '@/components/ui/zone'
import { formatExact } from '@/lib/format'
import { type PercentilePoint, SERIES } from './percentile-series'

const axis = { fontSize: 10.5, fill: 'var(--fg-3)' }

const duration = (ms: number) => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1).replace('.0', '')} s`)

function timeLabel(at: number, spanMs: number, timeZone: string) {
  const isDays = spanMs > 2 * 86_400_000
  return new Intl.DateTimeFormat(
    'en-US',
    isDays
      ? { month: 'short', day: 'numeric', timeZone }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
  ).format(at)
}

/** Percentiles over time as lines; recharts draws them, so it is loaded after the page. */
export default function PercentileLines({ points }: { points: PercentilePoint[] }) {
  const { zone } = useZone()
  const spanMs = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart accessibilityLayer={false} data={points} margin={{ top: 6, right: 6, bottom: 0, left: 0 }}>
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
          width={48}
          tickCount={4}
          tickFormatter={duration}
        />
        <Tooltip
          cursor={{ stroke: 'var(--line-strong)' }}
          isAnimationActive={false}
          labelFormatter={(at) => formatExact(new Date(Number(at)).toISOString(), zone)}
          formatter={(value) => duration(Number(value))}
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
