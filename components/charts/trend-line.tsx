'use client'

import { type PointerEvent, useId, useState } from 'react'
import { useZone } from '@/components/ui/zone'
import { formatExact, formatMoment, formatStretch, parseTime } from '@/lib/format/format'

type Point = {
  /** Where the stretch of time begins and ends that the value is of. */
  since: string
  until: string
  value: number
  words: string
}

type Props = {
  /** What is drawn, for those who cannot see it. */
  label: string
  points: Point[]
  /** A value that should not be passed: a dashed line. */
  target?: number
  /** The label of the largest value at the axis. */
  top: string
  /** What lies before is reconstructed, and drawn so; null where all is. */
  recordedSince?: string | null
}

const [WIDTH, HEIGHT] = [300, 60]

/** @returns how much of the chart, from 0 to 1, lies before the record begins. */
function shareBefore(points: Point[], recordedSince: string | null | undefined): number {
  const [first, last] = [points[0], points.at(-1)]
  if (recordedSince === undefined || !first || !last) return 0
  if (recordedSince === null) return 1
  const [since, until, recorded] = [first.since, last.until, recordedSince].map((at) =>
    parseTime(at).getTime(),
  )
  return Math.max(0, Math.min(1, ((recorded ?? 0) - (since ?? 0)) / Math.max(1, (until ?? 0) - (since ?? 0))))
}

/**
 * The extreme of every stretch of time as steps; what it was shows under the pointer, and the last and largest in words.
 */
export function TrendLine({ label, points, target, top, recordedSince }: Props) {
  const [under, setUnder] = useState<number | null>(null)
  const { zone } = useZone()
  const pattern = useId()
  const most = Math.max(...points.map(({ value }) => value), target ? target * 1.2 : 0, 1)
  const x = (place: number) => (place / Math.max(points.length, 1)) * WIDTH
  const y = (value: number) => HEIGHT - 1 - (value / most) * (HEIGHT - 4)
  const line = points
    .map(
      ({ value }, place) =>
        `${x(place).toFixed(1)},${y(value).toFixed(1)} ${x(place + 1).toFixed(1)},${y(value).toFixed(1)}`,
    )
    .join(' ')
  const shown = under === null ? undefined : points[under]
  const before = shareBefore(points, recordedSince)
  const isReconstructed = (until: string) =>
    recordedSince === null || (recordedSince !== undefined && parseTime(until) <= parseTime(recordedSince))
  function look(event: PointerEvent<SVGSVGElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const place = Math.floor(((event.clientX - left) / width) * points.length)
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
        {before > 0 ? (
          <>
            <pattern id={pattern} width="4" height={HEIGHT} patternUnits="userSpaceOnUse">
              <rect width="1.5" height={HEIGHT} className="fill-surface" />
            </pattern>
            <rect width={before * WIDTH} height={HEIGHT} fill={`url(#${pattern})`} />
          </>
        ) : null}
        <polyline
          points={line}
          className="fill-none stroke-s1 stroke-[1.5]"
          vectorEffect="non-scaling-stroke"
        />
        {under === null ? null : <rect x={x(under)} width={x(1)} height={HEIGHT} className="fill-fg/10" />}
      </svg>
      <span aria-hidden className="absolute top-0 left-0 text-2xs text-fg-3">
        {top}
        {before > 0 ? (
          <span className="max-sm:hidden"> · {before < 1 ? 'striped: ' : ''}reconstructed</span>
        ) : null}
      </span>
      <span
        aria-hidden
        className="absolute inset-x-0 bottom-0 flex h-4 items-end justify-between text-2xs text-fg-3 max-sm:hidden"
      >
        {[points[0]?.since, points.at(-1)?.until].map((end, at) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: there are two ends, the first and the last.
          end ? <span key={at}>{formatMoment(end, zone)}</span> : null,
        )}
      </span>
      {shown ? (
        <span
          aria-hidden
          className="pointer-events-none absolute top-0 right-0 rounded-sm border border-line bg-raised px-1.5 text-2xs whitespace-nowrap shadow-soft"
        >
          {formatStretch(shown.since, shown.until, zone)}: {shown.words}
          {isReconstructed(shown.until) ? ', reconstructed' : ''}
        </span>
      ) : null}
      <figcaption className="sr-only">
        {label}: {top}, in the last stretch {points.at(-1)?.words}.
        {before > 0
          ? ` ${before < 1 && recordedSince ? `What lies before ${formatExact(recordedSince, zone)} is` : 'It is'} reconstructed from the webhooks as they are now.`
          : ''}
      </figcaption>
    </figure>
  )
}
