import { beforeAll, expect, test } from 'vitest'
import { createRows } from './rows'

const NOW = Date.parse('2026-11-20T20:00:00Z')

type Row = Record<string, unknown>
let tables: Map<string, Row[]>
const rowsOf = (table: string) => tables.get(`public.${table}`) ?? []

async function generate(): Promise<Map<string, Row[]>> {
  const collected = new Map<string, Row[]>()
  for (const [table, rows] of await createRows('small', NOW)) {
    collected.set(table, [...(collected.get(table) ?? []), ...rows])
  }
  return collected
}

beforeAll(async () => {
  tables = await generate()
})

test('the same moment gives the same rows', async () => {
  const again = await generate()
  for (const table of ['public.error_logs', 'public.webhook_queue', 'public.customer_health_scores']) {
    expect(again.get(table)).toEqual(tables.get(table))
  }
})

test('nothing lies in the future, and nothing is acted on before it is there', () => {
  const times = (row: Row, names: string[]) =>
    names.map((name) => Date.parse(String(row[name]))).filter((time) => !Number.isNaN(time))
  for (const [table, rows] of tables) {
    if (table === 'auth.identities') continue
    for (const row of rows) {
      const [created] = times(row, ['created_at', 'received_at'])
      const acted = times(row, ['resolved_at', 'acknowledged_at', 'processed_at', 'last_calculated'])
      for (const time of [created ?? 0, ...acted]) expect(time).toBeLessThanOrEqual(NOW)
      for (const time of acted) expect(time).toBeGreaterThanOrEqual(created ?? 0)
    }
  }
})

test('every row belongs to an account that exists, and ids are unique', () => {
  const accounts = new Set(tables.get('auth.users')?.map(({ id }) => id))
  for (const [table, rows] of tables) {
    if (!table.startsWith('public.')) continue
    for (const { user_id } of rows) if (user_id) expect(accounts).toContain(user_id)
    const ids = rows.map((row) => row.id ?? row.user_id)
    expect(new Set(ids).size).toBe(ids.length)
  }
})

test('a health score is the sum of its factors, and its grade follows', () => {
  const grade = (score: number) =>
    score < 60 ? 'F' : (['D', 'C', 'B', 'A', 'A'] as const)[Math.floor(score / 10) - 6]
  for (const row of rowsOf('customer_health_scores')) {
    const factors = Object.values(row.factors as Record<string, { score: number; max: number }>)
    expect(factors.reduce((sum, { score }) => sum + score, 0)).toBe(row.score)
    expect(factors.reduce((sum, { max }) => sum + max, 0)).toBe(100)
    for (const { score, max } of factors) expect(score).toBeLessThanOrEqual(max)
    expect(row.grade).toBe(grade(row.score as number))
  }
})

test('the incident going on: three critical alerts, a backlog of 18 minutes, open churn alerts', () => {
  const open = rowsOf('ops_alerts').filter(({ acknowledged_at }) => acknowledged_at === null)
  expect(open.filter(({ severity }) => severity === 'critical')).toHaveLength(3)
  const pending = rowsOf('webhook_queue').filter(({ processed_at }) => processed_at === null)
  expect(pending).toHaveLength(24)
  const oldest = Math.min(...pending.map(({ received_at }) => Date.parse(String(received_at))))
  expect((NOW - oldest) / 60_000).toBeCloseTo(18.7, 1)
  expect(rowsOf('churn_alerts').filter(({ resolved_at }) => resolved_at === null)).toHaveLength(5)
})

test('no two webhooks have the same key', () => {
  const keys = rowsOf('webhook_queue').map((row) => row.idempotency_key)
  expect(keys.length).toBeGreaterThan(1000)
  expect(new Set(keys).size).toBe(keys.length)
})

test('whatever was acted on has an audit row that names who did it', () => {
  const audited = new Set(
    rowsOf('audit_trail')
      .filter(({ action_type }) => action_type !== 'reveal')
      .map(({ entity, entity_id }) => `${entity} ${entity_id}`),
  )
  for (const [table, stamp] of [
    ['error_logs', 'resolved_by'],
    ['ops_alerts', 'acknowledged_by'],
  ] as const) {
    for (const row of rowsOf(table)) expect(audited.has(`${table} ${row.id}`)).toBe(Boolean(row[stamp]))
  }
})

test('how far a score fell follows from its history', () => {
  const history = rowsOf('customer_health_history')
  const present = new Map(rowsOf('customer_health_scores').map((row) => [row.user_id, row.score as number]))
  const scoreAt = (customer: unknown, at: number) =>
    history
      .filter((row) => row.user_id === customer && Date.parse(row.created_at as string) <= at)
      .sort((a, b) => Date.parse(a.created_at as string) - Date.parse(b.created_at as string))
      .at(-1)?.score as number
  const falls = rowsOf('churn_alerts').filter(({ reason }) => /score fell/.test(reason as string))
  expect(falls.length).toBeGreaterThan(5)
  for (const { user_id, reason, created_at, resolved_at } of falls) {
    const raised = Date.parse(created_at as string)
    const fell = Number(/score fell (\d+) points/.exec(reason as string)?.[1])
    expect(scoreAt(user_id, raised - 7 * 86_400_000) - scoreAt(user_id, raised)).toBe(fell)
    if (!resolved_at) expect(scoreAt(user_id, raised)).toBe(present.get(user_id as string))
  }
})
