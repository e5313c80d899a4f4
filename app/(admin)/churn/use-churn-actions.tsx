'use client'

import { useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { NoteDialog } from '@/components/ui/note-dialog'
import { formatCount } from '@/lib/format'
import { reopenChurn, resolveChurn } from './actions'

const words = { one: 'churn alert', many: 'churn alerts' }

/** Resolve with a note, reopen, and the undo of each, for the list and the detail alike. */
export function useChurnActions() {
  const [asking, setAsking] = useState<string[]>([])
  const { pending, run } = useRowAction()

  function reopen(ids: string[]) {
    run({ ids, words, done: 'reopened', already: 'was open already', act: () => reopenChurn({ ids }) })
  }

  function resolve(notes: string) {
    run({
      ids: asking,
      words,
      done: 'resolved',
      already: 'was resolved already',
      act: () => resolveChurn({ ids: asking, notes }),
      undo: reopen,
      onDone: () => setAsking([]),
    })
  }

  const many = asking.length === 1 ? 'this churn alert' : `${formatCount(asking.length)} churn alerts`
  const dialog = (
    <NoteDialog
      open={asking.length > 0}
      onOpenChange={(open) => !open && setAsking([])}
      title={`Resolve ${many}`}
      description="What was done for the customer. It stays with the alert, with your name and the time."
      fieldLabel="Resolution notes"
      submitLabel="Resolve"
      pending={pending}
      onSubmit={resolve}
    />
  )
  return { pending, askToResolve: setAsking, reopen, dialog }
}
