import { z } from 'zod'
import { type Json, maskJson, maskText } from './mask'

/** One part of a health score: its points out of the most it can give, and what was seen. */
export type Factor = { name: string; score: number; max: number; evidence: string | null }

const known = z.object({
  score: z.number().min(0),
  max: z.number().positive(),
  evidence: z.string().nullish(),
})

/**
 * Reads what a health score is made of. Its shape is the platform's, so whatever is not understood is
 * kept to be shown as it is.
 * @param factors the column's value.
 * @returns the factors with points, and the rest with personal data masked, or null when nothing is left.
 */
export function readFactors(factors: Json): { factors: Factor[]; rest: Json } {
  if (factors === null || typeof factors !== 'object' || Array.isArray(factors)) {
    return { factors: [], rest: maskJson(factors) }
  }
  const understood: Factor[] = []
  const rest: Record<string, Json> = {}
  for (const [name, value] of Object.entries(factors)) {
    const { success, data } = known.safeParse(value)
    if (!success) rest[name] = value ?? null
    else understood.push({ ...data, name, evidence: data.evidence ? maskText(data.evidence) : null })
  }
  return { factors: understood, rest: Object.keys(rest).length > 0 ? maskJson(rest) : null }
}
