import { lookUp } from '../format/labels'

/** The queues of the console, as the database calls its lists. */
export type Queue = 'alerts' | 'churn' | 'webhooks' | 'errors'

/** How long something may wait in each queue, in seconds, before it is late. */
export const TARGET_SECONDS: Record<Queue, number> = {
  alerts: 3_600,
  churn: 86_400,
  webhooks: 300,
  errors: 86_400,
}

/** How long an alert may wait for its acknowledgement by its severity, in seconds. */
const ALERT_TARGET_SECONDS: Record<string, number> = { critical: 900, warning: 3_600, info: 86_400 }

/** @param severity an alert's severity. @returns how long it may wait for its acknowledgement, in seconds. */
export function alertTargetSeconds(severity: string): number {
  return lookUp(ALERT_TARGET_SECONDS, severity) ?? TARGET_SECONDS.alerts
}
