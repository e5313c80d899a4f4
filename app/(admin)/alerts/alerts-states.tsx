'use client'

import { useListUrl } from '@/components/data-table/list-url'
import { Segmented } from '@/components/ui/segmented'
import type { AlertsParams } from './search-params'

const STATES = [
  { state: 'open', label: 'Open' },
  { state: 'acknowledged', label: 'Acknowledged' },
  { state: 'all', label: 'All' },
] as const

/** Open, acknowledged, or all. */
export function AlertStates({ current }: { current: AlertsParams['state'] }) {
  const { hrefWith } = useListUrl()
  return (
    <Segmented
      label="State"
      segments={STATES.map(({ state, label }) => ({
        href: hrefWith({ state: state === 'open' ? null : state }),
        label,
        current: state === current,
      }))}
    />
  )
}
