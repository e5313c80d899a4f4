import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { countFacets, countMatching, countOverTime } from '@/lib/list-figures'
import { chartPeriod } from '@/lib/list-params'
import { maskJson, maskText } from '@/lib/mask'
import { cutPage, pageArguments, type Solid } from '@/lib/rows'
import { afterTheRows } from '@/lib/rows-first'
import type { Database, Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { ALERT_SEVERITIES, type AlertsParams, alertsFilter, alertsOrder } from './list'

export type AlertRow = Solid<Tables<'alert_list'>, 'id' | 'alert_type' | 'severity' | 'created_at' | 'state'>

/** Many open alerts of one type that came one after the other, and the filter they were found with. */
export type Storm = Database['public']['Functions']['list_alert_storms']['Returns'][number] & {
  filter: ReturnType<typeof alertsFilter>
}

/** A row of /alerts: an alert, or a storm that stands for many. */
export type ListedAlert = AlertRow & { storm?: Storm & { unfolded: boolean }; inStorm?: boolean }

/** How long alerts waited by severity, day or colleague: see the database function. */
export type AcknowledgementTimes = Database['public']['Functions']['acknowledgement_times']['Returns']

const BUCKETS = 48

/**
 * @param params the parameters of the URL.
 * @param outside storms whose alerts are left out.
 * @returns one page of alerts that match, with personal data in messages masked, and its neighbours' cursors.
 */
export async function listAlerts(params: AlertsParams, outside: Storm[] = []) {
  await requireAdmin()
  const supabase = await getSupabase()
  const { by, descending } = alertsOrder(params)
  const storms = outside.map(({ alert_type, first_at, last_at }) => ({ alert_type, first_at, last_at }))
  const rows = unwrap(
    await supabase.rpc('list_alerts', {
      filter: { ...alertsFilter(params, Date.now()), outside: storms },
      sort: by,
      descending,
      ...pageArguments(params),
    }),
  ) as AlertRow[]
  const masked = rows.map((row) => ({ ...row, message: row.message && maskText(row.message) }))
  return cutPage(masked, params, (row) => [row[by], row.id])
}

/** @returns how many alerts match, exactly up to 10,000. */
export async function countAlerts(params: AlertsParams) {
  return countMatching('alerts', alertsFilter(params, Date.now()))
}

/** @returns the values of every facet, with how many alerts have each under the other filters. */
export async function countAlertFacets(params: AlertsParams) {
  return countFacets('alerts', alertsFilter(params, Date.now()))
}

/** @returns alerts raised over the period by severity, whether or not they were acknowledged since. */
export async function alertsOverTime(params: AlertsParams) {
  const filter = alertsFilter({ ...params, state: 'all' }, Date.now())
  const { period } = chartPeriod(params.period)
  return countOverTime('alerts', filter, {
    period,
    span: params.span,
    buckets: BUCKETS,
    order: [...ALERT_SEVERITIES],
  })
}

/** @returns how long the alerts waited that were acknowledged in the last days, today included. */
export async function acknowledgementTimes(days: number): Promise<AcknowledgementTimes> {
  const supabase = await afterTheRows()
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
    supabase.from('alert_details').select('message, details').eq('id', id).maybeSingle(),
  ])
  const row = unwrap(listed) as AlertRow | null
  const rest = unwrap(evidence)
  if (!row || !rest) return null
  return {
    ...row,
    message: rest.message && maskText(rest.message),
    details: rest.details === null ? null : maskJson(rest.details),
  }
})
