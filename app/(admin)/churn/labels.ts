/** @param kind the kind of a churn alert's reason as the database writes it. @returns it for people: "Score drop". */
export function reasonName(kind: string): string {
  const words = kind.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** @param evidence what a churn alert was raised for, as the platform writes it. @returns it as a sentence begins. */
export function asSentence(evidence: string): string {
  return evidence.charAt(0).toUpperCase() + evidence.slice(1)
}

/** What can come of a churn alert, as the database writes it. */
export const CHURN_OUTCOMES = ['saved', 'lost', 'false_alarm'] as const
export type ChurnOutcome = (typeof CHURN_OUTCOMES)[number]

const NEXT_STEPS: Record<string, string> = {
  score_drop:
    'See below which part of the score fell, look at the errors behind it, and call the owner once you can say what happens next.',
  inactivity:
    'Check that calls are still forwarded to the agent: call its number. Then ask the owner whether the season or the forwarding changed.',
  usage_decline:
    'Compare missed and transferred calls with the weeks before: a wrong transfer number is the usual cause. Offer a smaller plan if business is slow.',
  payment_issue:
    'Ask for a new card by telephone before the next retry. Agree on a date and say that the agent goes on answering until then.',
}

/** @param kind the kind of a churn alert's reason. @returns what to do first, or null for a kind that is not known. */
export function nextStep(kind: string): string | null {
  return NEXT_STEPS[kind] ?? null
}

/** @param outcome what came of a churn alert. @returns it for people; "Resolved" where nobody said. */
export function outcomeName(outcome: string | null): string {
  return outcome ? reasonName(outcome) : 'Resolved'
}
