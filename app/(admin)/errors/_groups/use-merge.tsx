'use client'

import { useRef } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { mergeErrorGroups, unmergeErrorGroups } from './actions'

const words = { one: 'group', many: 'groups' }

/** Merge groups into another, and undo it. */
export function useMerge() {
  const { pending, run } = useRowAction()
  // Kept until it is answered: who asks again after an answer that was lost asks for the same merge.
  const request = useRef<{ about: string; id: string } | null>(null)

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
    const about = [...ids, target].join()
    if (request.current?.about !== about) request.current = { about, id: crypto.randomUUID() }
    const { id } = request.current
    run({
      ids,
      words,
      done: 'merged',
      already: 'was already merged',
      act: () => mergeErrorGroups({ ids, target, request: id }),
      undo: unmerge,
      onDone: () => {
        request.current = null
        onDone?.()
      },
    })
  }

  return { pending, merge, unmerge }
}
