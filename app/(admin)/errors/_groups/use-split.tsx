'use client'

import { useRowAction } from '@/components/data-table/use-row-action'
import { splitErrorGroup, unsplitErrorGroups } from './actions'
import type { SplitValue } from './queries'
import { useRequestId } from './use-request-id'

const words = { one: 'split', many: 'splits' }

/** Split a group by a value, and undo it. */
export function useSplit() {
  const { pending, run } = useRowAction()
  const { idFor, answered } = useRequestId()

  function unsplit(ids: string[]) {
    run({
      ids,
      words,
      done: 'undone',
      already: 'was already undone',
      act: () => unsplitErrorGroups({ ids }),
    })
  }

  function split(wanted: string, { field, value }: Pick<SplitValue, 'field' | 'value'>, onDone?: () => void) {
    const request = idFor(wanted, field, value)
    run({
      ids: [wanted],
      words,
      done: 'made: it begins with the next event',
      already: 'was already made',
      act: () =>
        splitErrorGroup({ wanted, field: field as 'endpoint' | 'customer' | 'message', value, request }),
      undo: unsplit,
      onDone: () => {
        answered()
        onDone?.()
      },
    })
  }

  return { pending, split, unsplit }
}
