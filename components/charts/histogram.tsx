'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { buttonClass } from '@/components/ui/button'
import { formatCount } from '@/lib/format/format'
import type { Histogram as Data } from '@/lib/lists/histogram'
import { ChartTable } from './chart-table'
import type { SeriesColors } from './series-color'
import { useRoom } from './use-room'

const StackedBars = dynamic(() => import('./stacked-bars'), {
  ssr: false,
  loading: () => <div className="skeleton size-full" />,
})

/**
 * Counts over time as stacked bars, with the same numbers as a table for those who cannot see them.
 * @param label what is counted: "Errors by type".
 * @param colors design tokens for series that have a colour of their own.
 */
export function HistogramChart(props: {
  label: string
  data: Data
  colors?: SeriesColors
  className?: string
  /** Receives a stretch of time that was dragged over, in milliseconds since 1970. */
  onBrush?: (from: number, to: number) => void
}) {
  const { label, data, colors = {}, className = 'h-24', onBrush } = props
  const [place, room] = useRoom()
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className={`relative ${className}`} aria-label={label}>
      <div ref={place} aria-hidden className="size-full">
        {room ? (
          <StackedBars histogram={data} room={room} colors={colors} onBrush={onBrush} />
        ) : (
          <div className="skeleton size-full" />
        )}
      </div>
      <figcaption className="sr-only">
        {label}: {formatCount(data.total)} in all.{' '}
        {data.series.map(({ name, total }) => `${name}: ${formatCount(total)}`).join(', ')}.
      </figcaption>
      <button
        type="button"
        aria-expanded={asTable}
        onClick={() => setAsTable(!asTable)}
        className={`${buttonClass({ size: 'small' })} z-10 not-focus-visible:sr-only focus-visible:absolute! focus-visible:top-0 focus-visible:right-0`}
      >
        {asTable ? 'Hide the table' : 'Show as a table'}
      </button>
      {asTable ? <ChartTable label={label} data={data} /> : null}
    </figure>
  )
}
