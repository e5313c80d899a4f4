'use client'

import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format/format'
import type { Matching, useMatching } from './use-matching'

type Props = { matching: Matching; state: ReturnType<typeof useMatching> }

/** In the bulk bar, once a whole page is selected: the way to everything that matches. */
export function SelectMatching({ matching, state }: Props) {
  return (
    <Button variant="ghost" pending={state.pending} onClick={state.freeze}>
      Select all {matching.words.many} that match
    </Button>
  )
}

/** In place of the bulk bar's content: how many match, the actions on all of them, and their progress. */
export function MatchingActions({ matching, state }: Props) {
  const { frozen, progress, pending, act, stop } = state
  if (!frozen) return null
  const { verb, words } = matching
  if (progress !== null) {
    return (
      <>
        <progress
          max={frozen.matches}
          value={progress}
          className="w-32 accent-accent"
          aria-label={`${verb.label} all`}
        />
        <span className="whitespace-nowrap text-fg-2">
          {formatCount(progress)} of {formatCount(frozen.matches)}
        </span>
        <Button onClick={stop}>Stop</Button>
      </>
    )
  }
  return (
    <Button variant="primary" pending={pending} onClick={act}>
      {verb.label} all {formatCount(frozen.matches)} {words.many}
    </Button>
  )
}
