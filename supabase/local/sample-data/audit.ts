import type { TablesInsert } from '@/lib/supabase/database.types'
import type { AlertRow } from './alert-kinds'
import type { ChurnRow } from './churn'
import type { ErrorRow } from './errors'
import { requeueReason } from './notes'
import type { Random } from './random'
import { iso, MINUTE } from './time'
import type { Webhook } from './webhooks'

type AuditRow = TablesInsert<'audit_trail'>
const ACTION_TYPES: Record<string, string> = {
  resolved: 'resolve',
  acknowledged: 'acknowledge',
  closed: 'close',
  requeued: 'requeue',
}

type Acted = { id: string; user_id?: string | null }

/** What the database would have written when the sample admins dealt with the sample rows. */
export function auditRows(
  random: Random,
  rows: { errors: ErrorRow[]; alerts: AlertRow[]; churn: ChurnRow[]; queue: Webhook[] },
): AuditRow[] {
  const audit: AuditRow[] = []
  const add = (
    entity: string,
    action: string,
    row: Acted,
    actor: string,
    at: string,
    metadata: AuditRow['metadata'],
  ) =>
    audit.push({
      id: random.uuid(),
      user_id: row.user_id ?? null,
      actor_id: actor,
      action,
      action_type: ACTION_TYPES[action.split('.')[1] ?? ''],
      entity,
      entity_id: row.id,
      metadata,
      created_at: at,
    })
  for (const row of rows.errors) {
    if (!row.resolved_at || !row.resolved_by) continue
    add('error_logs', 'error.resolved', row, row.resolved_by, row.resolved_at, noted(row.resolution_notes))
  }
  for (const row of rows.churn) {
    if (!row.resolved_at || !row.resolved_by) continue
    add('churn_alerts', 'churn.resolved', row, row.resolved_by, row.resolved_at, {
      ...noted(row.resolution_notes),
      outcome: row.resolution_outcome ?? null,
    })
  }
  for (const row of rows.alerts) {
    if (!row.acknowledged_at || !row.acknowledged_by) continue
    add('ops_alerts', 'alert.acknowledged', row, row.acknowledged_by, row.acknowledged_at, { previous: {} })
    if (row.closed_at && row.closed_by)
      add('ops_alerts', 'alert.closed', row, row.closed_by, row.closed_at, { previous: {} })
  }
  for (const row of rows.queue) {
    const actor = row.processed_by?.match(/^replay:(.+)$/)?.[1]
    if (!actor || !row.processed_at) continue
    const at = Date.parse(row.processed_at) - MINUTE / 2
    const previous = { result: 'failed', processed_by: 'system', attempts: (row.attempts ?? 1) - 1 }
    add('webhook_queue', 'webhook.requeued', row, actor, iso(at), { reason: requeueReason(at), previous })
  }
  return audit
}

const noted = (notes: string | null | undefined) => ({ notes: notes ?? '', previous: {} })
