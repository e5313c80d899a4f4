import { z } from 'zod'

/** Ids that one call may change at most; the database refuses more. */
const MAX_IDS = 1000

/** The rows an action is asked to change. */
export const idsSchema = z.array(z.uuid()).min(1).max(MAX_IDS)

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
