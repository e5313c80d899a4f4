import 'server-only'
import { parseTime } from '@/lib/format/format'
import { readFactors } from '@/lib/health/factors'
import { whatMoved } from '@/lib/health/what-moved'
import { maskText } from '@/lib/masking/mask'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import { getSupabase } from '@/lib/supabase/server'
import type { ChurnRow } from './queries'

const DAY = 86_400_000

/** A score and when it was calculated, in milliseconds since 1970. */
export type ScorePoint = { at: number; score: number }

/** As a moment that the history can have: an alert's own time may be infinity or before Christ. */
const iso = (at: number) => new Date(Math.max(0, Math.min(at || Date.now(), Date.now()))).toISOString()

/** @returns when a churn alert's story ends: now, or 30 days after its resolution. */
function endOf(alert: ChurnRow): number {
  if (!alert.resolved_at) return Date.now()
  return Math.min(Date.now(), parseTime(alert.resolved_at).getTime() + 30 * DAY)
}

/** @returns the scores of the customer from 60 days before the alert on. */
export async function readScores(alert: ChurnRow): Promise<ScorePoint[]> {
  if (!alert.user_id) return []
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(
    await supabase
      .from('score_history')
      .select('score, created_at')
      .eq('user_id', alert.user_id)
      .gte('created_at', iso(parseTime(alert.created_at).getTime() - 60 * DAY))
      .lte('created_at', iso(endOf(alert)))
      .order('created_at', { ascending: false })
      .limit(500),
  )
  return rows.map(({ score, created_at }) => ({ at: parseTime(created_at).getTime(), score })).reverse()
}

async function scoreAt(customer: string, at: number) {
  const supabase = await getSupabase()
  return unwrap(
    await supabase
      .from('score_history')
      .select('score, factors, created_at')
      .eq('user_id', customer)
      .lte('created_at', iso(at))
      .order('created_at', { ascending: false })
      .limit(1)
      .maybeSingle(),
  )
}

/** @returns which parts of the score moved between a week before the alert and its resolution, or now. */
export async function readMoves(alert: ChurnRow) {
  if (!alert.user_id) return null
  await requireAdmin()
  const until = alert.resolved_at ? parseTime(alert.resolved_at).getTime() : Date.now()
  const [before, after] = await Promise.all([
    scoreAt(alert.user_id, parseTime(alert.created_at).getTime() - 7 * DAY),
    scoreAt(alert.user_id, until),
  ])
  if (!before || !after) return null
  const moves = whatMoved(readFactors(before.factors).factors, readFactors(after.factors).factors)
  return { before: before.score, after: after.score, moves }
}

/** @returns the last that was said to the customer or about one, personal data masked; null where nothing is known. */
export async function readLastContact(alert: ChurnRow) {
  if (!alert.user_id) return null
  await requireAdmin()
  const supabase = await getSupabase()
  const contact = unwrap(await supabase.rpc('last_contact', { customer: alert.user_id }).maybeSingle())
  return contact && { ...contact, words: contact.words && maskText(contact.words) }
}
