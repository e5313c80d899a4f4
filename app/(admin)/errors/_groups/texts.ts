import { formatCount, formatQuantity } from '@/lib/format/format'
import type { GroupRow } from './queries'

/** As many different texts of a group as the database counts; one more stands for more. */
const MOST = 100

/** @returns how many different texts a group holds: "12 texts", "100+ texts"; null where they have not been counted yet. */
export function formatTexts(texts: number | null): string | null {
  if (texts === null) return null
  return texts > MOST ? `${MOST}+ texts` : formatQuantity(texts, 'text')
}

/** @returns how many different texts groups hold together: "12 different texts"; null where some have not been counted yet. */
export function formatTextsOfAll(groups: Pick<GroupRow, 'texts'>[]): string | null {
  let total = 0
  let more = false
  for (const { texts } of groups) {
    if (texts === null) return null
    total += Math.min(texts, MOST)
    more ||= texts > MOST
  }
  return more ? `${formatCount(total)}+ different texts` : formatQuantity(total, 'different text')
}
