'use client'

import { useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { NoteDialog } from '@/components/ui/note-dialog'
import { colleague, formatChosen } from '@/lib/format/format'
import type { Admin } from '@/lib/session/admins'
import { assignChurn, reopenChurn, resolveChurn } from './actions'
import type { ChurnOutcome } from './labels'
import { OutcomeChoice } from './outcome-choice'

const words = { one: 'churn alert', many: 'churn alerts' }

/** Resolve with an outcome and a note, reopen, assign, and the undo of each, for the list and the detail alike. */
export function useChurnActions() {
  const [asking, setAsking] = useState<string[]>([])
  const [outcome, setOutcome] = useState<ChurnOutcome | null>(null)
  const [missing, setMissing] = useState(false)
  const { pending, run } = useRowAction()

  function askToResolve(ids: string[]) {
    setOutcome(null)
    setMissing(false)
    setAsking(ids)
  }

  function reopen(ids: string[]) {
    run({ ids, words, done: 'reopened', already: 'was already open', act: () => reopenChurn({ ids }) })
  }

  function resolve(notes: string) {
    setMissing(outcome === null)
    if (outcome === null) return
    run({
      ids: asking,
      words,
      done: 'resolved',
      already: 'was already resolved',
      act: () => resolveChurn({ ids: asking, notes, resolution: outcome }),
      undo: reopen,
      onDone: () => setAsking([]),
    })
  }

  function assign(ids: string[], to: Admin | null, instead_of: string | null = null) {
    const assignee = to?.user_id ?? null
    const hand = (rows: string[], from: string | null, account: string | null, done: string) => ({
      ids: rows,
      words,
      done,
      already: 'was already assigned',
      alreadyBy: 'is already handled',
      act: () => assignChurn({ ids: rows, assignee: account, instead_of: from }),
    })
    run({
      ...hand(ids, instead_of, assignee, to ? `assigned to ${colleague(to.email)}` : 'unassigned'),
      undo: (changed) => run(hand(changed, assignee, instead_of, 'handed back')),
    })
  }

  const many = formatChosen(asking.length, 'churn alert')
  const dialog = (
    <NoteDialog
      open={asking.length > 0}
      onOpenChange={(open) => !open && setAsking([])}
      title={`Resolve ${many}`}
      description="Describe what was done for the customer. The note is stored with the alert, with your name and the time."
      fieldLabel="Resolution notes"
      submitLabel="Resolve"
      pending={pending}
      onSubmit={resolve}
    >
      <OutcomeChoice chosen={outcome} missing={missing && outcome === null} onChoose={setOutcome} />
    </NoteDialog>
  )
  return { pending, askToResolve, reopen, assign, dialog }
}
