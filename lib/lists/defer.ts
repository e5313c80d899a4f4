import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '../session/auth'
import { getSupabase, onRequest } from '../supabase/server'

/** Slow rows hold back what stands next to them no longer than this. */
const LONGEST_WAIT_MS = 250

const rowsOfRequest = cache((): { requested: Promise<unknown> | null } => ({ requested: null }))

/**
 * Starts the rows of a page. Figures and facets cost more than the rows, which people wait for, so they are deferred
 * until the rows are requested.
 * @param last the database function that is asked last for the rows.
 * @param ask reads the rows.
 * @returns the rows, for the part of the page that shows them.
 */
export function startRows<Rows>(last: string, ask: () => Promise<Rows>): Promise<Rows> {
  const requested = onRequest(`/rpc/${last}`)
  const rows = ask()
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
