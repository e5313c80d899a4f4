import { plainName, signed } from '../format/format'
import type { Json } from '../masking/mask'
import { type Factor, readFactors } from './factors'

type Part = Pick<Factor, 'name' | 'score' | 'evidence'>

/** One part of a score at two moments; null where it was not part of the score. */
export type Move = {
  name: string
  before: number | null
  after: number | null
  change: number
  evidence: string | null
}

/**
 * What made a score change.
 * @param before the parts of the score at first.
 * @param after its parts later.
 * @returns the parts whose points differ, those that changed most first.
 */
export function whatMoved(before: Part[], after: Part[]): Move[] {
  const names = [...new Set([...after, ...before].map(({ name }) => name))]
  return names
    .map((name) => {
      const [was, is] = [before, after].map((factors) => factors.find((factor) => factor.name === name))
      // Points may have a decimal place; their difference must not have more.
      const change = Math.round(10 * ((is?.score ?? 0) - (was?.score ?? 0))) / 10
      return {
        name,
        before: was?.score ?? null,
        after: is?.score ?? null,
        change,
        evidence: is?.evidence ?? null,
      }
    })
    .filter(({ change }) => change !== 0)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
}

/**
 * @param before what a score was made of at first, as the database keeps it.
 * @param after what it is made of later.
 * @returns the two parts that changed most: "Payment −13, Errors −4". Of scores without a part in common, that.
 */
export function movedInWords(before: Json, after: Json): string {
  const [was, is] = [readFactors(before).factors, readFactors(after).factors]
  if (was.length === 0 || is.length === 0) return ''
  if (!is.some(({ name }) => was.some((factor) => factor.name === name))) return 'Calculated by another model'
  return whatMoved(was, is)
    .slice(0, 2)
    .map(({ name, change }) => `${plainName(name)} ${signed(change)}`)
    .join(', ')
}
