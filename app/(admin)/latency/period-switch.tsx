'use client'

import { useListUrl } from '@/components/data-table/list-url'
import { Segmented } from '@/components/ui/segmented'
import { LATENCY_PERIODS, type LatencyPeriod } from './period'

const SHORTEST_FIRST = ['1h', '24h', '7d', '30d', '90d'] satisfies LatencyPeriod[]

/** How far back the page looks. */
export function PeriodSwitch({ current }: { current: LatencyPeriod }) {
  const { hrefWith } = useListUrl()
  return (
    <Segmented
      label="Period"
      segments={SHORTEST_FIRST.map((period) => ({
        href: hrefWith({ period: period === LATENCY_PERIODS[0] ? null : period }),
        label: period,
        current: period === current,
      }))}
    />
  )
}
