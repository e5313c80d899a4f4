import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '../session/auth'
import { getSupabase, whenRequested } from '../supabase/server'

/** Slow rows hold back the rest of the page no longer than this. */
const LONGEST_WAIT_MS = 250

const rowsOfRequest = cache((): { requested: Promise<unknown> | null } => ({ requested: null }))

/**
 * Starts the rows of a page. Figures and facets cost more than the rows, which people wait for, so they are deferred
 * until the rows are requested.
 * @param lastFunction the database function that reading the rows calls last.
 * @param read reads the rows.
 * @returns the rows, for the part of the page that shows them.
 */
export function startRows<Rows>(lastFunction: string, read: () => Promise<Rows>): Promise<Rows> {
  const requested = whenRequested(`/rpc/${lastFunction}`)
  const rows = read()
  rowsOfRequest().requested = Promise.race([requested, rows.catch(() => undefined)])
  return rows
}

/** @returns the caller's client, once the rows of the page are requested; at once where a page has none. */
export async function deferUntilRowsRequested() {
  await requireAdmin()
  const supabase = await getSupabase()
  const { requested } = rowsOfRequest()
  if (requested) {
    const waited = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))
    await Promise.race([requested, waited])
  }
  return supabase
}
