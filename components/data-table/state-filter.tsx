'use client'

import { Segmented } from '@/components/ui/segmented'
import { useListUrl } from './list-url'

/**
 * The states of a list side by side, of which one is shown.
 * @param states the values of the URL's `state` with their words; the first is the default.
 */
export function StateFilter({ states, current }: { states: Record<string, string>; current: string }) {
  const { hrefWith } = useListUrl()
  return (
    <Segmented
      label="State"
      segments={Object.entries(states).map(([state, label], i) => ({
        href: hrefWith({ state: i === 0 ? null : state }),
        label,
        current: state === current,
      }))}
    />
  )
}
