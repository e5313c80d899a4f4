/**
 * A tiny line of values over time, for the eye only: the figure beside it says the number.
 * @param values from oldest to newest; fewer than two draw nothing.
 */
export function Sparkline({ values, className }: { values: number[]; className?: string }) {
  if (values.length < 2) return null
  const top = Math.max(...values, 1)
  const points = values.map(
    (value, i) => [(i / (values.length - 1)) * 96 + 2, 26 - (value / top) * 22] as const,
  )
  const line = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
  const [lastX, lastY] = points.at(-1) ?? [0, 0]
  return (
    <svg aria-hidden="true" viewBox="0 0 100 28" preserveAspectRatio="none" className={className}>
      <polygon points={`2,28 ${line} 98,28`} className="fill-accent-tint" />
      <polyline
        points={line}
        className="fill-none stroke-accent stroke-[1.2]"
        vectorEffect="non-scaling-stroke"
      />
      <circle cx={lastX} cy={lastY} r="1.6" className="fill-accent" />
    </svg>
  )
}
