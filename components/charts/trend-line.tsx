'use client'

import { type PointerEvent, useState } from 'react'
import { useZone } from '@/components/ui/zone'
import { formatExact, formatMoment } from '@/lib/format/format'

type Point = { at: string; value: number; words: string }

type Props = {
  /** What is drawn, for those who cannot see it. */
  label: string
  points: Point[]
  /** A value that should not be passed: a dashed line. */
  target?: number
  /** The label of the largest value at the axis. */
  top: string
}

const [WIDTH, HEIGHT] = [300, 60]

/** A value over time as a line; what it was at a moment shows under the pointer, and the last and largest in words. */
export function TrendLine({ label, points, target, top }: Props) {
  const [under, setUnder] = useState<number | null>(null)
  const { zone } = useZone()
  const most = Math.max(...points.map(({ value }) => value), target ? target * 1.2 : 0, 1)
  const x = (place: number) => (place / Math.max(points.length - 1, 1)) * WIDTH
  const y = (value: number) => HEIGHT - 1 - (value / most) * (HEIGHT - 4)
  const line = points.map(({ value }, place) => `${x(place).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
  const shown = under === null ? undefined : points[under]
  function look(event: PointerEvent<SVGSVGElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const place = Math.round(((event.clientX - left) / width) * (points.length - 1))
    setUnder(Math.max(0, Math.min(points.length - 1, place)))
  }
  return (
    <figure aria-label={label} className="relative min-h-0 flex-1">
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        onPointerMove={look}
        onPointerLeave={() => setUnder(null)}
        // Under the line of what is said over it, so that no peak runs through the words.
        className="absolute inset-x-0 top-4 h-[calc(100%-2rem)] w-full max-sm:h-[calc(100%-1rem)]"
      >
        <polygon points={`0,${HEIGHT} ${line} ${WIDTH},${HEIGHT}`} className="fill-accent-tint" />
        {target ? (
          <line
            x1="0"
            x2={WIDTH}
            y1={y(target)}
            y2={y(target)}
            strokeDasharray="3 3"
            className="stroke-warning stroke-1"
            vectorEffect="non-scaling-stroke"
          />
        ) : null}
        <polyline
          points={line}
          className="fill-none stroke-s1 stroke-[1.5]"
          vectorEffect="non-scaling-stroke"
        />
        {under === null ? null : (
          <line
            x1={x(under)}
            x2={x(under)}
            y1="0"
            y2={HEIGHT}
            className="stroke-line-strong stroke-1"
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
      <span aria-hidden className="absolute top-0 left-0 text-2xs text-fg-3">
        {top}
      </span>
      <span
        aria-hidden
        className="absolute inset-x-0 bottom-0 flex h-4 items-end justify-between text-2xs text-fg-3 max-sm:hidden"
      >
        {[points[0], points.at(-1)].map((end, at) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: there are two ends, the first and the last.
          end ? <span key={at}>{formatMoment(end.at, zone)}</span> : null,
        )}
      </span>
      {shown ? (
        <span
          aria-hidden
          className="pointer-events-none absolute top-0 right-0 rounded-sm border border-line bg-raised px-1.5 text-2xs whitespace-nowrap shadow-soft"
        >
          {formatExact(shown.at, zone)}: {shown.words}
        </span>
      ) : null}
      <figcaption className="sr-only">
        {label}: at most {top}, now {points.at(-1)?.words}.
      </figcaption>
    </figure>
  )
}
