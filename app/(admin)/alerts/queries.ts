import 'server-only'
import { cache } from 'react'
import { requireAdmin } from '@/lib/auth'
import { unwrap } from '@/lib/backend-error'
import { countFacets, countMatching, countOverTime } from '@/lib/list-figures'
import { chartPeriod } from '@/lib/list-params'
import { maskJson, maskText } from '@/lib/mask'
import { cutPage, pageArguments, type Solid } from '@/lib/rows'
import type { Tables } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { ALERT_SEVERITIES, type AlertsParams, alertsFilter, alertsOrder } from './search-params'

export type AlertRow = Solid<Tables<'alert_list'>, 'id' | 'alert_type' | 'severity' | 'created_at'>

const BUCKETS = 48

/** @returns one page of alerts that match, with personal data in messages masked, and its neighbours' cursors. */
export async function listAlerts(params: AlertsParams) {
  await requireAdmin()
  const supabase = await getSupabase()
  const { by, descending } = alertsOrder(params)
  const rows = unwrap(
    await supabase.rpc('list_alerts', {
      filter: alertsFilter(params, Date.now()),
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
  return countOverTime('alerts', filter, { period, buckets: BUCKETS, order: [...ALERT_SEVERITIES] })
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
    supabase.from('ops_alerts').select('message, details').eq('id', id).maybeSingle(),
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
