/** The tables whose own pages reveal values (table private.revealable); records pages do for every table. */
export const REVEALABLE = [
  'error_logs',
  'webhook_queue',
  'ops_alerts',
  'unknown_phone',
  'webhook_deliveries',
  'agents',
  'active_sessions',
  'audit_logs',
] as const

export type Revealable = (typeof REVEALABLE)[number] | (string & {})
