'use client'

import { type ReactNode, useRef, useState, useTransition } from 'react'
import { NoteDialog } from '@/components/ui/note-dialog'
import { notify } from '@/components/ui/toasts'
import { formatQuantity } from '@/lib/format/format'
import { settle } from '@/lib/session/action-result'
import { actOnMatching, freezeMatching, undoBulk } from './actions'

type Input = Parameters<typeof freezeMatching>[0]
type Part = Parameters<typeof actOnMatching>[0]

/** Something that can be done to everything that matches. */
export type MatchingVerb = {
  action: Input['action']
  /** On its button: "Acknowledge". */
  label: string
  /** In what is told afterwards: "acknowledged". */
  done: string
  undoable: boolean
  /** What must be written before: the name of the text, and what becomes of it. */
  note?: { fieldLabel: string; description: string; preview?: ReactNode }
}

/** Everything that matches a list's filter, and what can be done to it. */
export type Matching = {
  list: Input['list']
  filter: Input['filter']
  /** Whether more match than this page shows. */
  more: boolean
  words: { one: string; many: string }
  verb: MatchingVerb
}

type Frozen = { matches: number; frozen_at: string }

/** Freezes what matches a filter, acts on it part by part, and takes it back. */
export function useMatching(matching: Matching | undefined, onDone: () => void) {
  const [frozen, setFrozen] = useState<Frozen | null>(null)
  const [progress, setProgress] = useState<number | null>(null)
  const [asking, setAsking] = useState(false)
  const [pending, start] = useTransition()
  const stopped = useRef(false)

  function freeze() {
    if (!matching) return
    start(async () => {
      const { list, filter, verb } = matching
      const result = await settle(freezeMatching({ list, action: verb.action, filter }))
      if (result.ok) setFrozen(result.data)
      else
        notify({
          title: 'Matching rows could not be counted',
          description: result.message,
          failed: true,
        })
    })
  }

  function act(note?: string) {
    if (!matching || !frozen) return
    const { list, filter, verb, words } = matching
    stopped.current = false
    setProgress(0)
    start(async () => {
      let done = 0
      let bulk: string | undefined
      let remaining = true
      let failure: string | null = null
      let handover: string | null = null
      while (remaining && !stopped.current && !failure) {
        const part: Part = {
          list,
          action: verb.action,
          filter,
          note,
          frozen_at: frozen.frozen_at,
          bulk,
          // Once the platform did not take some, it is not waited for again.
          forwardToPlatform: handover === null,
        }
        const result = await settle(actOnMatching(part))
        if (result.ok) {
          done += result.data.done
          bulk = result.data.bulk_id
          remaining = result.data.remaining
          handover ??= result.data.handover
          setProgress(done)
        } else failure = result.message
      }
      if (handover)
        notify({ title: 'The platform did not accept all of them', description: handover, failed: true })
      const others = frozen.matches - done
      notify({
        title: `${count(done, words)} ${verb.done}`,
        description: remaining
          ? `${failure ?? 'Stopped.'} ${count(others, words)} unchanged.`
          : others > 0
            ? `${count(others, words)} had already been handled.`
            : undefined,
        failed: failure !== null,
        undo:
          verb.undoable && bulk && done > 0 ? () => undo({ bulk: bulk as string, list }, words) : undefined,
      })
      finish()
    })
  }

  function finish() {
    setFrozen(null)
    setProgress(null)
    setAsking(false)
    onDone()
  }

  const { verb, words } = matching ?? {}
  const dialog =
    verb?.note && words && frozen ? (
      <NoteDialog
        open={asking && progress === null}
        onOpenChange={setAsking}
        title={`${verb.label} ${count(frozen.matches, words)}`}
        description={verb.note.description}
        fieldLabel={verb.note.fieldLabel}
        submitLabel={verb.label}
        pending={pending}
        onSubmit={act}
      >
        {verb.note.preview}
      </NoteDialog>
    ) : null
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
    dialog,
  }
}

async function undo(act: Parameters<typeof undoBulk>[0], words: Matching['words']) {
  let [undone, kept, remaining] = [0, 0, true]
  while (remaining) {
    const result = await settle(undoBulk(act))
    if (!result.ok)
      return notify({
        title: 'Not everything was restored',
        description: result.message,
        failed: true,
      })
    undone += result.data.undone
    kept += result.data.kept
    remaining = result.data.remaining
  }
  notify({
    title: `${count(undone, words)} restored`,
    description: kept > 0 ? `${count(kept, words)} changed since and stay unchanged.` : undefined,
  })
}

const count = (n: number, { one, many }: Matching['words']) => formatQuantity(n, one, many)
