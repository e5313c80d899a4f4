import type { Rest } from '../support/rest'
import { accounts } from '../support/sessions'
import { expect } from '../support/test'

/** The five operations tables. */
export const TABLES = [
  'error_logs',
  'ops_alerts',
  'churn_alerts',
  'webhook_queue',
  'customer_health_scores',
] as const
type Table = (typeof TABLES)[number]

/** What somebody might try to change in a row. */
export const CHANGES: Record<Table, object> = {
  error_logs: { resolved_at: 'now', resolution_notes: 'x', message: 'x' },
  ops_alerts: { acknowledged_at: 'now', message: 'x' },
  churn_alerts: { resolved_at: 'now', resolution_notes: 'x', reason: 'x' },
  webhook_queue: { processed_at: null, result: null, raw_payload: {} },
  customer_health_scores: { score: 100, grade: 'A' },
}
/** A row as somebody might forge it. */
export const NEW: Record<Table, object> = {
  error_logs: { error_type: 'forged' },
  ops_alerts: { alert_type: 'forged' },
  churn_alerts: { reason: 'score_drop: forged' },
  webhook_queue: { event_type: 'forged' },
  customer_health_scores: { score: 100, grade: 'A', risk_level: 'low' },
}

/** Checks that the caller gets no row: an empty answer or a refusal, never data. */
export async function expectNothing(api: Rest, method: string, route: string, body?: object) {
  const answer = await api.request(method, route, { body })
  const refused = answer.status >= 400 && answer.status < 500
  const empty = answer.status === 204 || (Array.isArray(answer.body) && answer.body.length === 0)
  expect(
    refused || empty,
    `${method} ${route}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`,
  ).toBe(true)
}

/** @returns the account of owner@kryonex.test. */
export async function ownerId(database: Rest): Promise<string> {
  const [profile] = await database.select('profiles', { email: `eq.${accounts.customer}` })
  return profile?.user_id ?? ''
}

/** @returns a row of the customer's own in each table, so that "none" is never for want of rows. */
export async function plant(database: Rest): Promise<Record<Table, string>> {
  const user_id = await ownerId(database)
  const planted = TABLES.filter((table) => table !== 'customer_health_scores')
  const ids: Partial<Record<Table, string>> = {}
  for (const table of planted) {
    const route = `/rest/v1/${table}`
    const { body } = await database.request('POST', route, { body: { ...NEW[table], user_id } })
    ids[table] = (body as { id: string }[])[0]?.id
  }
  const [score] = await database.select('customer_health_scores', { user_id: `eq.${user_id}` })
  return { ...ids, customer_health_scores: score?.id ?? '' } as Record<Table, string>
}

/** @returns the planted rows as they are now. */
export const stored = async (database: Rest, ids: Record<Table, string>) =>
  Promise.all(TABLES.map((table) => database.select(table, { id: `eq.${ids[table]}` })))
