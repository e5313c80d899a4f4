'use client'

import { Dialog } from '@base-ui/react/dialog'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Grade } from '@/components/ui/grade'
import { Written } from '@/components/ui/written'
import { resultOrUnreachable } from '@/lib/session/action-result'
import { suggestAgents } from './actions'

type Answer = Awaited<ReturnType<typeof suggestAgents>>
type Agent = Extract<Answer, { ok: true }>['data'][number]

const TYPING_MS = 250

/** The agents that fit what is typed, or the number itself while nothing is. */
function useSuggestions(unknown: string, q: string) {
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    let isCurrent = true
    const timer = setTimeout(
      async () => {
        const found = await resultOrUnreachable(suggestAgents({ unknown, q: q || undefined }))
        if (isCurrent) setAnswer(found)
      },
      q ? TYPING_MS : 0,
    )
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [unknown, q])
  return answer
}

function Choices(props: {
  answer: Answer | null
  searched: boolean
  pending: boolean
  onMatch: (agent: Agent) => void
}) {
  const { answer, searched, pending, onMatch } = props
  if (!answer) return <p className="py-2 text-fg-2">Looking for agents …</p>
  if (!answer.ok)
    return (
      <p role="alert" className="py-2 text-critical-text">
        {answer.message}
      </p>
    )
  if (answer.data.length === 0) {
    return (
      <p className="py-2 text-fg-2">
        {searched ? 'No customer is called so.' : 'No agent’s number is similar. Search by name.'}
      </p>
    )
  }
  return (
    <ul aria-label="Agents" className="max-h-72 overflow-y-auto">
      {answer.data.map((agent) => (
        <li key={agent.id} className="flex items-center gap-2.5 border-b border-line py-2">
          <Grade grade={agent.grade} />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">
              <Written>{agent.business_name ?? 'Unnamed customer'}</Written>
            </span>
            <span className="block truncate text-xs text-fg-2">
              {agent.phone_number ?? 'no number'} · {agent.reason}
            </span>
          </span>
          <Button
            size="small"
            pending={pending}
            aria-label={`Match to ${agent.business_name ?? 'the unnamed customer'}`}
            onClick={() => onMatch(agent)}
          >
            Match
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** Chooses the agent that an unknown number belongs to: those with similar numbers first, any by name. */
export default function MatchDialog(props: {
  title: string
  /** The event whose number the suggestions are for. */
  unknown: string
  pending: boolean
  onClose: () => void
  onMatch: (agent: string, customer: string, notes: string) => void
}) {
  const [q, setQ] = useState('')
  const note = useRef<HTMLTextAreaElement>(null)
  const answer = useSuggestions(props.unknown, q.trim())
  return (
    <Dialog.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed top-[14vh] left-1/2 z-50 w-[min(460px,calc(100vw-2rem))] -translate-x-1/2 rounded-xl border border-line-strong bg-raised p-4 shadow-float">
          <Dialog.Title className="text-md font-semibold">{props.title}</Dialog.Title>
          <Dialog.Description className="mt-1 text-fg-2">
            Says whose it is; your name and the time stay with it. The agent itself is not changed.
          </Dialog.Description>
          <input
            type="search"
            aria-label="Search customers by name"
            placeholder="Search customers by name"
            value={q}
            maxLength={80}
            onChange={(event) => setQ(event.target.value)}
            className="mt-3 mb-1 h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 max-sm:h-11"
          />
          <Choices
            answer={answer}
            searched={q.trim() !== ''}
            pending={props.pending}
            onMatch={(agent) =>
              props.onMatch(
                agent.id,
                agent.business_name ?? 'the unnamed customer',
                note.current?.value.trim() ?? '',
              )
            }
          />
          <label className="mt-3 block text-xs font-medium text-fg-2">
            Note <span className="font-normal text-fg-3">(optional)</span>
            <textarea
              ref={note}
              rows={2}
              maxLength={2000}
              className="mt-1 w-full resize-y rounded-md border border-line-strong bg-surface px-2.5 py-2 text-sm font-normal text-fg focus-visible:outline-offset-0"
            />
          </label>
          <div className="mt-3 flex justify-end">
            <Dialog.Close render={<Button />}>Cancel</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
