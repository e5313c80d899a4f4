/** The tables with values that can be revealed (table private.revealable). */
export const REVEALABLE = [
  'error_logs',
  'webhook_queue',
  'ops_alerts',
  'unknown_phone',
  'webhook_deliveries',
  'agents',
] as const

export type Revealable = (typeof REVEALABLE)[number]
