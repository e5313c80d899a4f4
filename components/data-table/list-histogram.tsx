'use client'

import type { ComponentProps } from 'react'
import { HistogramChart } from '@/components/charts/histogram'
import { useListUrl } from './list-url'

/** A list's histogram: dragging over some of its bars narrows the list to their time. */
export function ListHistogram(props: Omit<ComponentProps<typeof HistogramChart>, 'onBrush'>) {
  const { change } = useListUrl()
  const moment = (at: number) => new Date(at).toISOString()
  return (
    <HistogramChart
      {...props}
      onBrush={(from, to) => change({ span: `${moment(from)}~${moment(to)}`, period: null })}
    />
  )
}
