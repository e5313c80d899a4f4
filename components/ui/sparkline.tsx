/**
 * A tiny line of values over time, for the eye only: the figure next to it says the number.
 * @param values from oldest to newest; fewer than two draw nothing.
 * @param least the value at the bottom; where that is not nothing, the room under the line says nothing and stays empty.
 */
export function Sparkline(props: { values: number[]; least?: number; className?: string }) {
  const { values, least = 0, className } = props
  if (values.length < 2) return null
  const top = Math.max(...values, least + 1)
  const points = values.map(
    (value, i) => [(i / (values.length - 1)) * 96 + 2, 26 - ((value - least) / (top - least)) * 22] as const,
  )
  const line = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
  const [lastX, lastY] = points.at(-1) ?? [0, 0]
  return (
    <svg aria-hidden="true" viewBox="0 0 100 28" preserveAspectRatio="none" className={className}>
      {least === 0 ? <polygon points={`2,28 ${line} 98,28`} className="fill-accent-tint" /> : null}
      <polyline
        points={line}
        className={`fill-none stroke-[1.2] ${least === 0 ? 'stroke-s1' : 'stroke-s4'}`}
        vectorEffect="non-scaling-stroke"
      />
      <circle cx={lastX} cy={lastY} r="1.6" className={least === 0 ? 'fill-s1' : 'fill-s4'} />
    </svg>
  )
}
