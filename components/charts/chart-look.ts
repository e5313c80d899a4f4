import { formatExact } from '@/lib/format'

const tick = { fontSize: 10.5, fill: 'var(--fg-3)' }

function timeLabel(at: number, spanMs: number, timeZone: string) {
  const isDays = spanMs > 2 * 86_400_000
  return new Intl.DateTimeFormat(
    'en-US',
    isDays
      ? { month: 'short', day: 'numeric', timeZone }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
  ).format(at)
}

/** @returns how the axis of time looks under points of a span, written in a time zone. */
export function timeAxis(points: { at: number }[], zone: string) {
  const spanMs = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)
  return {
    dataKey: 'at',
    tick,
    tickLine: false,
    axisLine: { stroke: 'var(--axis)' },
    minTickGap: 60,
    height: 18,
    tickFormatter: (at: number) => timeLabel(at, spanMs, zone),
  }
}

/** How the axis of values looks; every value stands at its line, the highest too. */
export const valueAxis = { tick, tickLine: false, axisLine: false, tickCount: 4, interval: 0 }

/** @returns how what stands under the pointer looks, its time written in a time zone. */
export function tooltipLook(zone: string) {
  return {
    isAnimationActive: false,
    labelFormatter: (at: unknown) => formatExact(new Date(Number(at)).toISOString(), zone),
    contentStyle: {
      background: 'var(--raised)',
      border: '1px solid var(--line-strong)',
      borderRadius: 8,
      boxShadow: 'var(--shadow-2)',
      padding: '6px 10px',
      fontSize: 12,
    },
    itemStyle: { color: 'var(--fg)', padding: 0 },
    labelStyle: { color: 'var(--fg-2)' },
  }
}
