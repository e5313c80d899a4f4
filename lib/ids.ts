import { z } from 'zod'
import { isUuid } from './uuid'

/** Ids that one call may change at most; the database refuses more. */
const MAX_IDS = 1000

/** A row's id. Not zod's own: that refuses ids that Postgres takes, and pages open, such as 11111111-1111-1111-1111-111111111111. */
export const idSchema = z.string().refine(isUuid, 'Invalid id')

/** The rows an action is asked to change. */
export const idsSchema = z.array(idSchema).min(1).max(MAX_IDS)

/**
 * @param fieldName how the form calls the text, for the message.
 * @returns a schema for a text that people must write: trimmed, not empty, at most 2,000 characters.
 */
export function requiredText(fieldName: string) {
  return z
    .string()
    .trim()
    .min(1, `${fieldName} must not be empty.`)
    .max(2000, `${fieldName} may have at most 2,000 characters.`)
}
