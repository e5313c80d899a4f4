import type { Database } from './supabase/database.types'

/** How much waits in every queue, and a marker that changes with any row of them. */
export type Pulse = Database['public']['Functions']['pulse']['Returns'][number]

/** The counts of it. */
export type CountName = { [Name in keyof Pulse]: Pulse[Name] extends number ? Name : never }[keyof Pulse]

/** Numbers of a page that count what the pulse counts, too. */
export type SharedCounts = Partial<Record<CountName, number>>

/** The counts of it that stand in the navigation. */
export type PulseCount =
  | 'unresolved_errors'
  | 'open_alerts'
  | 'open_churn'
  | 'pending_webhooks'
  | 'at_risk_customers'

/** A list that shows the rows of a count of the pulse: under these parameters, or as it opens. */
export type PulseView = {
  count: CountName
  under?: Readonly<Record<string, string | readonly string[]>>
}

/** Whether something that should come has come; see the database function silences(). */
export type Silence = {
  what: 'webhooks' | 'calls' | 'health' | 'reconciliation'
  state: 'silent' | 'heard' | 'not known yet' | 'nothing yet'
  /** How much usually comes in an hour, and how much came in the last. */
  expected: number | null
  came: number | null
  /** When daily work should have been done last. */
  due_at: string | null
  last_at: string | null
}

/** One beat of the console: the pulse, now and then what is silent, and which build of the console answered. */
export type Beat = Pulse & {
  build: string
  /** When the server had the answer, in milliseconds since 1970. */
  at: number
  silences?: Silence[]
}

/** The build that this code belongs to; the browser compares its own with the server's. */
export const BUILD = process.env.CONSOLE_BUILD ?? ''
