'use client'

import { useRef } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { splitErrorGroup, unsplitErrorGroups } from './actions'
import type { SplitValue } from './queries'

const words = { one: 'split', many: 'splits' }

/** Split a group by a value, and undo it. */
export function useSplit() {
  const { pending, run } = useRowAction()
  // Kept until it is answered, as for a merge.
  const request = useRef<{ about: string; id: string } | null>(null)

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
    const about = [wanted, field, value].join()
    if (request.current?.about !== about) request.current = { about, id: crypto.randomUUID() }
    const { id } = request.current
    run({
      ids: [wanted],
      words,
      done: 'made: it begins with the next event',
      already: 'was already made',
      act: () =>
        splitErrorGroup({ wanted, field: field as 'endpoint' | 'customer' | 'message', value, request: id }),
      undo: unsplit,
      onDone: () => {
        request.current = null
        onDone?.()
      },
    })
  }

  return { pending, split, unsplit }
}
