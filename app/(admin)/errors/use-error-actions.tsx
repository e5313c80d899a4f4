'use client'

import { useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { NoteDialog } from '@/components/ui/note-dialog'
import { formatChosen } from '@/lib/format/format'
import { reopenErrors, resolveErrors } from './actions'

const words = { one: 'error', many: 'errors' }

/** Resolve with a note, reopen, and the undo of each, for the list and the detail alike. */
export function useErrorActions(onDone?: () => void) {
  const [asking, setAsking] = useState<string[]>([])
  const { pending, run } = useRowAction()

  function reopen(ids: string[]) {
    run({
      ids,
      words,
      done: 'reopened',
      already: 'was already open',
      act: () => reopenErrors({ ids }),
      onDone,
    })
  }

  function resolve(notes: string) {
    run({
      ids: asking,
      words,
      done: 'resolved',
      already: 'was already resolved',
      act: () => resolveErrors({ ids: asking, notes }),
      undo: (ids) => reopen(ids),
      onDone: () => {
        setAsking([])
        onDone?.()
      },
    })
  }

  const many = formatChosen(asking.length, 'error')
  const dialog = (
    <NoteDialog
      open={asking.length > 0}
      onOpenChange={(open) => !open && setAsking([])}
      title={`Resolve ${many}`}
      description="The note is stored with the error, with your name and the time."
      fieldLabel="Resolution notes"
      submitLabel="Resolve"
      pending={pending}
      onSubmit={resolve}
    />
  )
  return { pending, askToResolve: setAsking, reopen, dialog }
}
