'use client'

import { useListUrl } from '@/components/data-table/list-url'
import { Segmented } from '@/components/ui/segmented'
import type { ChurnParams } from './search-params'

const STATES = [
  { state: 'open', label: 'Open' },
  { state: 'resolved', label: 'Resolved' },
  { state: 'all', label: 'All' },
] as const

/** Open, resolved, or all. */
export function ChurnStates({ current }: { current: ChurnParams['state'] }) {
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
