'use client'

import { useRowAction } from '@/components/data-table/use-row-action'
import { mergeErrorGroups, unmergeErrorGroups } from './actions'
import { useRequestId } from './use-request-id'

const words = { one: 'group', many: 'groups' }

/** Merge groups into another, and undo it. */
export function useMerge() {
  const { pending, run } = useRowAction()
  const { idFor, answered } = useRequestId()

  function unmerge(ids: string[]) {
    run({
      ids,
      words,
      done: 'stands by itself again',
      already: 'already stood by itself',
      act: () => unmergeErrorGroups({ ids }),
    })
  }

  function merge(ids: string[], target: string, onDone?: () => void) {
    const request = idFor(...ids, target)
    run({
      ids,
      words,
      done: 'merged',
      already: 'was already merged',
      act: () => mergeErrorGroups({ ids, target, request }),
      undo: unmerge,
      onDone: () => {
        answered()
        onDone?.()
      },
    })
  }

  return { pending, merge, unmerge }
}
