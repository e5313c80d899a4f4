'use client'

import { type ComponentProps, type ReactNode, useRef, useState, useTransition } from 'react'
import { NoteDialog } from '@/components/ui/note-dialog'
import { notify } from '@/components/ui/toasts'
import { formatQuantity } from '@/lib/format/format'
import { resultOrUnreachable } from '@/lib/session/action-result'
import { type BulkAct, type BulkActions, type Frozen, useBulkActions } from './bulk-actions'
import { actInParts, type BulkOutcome, undoInParts } from './matching-parts'

/** Something that can be done to everything that matches. */
export type MatchingVerb = {
  action: BulkAct['action']
  /** On its button: "Acknowledge". */
  label: string
  /** In the outcome: "acknowledged". */
  done: string
  undoable: boolean
  /** What must be written before: the name of the text, and what becomes of it. */
  note?: { fieldLabel: string; description: string | ((frozen: Frozen) => string); preview?: ReactNode }
}

/** Everything that matches a list's filter, and what can be done to it. */
export type Matching = {
  list: BulkAct['list']
  filter: BulkAct['filter']
  /** Whether more match than this page shows. */
  more: boolean
  words: { one: string; many: string }
  verb: MatchingVerb
}

/** Freezes what matches a filter, acts on it part by part, and takes it back. */
export function useMatching(matching: Matching | undefined, onDone: () => void) {
  const actions = useBulkActions()
  const [frozen, setFrozen] = useState<Frozen | null>(null)
  const [progress, setProgress] = useState<number | null>(null)
  const [asking, setAsking] = useState(false)
  const [pending, start] = useTransition()
  const stopped = useRef(false)

  function freeze() {
    if (!matching) return
    start(async () => {
      const { list, filter, verb } = matching
      const result = await resultOrUnreachable(actions.freezeMatching({ list, action: verb.action, filter }))
      if (result.ok) setFrozen(result.data)
      else notify({ title: 'Matching rows could not be counted', description: result.message, failed: true })
    })
  }

  function act(note?: string) {
    if (!matching || !frozen) return
    const { list, filter, verb } = matching
    stopped.current = false
    setProgress(0)
    start(async () => {
      const part = { list, action: verb.action, filter, note, frozen_at: frozen.frozen_at }
      const outcome = await actInParts(actions, part, setProgress, () => stopped.current)
      notifyOutcome(outcome, matching, frozen, actions)
      setFrozen(null)
      setProgress(null)
      setAsking(false)
      onDone()
    })
  }

  const verb = matching?.verb
  return {
    frozen,
    progress,
    pending,
    freeze,
    act: () => (verb?.note ? setAsking(true) : act()),
    stop: () => {
      stopped.current = true
    },
    clear: () => setFrozen(null),
    dialog:
      matching && frozen ? (
        <MatchingNote
          matching={matching}
          frozen={frozen}
          open={asking && progress === null}
          onOpenChange={setAsking}
          pending={pending}
          onSubmit={act}
        />
      ) : null,
  }
}

type NoteProps = { matching: Matching; frozen: Frozen } & Pick<
  ComponentProps<typeof NoteDialog>,
  'open' | 'onOpenChange' | 'pending' | 'onSubmit'
>

/** What must be written before everything that matches is acted on. */
function MatchingNote({ matching: { verb, words }, frozen, ...dialog }: NoteProps) {
  if (!verb.note) return null
  const { description } = verb.note
  return (
    <NoteDialog
      title={`${verb.label} ${count(frozen.matches, words)}`}
      description={typeof description === 'string' ? description : description(frozen)}
      fieldLabel={verb.note.fieldLabel}
      submitLabel={verb.label}
      {...dialog}
    >
      {verb.note.preview}
    </NoteDialog>
  )
}

function notifyOutcome(
  { done, bulk, remaining, failure, handover }: BulkOutcome,
  { list, verb, words }: Matching,
  { matches }: Frozen,
  actions: BulkActions,
) {
  if (handover)
    notify({ title: 'The platform did not accept all of them', description: handover, failed: true })
  const others = matches - done
  notify({
    title: `${count(done, words)} ${verb.done}`,
    description: remaining
      ? `${failure ?? 'Stopped.'} ${count(others, words)} unchanged.`
      : others > 0
        ? `${count(others, words)} had already been handled.`
        : undefined,
    failed: failure !== null,
    undo: verb.undoable && bulk && done > 0 ? () => undo(actions, { bulk, list }, words) : undefined,
  })
}

async function undo(
  actions: BulkActions,
  bulk: Parameters<BulkActions['undoBulk']>[0],
  words: Matching['words'],
) {
  const { undone, kept, failure } = await undoInParts(actions, bulk)
  if (failure !== null)
    return notify({ title: 'Not everything was restored', description: failure, failed: true })
  notify({
    title: `${count(undone, words)} restored`,
    description: kept > 0 ? `${count(kept, words)} changed since and stay unchanged.` : undefined,
  })
}

const count = (n: number, { one, many }: Matching['words']) => formatQuantity(n, one, many)
