import 'server-only'
import { parseTime } from '@/lib/format/format'
import { oddTime } from '@/lib/format/postgres-time'
import { maskText } from '@/lib/masking/mask'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Database } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import { type AlertsParams, type AlertsQuery, groupsStorms } from './list'
import { type AlertRow, type ListedAlert, listAlerts, type Storm } from './queries'

type Found = Database['public']['Functions']['list_alert_storms']['Returns'][number]

/** How many of a storm's alerts are shown under it; its type leads to the others. */
const UNFOLDED = 10

/** @returns the storms among the open alerts that match, the worst first. */
export async function findStorms({ filter }: AlertsQuery): Promise<Storm[]> {
  await requireAdmin()
  const supabase = await getSupabase()
  const found = unwrap(await supabase.rpc('list_alert_storms', { filter }))
  return found.map((storm) => ({ ...storm, message: storm.message && maskText(storm.message), filter }))
}

/** @returns the id of a storm's row; a new alert makes it longer and leaves its id. */
const idOf = ({ alert_type, first_at }: Found | Storm) => `storm:${alert_type}:${first_at}`

function rowOf(storm: Storm, unfolded: boolean): ListedAlert {
  return {
    ...NO_ALERT,
    id: idOf(storm),
    alert_type: storm.alert_type,
    severity: storm.severity,
    message: storm.message,
    created_at: storm.first_at,
    storm: { ...storm, unfolded },
  }
}

/** @returns the rows of storms, each followed by its newest alerts where it is unfolded. */
async function stormRows(storms: Storm[], params: AlertsParams): Promise<ListedAlert[]> {
  const rows = await Promise.all(
    storms.map(async (storm) => {
      const unfolded = params.unfolded.includes(idOf(storm))
      const row = rowOf(storm, unfolded)
      return unfolded ? [row, ...(await alertsOf(storm))] : [row]
    }),
  )
  return rows.flat()
}

/** One page of alerts; where storms are grouped, those outside of them after the storms, which are on the first page. */
export async function listWithStorms(query: AlertsQuery) {
  const { params, filter } = query
  const storms = groupsStorms(params) ? await findStorms(query) : []
  const outside = storms.map(({ alert_type, first_at, last_at }) => ({ alert_type, first_at, last_at }))
  const isFirst = !params.after && !params.before
  const [page, folded] = await Promise.all([
    listAlerts({ ...query, filter: { ...filter, outside } }),
    isFirst ? stormRows(storms, params) : [],
  ])
  return { ...page, rows: [...folded, ...page.rows] }
}

async function alertsOf({ alert_type, first_at, last_at, filter }: Storm): Promise<ListedAlert[]> {
  const supabase = await getSupabase()
  // Whatever follows within a minute would be part of the storm: its end is exact.
  const end = parseTime(last_at).getTime() + 60_000
  const until = oddTime(last_at) ? 'infinity' : new Date(end).toISOString()
  const rows = unwrap(
    await supabase.rpc('list_alerts', {
      filter: { ...filter, type: [alert_type], since: first_at, until },
      page_size: UNFOLDED,
    }),
  ) as AlertRow[]
  return rows.map((row) => ({ ...row, message: row.message && maskText(row.message), inStorm: true }))
}

const NO_ALERT = {
  user_id: null,
  acknowledged_at: null,
  acknowledged_by: null,
  acknowledged_by_email: null,
  assigned_at: null,
  assigned_to: null,
  assigned_to_email: null,
  business_name: null,
  closed_at: null,
  closed_by_email: null,
  grade: null,
  returns_at: null,
  risk_level: null,
  score: null,
  snoozed_by_email: null,
  snoozed_until: null,
  state: 'open',
  tier: null,
}
