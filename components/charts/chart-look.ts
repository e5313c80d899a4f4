import { formatExact, formatStretch } from '@/lib/format/format'
import { labelledTimes } from '@/lib/lists/clock'

const tick = { fontSize: 10.5, fill: 'var(--fg-3)' }

/** The width of a label of time with the gap to the next, in pixels. */
const LABEL_WIDTH = 96

const DAY_MS = 86_400_000

/** A label this near to an end of the axis would be cut off, in pixels. */
const EDGE = 20

/**
 * @param points what stands along the axis of time.
 * @param width how long it is, in pixels.
 * @param zone on whose clock.
 * @returns the times that are labelled, none where its label would be cut off, and whether the labels name days.
 */
export function axisLabels(points: { at: number }[], width: number, zone: string) {
  const times = points.map(({ at }) => at)
  const byDay = (times.at(-1) ?? 0) - (times[0] ?? 0) > 2 * DAY_MS
  const inside = times.filter((_, i) => {
    const x = (i / Math.max(1, times.length - 1)) * width
    return x >= EDGE && x <= width - EDGE
  })
  return { byDay, labels: labelledTimes(inside, Math.max(1, Math.floor(width / LABEL_WIDTH)), zone, byDay) }
}

/**
 * How the axis of time looks. It names its labels itself: finding out which of ninety fit takes recharts longer than
 * to draw the chart.
 * @param points what stands along it; their times in milliseconds since 1970.
 * @param width how long it is, in pixels.
 * @param zone the time zone in which its labels are written.
 */
export function timeAxis(points: { at: number }[], width: number, zone: string) {
  const { byDay, labels } = axisLabels(points, width, zone)
  const label = new Intl.DateTimeFormat('en-US', {
    ...(byDay
      ? { month: 'short', day: 'numeric' }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    timeZone: zone,
  })
  return {
    dataKey: 'at',
    tick,
    tickLine: false,
    axisLine: { stroke: 'var(--axis)' },
    ticks: labels,
    interval: 0,
    height: 18,
    tickFormatter: (at: number) => label.format(at),
  }
}

/** The lines behind a chart: those of its values. Without an empty generator recharts measures for vertical ones as well. */
export const gridLook = { vertical: false, stroke: 'var(--grid)', verticalCoordinatesGenerator: () => [] }

/** How the axis of values looks; every value stands at its line, the highest too. */
export const valueAxis = { tick, tickLine: false, axisLine: false, tickCount: 4, interval: 0 }

/**
 * @param zone the time zone in which times are written.
 * @param untilOf where the stretch of time ends that begins at a moment, for charts of stretches.
 * @returns the look of the tooltip.
 */
export function tooltipLook(zone: string, untilOf?: (at: number) => number | undefined) {
  return {
    isAnimationActive: false,
    // Above the rows of a list, which begin where its chart ends.
    wrapperStyle: { zIndex: 20 },
    labelFormatter: (at: unknown) => {
      const iso = (moment: number) => new Date(moment).toISOString()
      const until = untilOf?.(Number(at))
      return until === undefined
        ? formatExact(iso(Number(at)), zone)
        : formatStretch(iso(Number(at)), iso(until), zone)
    },
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
