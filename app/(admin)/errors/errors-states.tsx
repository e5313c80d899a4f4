'use client'

import { useListUrl } from '@/components/data-table/list-url'
import { Segmented } from '@/components/ui/segmented'
import type { ErrorsParams } from './search-params'

const STATES = [
  { state: 'unresolved', label: 'Unresolved' },
  { state: 'resolved', label: 'Resolved' },
  { state: 'all', label: 'All' },
] as const

/** Unresolved, resolved, or all. */
export function ErrorStates({ current }: { current: ErrorsParams['state'] }) {
  const { hrefWith } = useListUrl()
  return (
    <Segmented
      label="State"
      segments={STATES.map(({ state, label }) => ({
        href: hrefWith({ state: state === 'unresolved' ? null : state }),
        label,
        current: state === current,
      }))}
    />
  )
}
