import { formatExact } from '@/lib/format/format'

const tick = { fontSize: 10.5, fill: 'var(--fg-3)' }

/** The width of a label of time with the gap to the next, in pixels. */
const LABEL_WIDTH = 96

/** @returns the points that are labelled: evenly apart, none at an end where its label would be cut off. */
export function labelledPoints(points: { at: number }[], width: number): number[] {
  const apart = Math.max(1, Math.ceil(points.length / Math.max(1, Math.floor(width / LABEL_WIDTH))))
  const first = Math.floor(((points.length - 1) % apart) / 2)
  return points.filter((_, i) => i % apart === first).map(({ at }) => at)
}

/**
 * How the axis of time looks. It names its labels itself: finding out which of ninety fit takes recharts longer than
 * to draw the chart.
 * @param points what stands along it; their times in milliseconds since 1970.
 * @param width how long it is, in pixels.
 * @param zone the time zone in which its labels are written.
 */
export function timeAxis(points: { at: number }[], width: number, zone: string) {
  const spanMs = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)
  const label = new Intl.DateTimeFormat('en-US', {
    ...(spanMs > 2 * 86_400_000
      ? { month: 'short', day: 'numeric' }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    timeZone: zone,
  })
  return {
    dataKey: 'at',
    tick,
    tickLine: false,
    axisLine: { stroke: 'var(--axis)' },
    ticks: labelledPoints(points, width),
    interval: 0,
    height: 18,
    tickFormatter: (at: number) => label.format(at),
  }
}

/** The lines behind a chart: those of its values. Without an empty generator recharts measures for vertical ones as well. */
export const gridLook = { vertical: false, stroke: 'var(--grid)', verticalCoordinatesGenerator: () => [] }

/** How the axis of values looks; every value stands at its line, the highest too. */
export const valueAxis = { tick, tickLine: false, axisLine: false, tickCount: 4, interval: 0 }

/** @returns the look of the tooltip, its time written in a time zone. */
export function tooltipLook(zone: string) {
  return {
    isAnimationActive: false,
    // Above the rows of a list, which begin where its chart ends.
    wrapperStyle: { zIndex: 20 },
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
