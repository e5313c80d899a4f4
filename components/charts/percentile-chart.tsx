'use client'

import dynamic from 'next/dynamic'
import { type PercentilePoint, SERIES } from './percentile-series'
import { useRoom } from './use-room'

const PercentileLines = dynamic(() => import('./percentile-lines'), {
  ssr: false,
  loading: () => <div className="skeleton size-full" />,
})

/** The highest value of a line and the last one, for those who cannot see it. */
function inWords(points: PercentilePoint[]): string {
  return SERIES.map(({ name }) => {
    const values = points.map((point) => point[name]).filter((value) => value !== null)
    if (values.length === 0) return `${name}: none`
    return `${name}: at most ${Math.max(...values)} ms, last ${values.at(-1)} ms`
  }).join('; ')
}

/**
 * Percentiles over time as lines, with their names, and the same in words for those who cannot see them.
 * @param label whose they are.
 */
export function PercentileChart(props: { label: string; points: PercentilePoint[]; className?: string }) {
  const { label, points, className = 'h-44' } = props
  const [place, room] = useRoom()
  return (
    <figure aria-label={label}>
      <ul aria-hidden className="mb-1 flex gap-3.5 text-xs text-fg-2">
        {SERIES.map(({ name, color }) => (
          <li key={name} className="flex items-center gap-1.5">
            <span className="h-0.5 w-3 rounded-full" style={{ background: color }} />
            {name}
          </li>
        ))}
      </ul>
      <div ref={place} aria-hidden className={className}>
        {room ? <PercentileLines points={points} room={room} /> : <div className="skeleton size-full" />}
      </div>
      <figcaption className="sr-only">
        {label}. {inWords(points)}.
      </figcaption>
    </figure>
  )
}
