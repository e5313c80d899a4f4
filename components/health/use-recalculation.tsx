'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { recalculateHealth, restoreHealth } from './actions'

const RecalculationDialog = dynamic(() => import('./recalculation-dialog'), { ssr: false })

const words = { one: 'score', many: 'scores' }

/** Recalculating the health of customers: shows the effect, saves it on confirmation, and undoes it. */
export function useRecalculation() {
  const [ids, setIds] = useState<string[]>([])
  const { pending, run } = useRowAction()

  function restore(changed: string[]) {
    run({
      ids: changed,
      words,
      done: 'restored',
      already: 'has been recalculated since',
      act: () => restoreHealth({ ids: changed }),
    })
  }

  function save() {
    run({
      ids,
      words,
      done: 'calculated and saved',
      already: 'was left unchanged: the model has no data',
      act: () => recalculateHealth({ ids }),
      undo: restore,
      onDone: () => setIds([]),
    })
  }

  const dialog =
    ids.length > 0 ? (
      <RecalculationDialog ids={ids} pending={pending} onSave={save} onClose={() => setIds([])} />
    ) : null
  return { ask: setIds, dialog }
}
