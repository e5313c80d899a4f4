import { formatCount, formatQuantity } from '@/lib/format/format'
import type { GroupRow } from './queries'

/** As many different texts of a group as the database counts; one more stands for more. */
const MOST = 100

/** @returns how many different texts a group holds: "12 texts", "100+ texts"; null where they have not been counted yet. */
export function formatTexts(texts: number | null): string | null {
  if (texts === null) return null
  return texts > MOST ? `${MOST}+ texts` : formatQuantity(texts, 'text')
}

/** @returns how many different texts groups hold together; null where some have not been counted yet. */
export function textsOfAll(groups: Pick<GroupRow, 'texts'>[]): Texts | null {
  let total = 0
  let more = false
  for (const { texts } of groups) {
    if (texts === null) return null
    total += Math.min(texts, MOST)
    more ||= texts > MOST
  }
  return { total, more }
}

/** How many different texts there are, and whether there are more than were counted. */
type Texts = { total: number; more: boolean }

/**
 * @param groups how many groups are resolved.
 * @param errors how many of their errors are unresolved.
 * @param texts how many different texts the groups hold, those of resolved errors among them; null where they are not counted.
 * @returns "This resolves 4 unresolved errors; the groups hold 12 different texts."
 */
export function formatResolved(groups: number, errors: number, texts: Texts | null): string {
  const closed = `This resolves ${formatQuantity(errors, 'unresolved error')}`
  if (!texts) return `${closed}.`
  const counted = texts.more
    ? `${formatCount(texts.total)}+ different texts`
    : formatQuantity(texts.total, 'different text')
  return `${closed}; ${groups === 1 ? 'the group holds' : 'the groups hold'} ${counted}.`
}
