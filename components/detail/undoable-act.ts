import type { AuditedEntity } from '@/lib/activity'
import type { undoAct } from './actions'

export type Act = Parameters<typeof undoAct>[0]['act']

const ACTS: Record<string, Act[] | undefined> = {
  error_groups: ['resolve', 'snooze'],
  error_logs: ['resolve'],
  ops_alerts: ['acknowledge', 'close', 'snooze'],
  churn_alerts: ['resolve'],
  unknown_phone: ['resolve'],
}

/** @returns the action of an audit entry where it can be undone; undefined where it cannot. */
export const undoableAct = (entity: AuditedEntity, act: string | null): Act | undefined =>
  ACTS[entity]?.find((known) => known === act)
