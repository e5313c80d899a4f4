import 'server-only'
import { cache } from 'react'
import { deferUntilRowsRequested } from '@/lib/lists/defer'
import type { NonNullKeys } from '@/lib/lists/page-rows'
import { type PageQuery, readPage } from '@/lib/lists/read-page'
import { maskJson, maskText } from '@/lib/masking/mask'
import { parseExact } from '@/lib/payloads/exact-json'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Database, Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { type AlertsQuery, alerts } from './list'

export type AlertRow = NonNullKeys<
  Tables<'alert_list'>,
  'id' | 'alert_type' | 'severity' | 'created_at' | 'state'
>

/** Many open alerts of one type that came one after the other, and the filter they were found with. */
export type Storm = Database['public']['Functions']['list_alert_storms']['Returns'][number] & {
  filter: AlertsQuery['filter']
}

/** A row of /alerts: an alert, or a storm that stands for many. */
export type ListedAlert = AlertRow & { storm?: Storm & { unfolded: boolean }; inStorm?: boolean }

/** How long alerts waited by severity, day or colleague: see the database function. */
export type AcknowledgementTimes = Database['public']['Functions']['acknowledgement_times']['Returns']

/** @returns one page of alerts that match, masked, and its neighbours' cursors. */
export const listAlerts = (query: PageQuery) => readPage<AlertRow>(alerts, query)

/** @returns how long the alerts waited that were acknowledged in the last days, today included. */
export async function acknowledgementTimes(days: number): Promise<AcknowledgementTimes> {
  const supabase = await deferUntilRowsRequested()
  const until = Date.now()
  const since = Math.floor(until / 86_400_000 - (days - 1)) * 86_400_000
  const span = { since: new Date(since).toISOString(), until: new Date(until).toISOString() }
  return unwrap(await supabase.rpc('acknowledgement_times', span))
}

/**
 * @param id an alert's id.
 * @returns everything about one alert, its message and details masked, or null when there is none.
 */
export const findAlert = cache(async (id: string) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const [listed, evidence] = await Promise.all([
    supabase.from('alert_list').select('*').eq('id', id).maybeSingle(),
    supabase.from('alert_details').select('message, details::text').eq('id', id).maybeSingle(),
  ])
  const row = unwrap(listed) as AlertRow | null
  const rest = unwrap(evidence)
  if (!row || !rest) return null
  return {
    ...row,
    message: rest.message && maskText(rest.message),
    details: rest.details === null ? null : maskJson(parseExact(rest.details)),
  }
})
