'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useRowAction } from '@/components/data-table/use-row-action'
import { NoteDialog } from '@/components/ui/note-dialog'
import { formatChosen } from '@/lib/format/format'
import { dismissUnknownNumbers, matchUnknownNumbers, reopenUnknownNumbers } from './actions'

const MatchDialog = dynamic(() => import('./match-dialog'), { ssr: false })

const words = { one: 'unknown number', many: 'unknown numbers' }

/** Match to an agent, dismiss for a reason, reopen, and the undo of each, for the list and the detail alike. */
export function useUnknownNumberActions() {
  const [matching, setMatching] = useState<string[]>([])
  const [dismissing, setDismissing] = useState<string[]>([])
  const { pending, run } = useRowAction()

  function reopen(ids: string[]) {
    run({
      ids,
      words,
      done: 'reopened',
      already: 'was already open',
      act: () => reopenUnknownNumbers({ ids }),
    })
  }

  const common = { words, already: 'was already resolved', undo: reopen }

  function match(agent: string, customer: string, notes: string) {
    run({
      ...common,
      ids: matching,
      done: `matched to ${customer}`,
      act: () => matchUnknownNumbers({ ids: matching, agent, notes: notes || undefined }),
      onDone: () => setMatching([]),
    })
  }

  function dismiss(notes: string) {
    run({
      ...common,
      ids: dismissing,
      done: 'dismissed',
      act: () => dismissUnknownNumbers({ ids: dismissing, notes }),
      onDone: () => setDismissing([]),
    })
  }

  const count = (ids: string[]) => formatChosen(ids.length, 'number', 'events')
  const dialogs = (
    <>
      {matching.length > 0 ? (
        <MatchDialog
          title={`Match ${count(matching)} to an agent`}
          unknown={matching[0] ?? ''}
          pending={pending}
          onClose={() => setMatching([])}
          onMatch={match}
        />
      ) : null}
      <NoteDialog
        open={dismissing.length > 0}
        onOpenChange={(open) => !open && setDismissing([])}
        title={`Dismiss ${count(dismissing)}`}
        description="For numbers that belong to no customer. The reason is stored with your name and the time."
        fieldLabel="Reason"
        submitLabel="Dismiss"
        pending={pending}
        onSubmit={dismiss}
      />
    </>
  )
  return { pending, askToMatch: setMatching, askToDismiss: setDismissing, reopen, dialogs }
}
