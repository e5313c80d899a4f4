'use client'

import { plainName } from '@/lib/format/format'
import { CHURN_OUTCOMES, type ChurnOutcome } from './labels'

type Props = { chosen: ChurnOutcome | null; missing: boolean; onChoose: (outcome: ChurnOutcome) => void }

const MEANINGS: Record<ChurnOutcome, string> = {
  saved: 'they stay',
  lost: 'they leave or have left',
  false_alarm: 'there was no danger',
}

/** What came of a churn alert, one of three. */
export function OutcomeChoice({ chosen, missing, onChoose }: Props) {
  return (
    <fieldset className="mt-3">
      <legend className="mb-1 text-xs font-medium text-fg-2">What came of it</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {CHURN_OUTCOMES.map((outcome) => (
          <label key={outcome} className="inline-flex items-center gap-1.5 max-sm:min-h-11">
            <input
              type="radio"
              name="outcome"
              value={outcome}
              checked={chosen === outcome}
              onChange={() => onChoose(outcome)}
              className="accent-accent"
            />
            {plainName(outcome)} <span className="text-fg-3">{MEANINGS[outcome]}</span>
          </label>
        ))}
      </div>
      {missing ? (
        <p role="alert" className="mt-1 text-xs text-critical-text">
          Say what came of it.
        </p>
      ) : null}
    </fieldset>
  )
}
