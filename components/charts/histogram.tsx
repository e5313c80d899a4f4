'use client'

import dynamic from 'next/dynamic'
import { useSyncExternalStore } from 'react'
import { formatCount } from '@/lib/format'
import type { Histogram as Data } from '@/lib/histogram'
import type { SeriesColors } from './series-color'

const StackedBars = dynamic(() => import('./stacked-bars'), {
  ssr: false,
  loading: () => <div className="skeleton size-full" />,
})

const subscribe = () => () => {}

/** Whether the page runs in a browser yet; the server and the first render say no. */
function useMounted() {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  )
}

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
}) {
  const { label, data, colors = {}, className = 'h-24' } = props
  const mounted = useMounted()
  return (
    <figure className={className} aria-label={label}>
      <div aria-hidden className="size-full">
        {mounted ? <StackedBars histogram={data} colors={colors} /> : <div className="skeleton size-full" />}
      </div>
      <figcaption className="sr-only">
        {label}: {formatCount(data.total)} in all.{' '}
        {data.series.map(({ name, total }) => `${name}: ${formatCount(total)}`).join(', ')}.
      </figcaption>
    </figure>
  )
}
