'use client'

import { useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { NoteDialog } from '@/components/ui/note-dialog'
import { formatChosen, formatQuantity } from '@/lib/format/format'
import { type ActionResult, resultOrUnreachable } from '@/lib/session/action-result'
import {
  assignErrorGroups,
  continueErrorGroups,
  type GroupOutcome,
  reopenErrorGroups,
  resolveErrorGroups,
  snoozeErrorGroups,
  unsnoozeErrorGroups,
} from './actions'
import type { GroupRow } from './queries'

/** What ends a snooze. */
export type SnoozeEnd = { hours?: number; until?: string; more_events?: number; more_customers?: number }

type Turned = ActionResult<GroupOutcome[]>

const words = { one: 'group', many: 'groups' }
const sum = (rows: { rows_left: number }[]) => rows.reduce((total, row) => total + row.rows_left, 0)

/** Resolve, reopen, snooze and assign groups, with the undo of each, for the list and the detail alike. */
export function useGroupActions() {
  const [asking, setAsking] = useState<GroupRow[]>([])
  const [errorsLeft, setErrorsLeft] = useState(0)
  const { pending, run } = useRowAction()

  /** A group can have hundreds of thousands of errors: it is done at once, they follow in parts. */
  async function withAllErrors(ids: string[], first: Promise<Turned>): Promise<Turned> {
    const result = await first
    let left = result.ok ? sum(result.data) : 0
    while (left > 0) {
      setErrorsLeft(left)
      const part = await resultOrUnreachable(continueErrorGroups({ ids }))
      const now = part.ok ? sum(part.data) : left
      if (now >= left) break
      left = now
    }
    setErrorsLeft(0)
    return result
  }

  function reopen(ids: string[]) {
    const act = () => withAllErrors(ids, reopenErrorGroups({ ids }))
    run({ ids, words, done: 'reopened', already: 'was already open', act })
  }

  function resolve(notes: string) {
    const ids = asking.map(({ id }) => id)
    run({
      ids,
      words,
      done: 'resolved',
      already: 'was already resolved',
      act: () => withAllErrors(ids, resolveErrorGroups({ ids, notes })),
      undo: reopen,
      onDone: () => setAsking([]),
    })
  }

  function unsnooze(ids: string[]) {
    run({
      ids,
      words,
      done: 'unsnoozed',
      already: 'was not snoozed',
      act: () => unsnoozeErrorGroups({ ids }),
    })
  }

  function snooze(ids: string[], end: SnoozeEnd, onDone?: () => void) {
    run({
      ids,
      words,
      done: 'snoozed',
      already: 'was already snoozed or resolved',
      act: () => snoozeErrorGroups({ ids, ...end }),
      undo: unsnooze,
      onDone,
    })
  }

  function assign(groups: Pick<GroupRow, 'id' | 'assigned_to'>[], assignee: string | null) {
    const ids = groups.map(({ id }) => id)
    const before = groups[0]?.assigned_to ?? null
    const undoable = groups.every(({ assigned_to }) => assigned_to === before)
    run({
      ids,
      words,
      done: assignee ? 'assigned' : 'taken from its assignee',
      already: assignee ? 'was already assigned to them' : 'was already unassigned',
      act: () => assignErrorGroups({ ids, assignee }),
      undo: undoable
        ? (changed) =>
            assign(
              changed.map((id) => ({ id, assigned_to: assignee })),
              before,
            )
        : undefined,
    })
  }

  const events = asking.reduce((total, { unresolved }) => total + unresolved, 0)
  const dialog = (
    <>
      <NoteDialog
        open={asking.length > 0}
        onOpenChange={(open) => !open && setAsking([])}
        title={`Resolve ${formatChosen(asking.length, 'group')}`}
        description={`This resolves ${formatQuantity(events, 'error')}. A new error reopens the group.`}
        fieldLabel="Resolution notes"
        submitLabel="Resolve"
        pending={pending}
        onSubmit={resolve}
      />
      <p
        role="status"
        className={
          errorsLeft > 0
            ? 'fixed right-4 bottom-12 z-50 rounded-lg border border-line-strong bg-raised px-3 py-2 shadow-float'
            : 'sr-only'
        }
      >
        {errorsLeft > 0 ? `${formatQuantity(errorsLeft, 'error')} to go` : null}
      </p>
    </>
  )
  return { pending, askToResolve: setAsking, reopen, snooze, unsnooze, assign, dialog }
}
