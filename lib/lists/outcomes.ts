import { colleague, formatCount, formatExact, formatQuantity } from '../format/format'
import type { RowOutcome } from '../session/action-result'

/** How an action's outcomes are put into words: "3 errors resolved", "was already resolved". */
export type OutcomeWords = {
  words: { one: string; many: string }
  done: string
  already: string
  /** Instead of `already` where it is known who was first: "by support" follows. */
  alreadyBy?: string
}

function counted(count: number, { one, many }: OutcomeWords['words']) {
  return formatQuantity(count, one, many)
}

/**
 * Describes the outcomes of an action's rows.
 * @param outcomes one per row, as the database answered.
 * @param wording the action's words.
 * @param zone in which to write times.
 * @returns a title, and what to add: who was first on a row that was done already, what is missing.
 */
export function describeOutcomes(
  outcomes: RowOutcome[],
  { words, done, already, alreadyBy = already }: OutcomeWords,
  zone: string,
) {
  const of = (outcome: string) => outcomes.filter((row) => row.outcome === outcome)
  const [changed, before, missing, denied] = [of('done'), of('already'), of('missing'), of('denied')]
  const notes: string[] = []
  const first = before[0]
  if (first) {
    const who = first.actor_email ? `${alreadyBy} by ${colleague(first.actor_email)}` : already
    const when = first.happened_at ? `, ${formatExact(first.happened_at, zone)}` : ''
    notes.push(before.length === 1 ? `One ${who}${when}.` : `${formatCount(before.length)}: ${already}.`)
  }
  if (missing.length > 0) notes.push(`${counted(missing.length, words)} no longer exist.`)
  if (denied.length > 0) notes.push(`${counted(denied.length, words)} denied to your account.`)
  return {
    title: changed.length > 0 ? `${counted(changed.length, words)} ${done}` : `No ${words.one} ${done}`,
    description: notes.join(' ') || undefined,
    failed: changed.length === 0,
  }
}
