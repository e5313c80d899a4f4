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

/** @returns what an audit entry says was done, where that can be taken back; undefined where it cannot. */
export const undoableAct = (entity: AuditedEntity, act: string | null): Act | undefined =>
  ACTS[entity]?.find((known) => known === act)
