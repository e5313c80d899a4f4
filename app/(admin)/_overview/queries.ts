import 'server-only'
import { cache } from 'react'
import type { ImpactPart } from '@/components/ui/impact'
import { viewerZone } from '@/lib/format/viewer-zone'
import { layOutGrades } from '@/lib/health/grades'
import { clockBounds } from '@/lib/lists/clock'
import { periodHours } from '@/lib/lists/params'
import { maskText } from '@/lib/masking/mask'
import type { Pulse, Silence } from '@/lib/pulse'
import { requireAdmin } from '@/lib/session/auth'
import { unwrap } from '@/lib/supabase/backend-error'
import type { Database } from '@/lib/supabase/database.types'
import { getSupabase } from '@/lib/supabase/server'
import type { OldestRow } from './condition'
import { layOutHistory } from './history'
import { BUCKETS, type OverviewPeriod } from './search-params'

type Functions = Database['public']['Functions']

/** A comparison of what was counted with what the limits say. */
export type Run = {
  id: string
  run_type: string
  status: 'running' | 'completed' | 'failed'
  started_at: string
  completed_at: string | null
  records_checked: number
  discrepancies_found: number
}

/** A customer whose usage differs from what was counted. */
export type Discrepancy = {
  user_id: string
  business_name: string | null
  field: string
  counted: number
  in_limits: number
}

type Now = {
  pulse: Pulse
  warning_alerts: number
  info_alerts: number
  oldest: OldestRow[]
  grades: Functions['health_distribution']['Returns']
  reconciliation: { runs: Run[]; customers: Discrepancy[] }
}

/** @returns everything that the overview says about now, asked once per request. */
export const readNow = cache(async () => {
  await requireAdmin()
  const supabase = await getSupabase()
  const now = unwrap(await supabase.rpc('overview_now')) as unknown as Now
  return {
    ...now,
    oldest: now.oldest.map((row) => ({ ...row, label: maskText(row.label) })),
    health: layOutGrades(now.grades),
  }
})

/** @returns what should have come and has not, and of what that is not known. */
export async function listSilences(): Promise<Silence[]> {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('silences')) as Silence[]
}

/**
 * @param period how far back.
 * @returns what came in over the period and in the one before, asked once per request.
 */
export const readHistory = cache(async (period: OverviewPeriod) => {
  await requireAdmin()
  const supabase = await getSupabase()
  const now = Date.now()
  const since = now - periodHours(period) * 3_600_000
  const bounds = clockBounds(since, now, BUCKETS[period].count, await viewerZone())
  const rows = unwrap(
    await supabase.rpc('overview_history', { bounds: bounds.map((at) => new Date(at).toISOString()) }),
  )
  return layOutHistory(rows, bounds)
})

/** Something that needs attention: how urgent it is and why, and what the customers concerned pay a month. */
export type AttentionRow = Omit<
  Functions['needs_attention']['Returns'][number],
  'impact' | 'impact_parts' | 'tier' | 'grade'
> &
  Record<'tier' | 'grade', string | null> & { impact: number | null; impact_parts: ImpactPart[] }

/** @returns what needs attention now over all queues, the most urgent first. */
export async function listAttention(): Promise<AttentionRow[]> {
  await requireAdmin()
  const supabase = await getSupabase()
  const rows = unwrap(await supabase.rpc('needs_attention', { most: 10 })) as unknown as AttentionRow[]
  return rows.map((row) => ({
    ...row,
    label: maskText(row.label),
    detail: row.detail && maskText(row.detail),
  }))
}

type Row = Functions['security_findings']['Returns'][number]
export type SecurityFinding = Omit<Row, 'since'> & { since: string | null }

/** @returns what lies open or unresolved in the database, the worst first. */
export async function listSecurityFindings(): Promise<SecurityFinding[]> {
  await requireAdmin()
  const supabase = await getSupabase()
  return unwrap(await supabase.rpc('security_findings'))
}
