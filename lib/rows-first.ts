import 'server-only'
import { cache } from 'react'
import { requireAdmin } from './auth'
import { getSupabase } from './supabase/server'

/** React draws the parts of a page in a later turn of the event loop than the page, whose calls come before theirs. */
const TURNS = 3

/** Slow rows hold back what stands beside them no longer than this. */
const LONGEST_WAIT_MS = 250

const neededByRows = cache(() => new Set<PromiseLike<unknown>>())

/**
 * Has whatever is asked after the rows wait until this has been answered, because the rows cannot be asked for before.
 * @returns the question as it is.
 */
export function beforeTheRows<Question extends PromiseLike<unknown>>(question: Question): Question {
  neededByRows().add(question)
  return question
}

/**
 * The session, once the rows of the page have been asked for. Figures and facets cost more than the rows, which people
 * wait for: a backend that answers in turn answers those first, and one that does not has both processors for them.
 */
export async function afterTheRows() {
  await requireAdmin()
  const supabase = await getSupabase()
  for (let turn = 0; turn < TURNS; turn++) await new Promise(setImmediate)
  const needed = [...neededByRows()]
  if (needed.length > 0) {
    const waited = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))
    await Promise.race([Promise.allSettled(needed), waited])
    await new Promise(setImmediate)
  }
  return supabase
}
