'use client'

import { MatchingActions } from '@/components/data-table/matching-bar'
import { type Matching, useMatching } from '@/components/data-table/use-matching'
import { Button } from '@/components/ui/button'
import { REVOKE, SESSION_WORDS } from '../sessions-table'

/** Ends every session of a customer: counts them exactly first, then asks for the reason. */
export function RevokeAll({ customer }: { customer: string }) {
  const matching: Matching = {
    list: 'sessions',
    filter: { state: 'active', customer },
    more: true,
    words: SESSION_WORDS,
    verb: REVOKE,
  }
  const state = useMatching(matching, () => {})
  return (
    <div className="mt-2 flex items-center gap-2">
      {state.frozen ? (
        <>
          <MatchingActions matching={matching} state={state} />
          <Button variant="ghost" onClick={state.clear}>
            Not now
          </Button>
        </>
      ) : (
        <Button pending={state.pending} onClick={state.freeze}>
          Revoke all of this customer
        </Button>
      )}
      {state.dialog}
    </div>
  )
}
