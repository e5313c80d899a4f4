'use client'

import { useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import {
  assignErrorGroups,
  reopenErrorGroups,
  resolveErrorGroups,
  snoozeErrorGroups,
  unsnoozeErrorGroups,
} from './actions'
import type { GroupRow } from './queries'
import { ErrorsLeft, ResolveGroups } from './resolve-groups'
import { useAllErrors } from './use-all-errors'

/** What ends a snooze. */
export type SnoozeEnd = { hours?: number; until?: string; more_events?: number; more_customers?: number }

const words = { one: 'group', many: 'groups' }

/** Resolve, reopen, snooze and assign groups, with the undo of each, for the list and the detail alike. */
export function useGroupActions() {
  const [asking, setAsking] = useState<GroupRow[]>([])
  const { errorsLeft, withAllErrors } = useAllErrors()
  const { pending, run } = useRowAction()

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

  const dialog = (
    <>
      <ResolveGroups groups={asking} pending={pending} onClose={() => setAsking([])} onResolve={resolve} />
      <ErrorsLeft count={errorsLeft} />
    </>
  )
  return { pending, askToResolve: setAsking, reopen, snooze, unsnooze, assign, dialog }
}
