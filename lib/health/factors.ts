import { z } from 'zod'
import { type Json, maskJson, maskText } from '../masking/mask'

/** One part of a health score: its points out of the most it can give, and what was seen. */
export type Factor = {
  name: string
  score: number
  max: number
  /** How much of the whole model it stands for, in percent, where the calculation says so. */
  weight: number | null
  evidence: string | null
}

/** A part of the model that had nothing to go by, so that the others carry its weight. */
export type MissingFactor = { name: string; weight: number | null; evidence: string | null }

const common = { weight: z.number().min(0).nullish(), evidence: z.string().nullish() }
const known = z.object({ score: z.number().min(0), max: z.number().positive(), ...common })
const missing = z.object({ score: z.null(), ...common })

/** How the platform's own columns are called: a score of its own for each part, from 0 to 100. */
const PERCENT = /^(usage|engagement|feature_adoption|payment)_score$/
const percent = z.number().min(0).max(100)

const text = (value: string | null | undefined) => (value ? maskText(value) : null)

/**
 * Reads what a health score is made of. Its shape is the platform's, so whatever is not understood is
 * kept to be shown as it is.
 * @param factors the column's value.
 * @returns the factors with points, those without data, and the rest with personal data masked, or null when nothing is left.
 */
export function readFactors(factors: Json): { factors: Factor[]; missing: MissingFactor[]; rest: Json } {
  if (factors === null || typeof factors !== 'object' || Array.isArray(factors)) {
    return { factors: [], missing: [], rest: maskJson(factors) }
  }
  const understood: Factor[] = []
  const without: MissingFactor[] = []
  const rest: Record<string, Json> = {}
  for (const [name, value] of Object.entries(factors)) {
    const point = known.safeParse(value).data
    const gap = missing.safeParse(value).data
    const share = PERCENT.test(name) ? percent.safeParse(value).data : undefined
    if (point) {
      understood.push({ ...point, name, weight: point.weight ?? null, evidence: text(point.evidence) })
    } else if (gap) without.push({ name, weight: gap.weight ?? null, evidence: text(gap.evidence) })
    else if (share !== undefined) {
      understood.push({
        name: name.replace('_score', ''),
        score: share,
        max: 100,
        weight: null,
        evidence: null,
      })
    } else rest[name] = value ?? null
  }
  return { factors: understood, missing: without, rest: Object.keys(rest).length > 0 ? maskJson(rest) : null }
}
