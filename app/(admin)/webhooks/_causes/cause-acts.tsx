'use client'

import { Ban, RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { MatchingActions } from '@/components/data-table/matching-bar'
import { type Matching, type MatchingVerb, useMatching } from '@/components/data-table/use-matching'
import { Button } from '@/components/ui/button'
import { MATCHING_WORDS, requeueVerb, SKIP_VERB } from '../matching-verbs'

type Props = { filter: Matching['filter'] }

/** What can be done with everything of one cause: it is counted first, then requeued or skipped in parts. */
export function CauseActs({ filter }: Props) {
  const [verb, setVerb] = useState<MatchingVerb | null>(null)
  if (verb) return <Acting filter={filter} verb={verb} onDone={() => setVerb(null)} />
  return (
    <div className="flex gap-2">
      <Button size="small" onClick={() => setVerb(SKIP_VERB)}>
        <Ban aria-hidden className="size-3.5" />
        Skip all
      </Button>
      <Button size="small" onClick={() => setVerb(requeueVerb(filter))}>
        <RotateCcw aria-hidden className="size-3.5" />
        Requeue all
      </Button>
    </div>
  )
}

function Acting({ filter, verb, onDone }: Props & { verb: MatchingVerb; onDone: () => void }) {
  const matching: Matching = { list: 'webhooks', filter, more: true, words: MATCHING_WORDS, verb }
  const state = useMatching(matching, onDone)
  const { freeze } = state
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted once, when it is asked for.
  useEffect(() => freeze(), [])
  return (
    <div className="flex items-center gap-2">
      <MatchingActions matching={matching} state={state} />
      {state.progress === null ? (
        <Button size="small" onClick={onDone}>
          Cancel
        </Button>
      ) : null}
      {state.dialog}
    </div>
  )
}
