'use client'

import { useTransition } from 'react'
import { notify } from '@/components/ui/toasts'
import { useZone } from '@/components/ui/zone'
import { describeOutcomes, type OutcomeWords } from '@/lib/lists/outcomes'
import { type ActionResult, type RowOutcome, resultOrUnreachable } from '@/lib/session/action-result'
import { rowNameOf } from './row-names'

type RowAction = OutcomeWords & {
  ids: string[]
  act: () => Promise<ActionResult<RowOutcome[]>>
  /** Takes back what was done; gets the ids that this action changed, not those that others had. */
  undo?: (ids: string[]) => void
  onDone?: () => void
}

/** Runs an action on rows and tells what became of each: done with undo, who was first, or why it failed. */
export function useRowAction() {
  const [pending, start] = useTransition()
  const { zone } = useZone()
  function run({ act, undo, onDone, ...words }: RowAction) {
    start(async () => {
      const result = await resultOrUnreachable(act())
      if (!result.ok && result.kind === 'unreachable') {
        return notify({
          title: 'The server could not be reached',
          description: 'Nothing was lost. Try again, or reload the page if a new version is available.',
          failed: true,
        })
      }
      if (!result.ok) return notify({ title: result.message, failed: true })
      const changed = result.data.filter((row) => row.outcome === 'done').map((row) => row.id)
      const { title, description, failed } = describeOutcomes(result.data, words, zone)
      const name = changed.length === 1 ? rowNameOf(changed[0]) : null
      notify({
        title: name ? `${title}: ${name}` : title,
        description,
        failed,
        undo: undo && changed.length > 0 ? () => undo(changed) : undefined,
      })
      onDone?.()
    })
  }
  return { pending, run }
}
