import type { Database } from './supabase/database.types'

/** How much waits in every queue, and a marker that changes with any row of them. */
export type Pulse = Database['public']['Functions']['pulse']['Returns'][number]

/** The counts of it that stand in the navigation. */
export type PulseCount =
  | 'unresolved_errors'
  | 'open_alerts'
  | 'open_churn'
  | 'pending_webhooks'
  | 'at_risk_customers'

/** One beat of the console: the pulse, and which build of the console answered. */
export type Beat = Pulse & { build: string }

/** The build that this code belongs to; the browser compares its own with the server's. */
export const BUILD = process.env.CONSOLE_BUILD ?? ''
