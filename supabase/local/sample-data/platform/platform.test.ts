import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { createRows } from '../rows'

const NOW = Date.parse('2026-11-20T20:00:00Z')
const MIGRATIONS = path.join(import.meta.dirname, '../../../migrations')

/** What migrations bring, what the database makes of other rows, and what admins leave behind as they work. */
const MADE_LATER = /^(error_group_\w+|comments|bulk_actions|health_model_weights|audit_trail)$/

type Row = Record<string, unknown>
type Difference = { user_id: string; field: string; counted: number; in_limits: number }
let tables: Map<string, Row[]>
const rowsOf = (table: string) => tables.get(`public.${table}`) ?? []
const at = (value: unknown) => Date.parse(String(value))

beforeAll(async () => {
  tables = new Map(await createRows('small', NOW))
})

test('every table has rows', () => {
  const files = readdirSync(MIGRATIONS).map((file) => readFileSync(path.join(MIGRATIONS, file), 'utf8'))
  const names = files.flatMap((sql) => [...sql.matchAll(/create table (?:if not exists )?public\.(\w+)/g)])
  expect(names.length).toBeGreaterThan(42)
  const empty = names.map(([, name]) => String(name)).filter((name) => rowsOf(name).length === 0)
  expect(empty.filter((name) => !MADE_LATER.test(name))).toEqual([])
})

test('the rows of a table name the same columns', () => {
  for (const [table, rows] of tables) {
    const columns = Object.keys(rows[0] ?? {}).sort()
    for (const row of rows) expect([table, Object.keys(row).sort()]).toEqual([table, columns])
  }
})

test('a received call that is billed is one whose end was processed, but for what an outage lost', () => {
  const ended = new Map(
    rowsOf('webhook_queue')
      .filter(({ event_type, result }) => event_type === 'call_ended' && result === 'success')
      .map((row) => [String(row.idempotency_key).split(':')[2], row]),
  )
  const received = rowsOf('usage_calls').filter(({ direction }) => direction === 'inbound')
  const unseen = received.filter(({ provider_call_id }) => !ended.has(String(provider_call_id)))
  expect(unseen.length).toBeGreaterThan(1)
  for (const { created_at } of unseen) expect(NOW - at(created_at)).toBeLessThan(6 * 3_600_000)
  const billed = new Set(received.map(({ provider_call_id }) => provider_call_id))
  const unbilled = [...ended.keys()].filter((call) => !billed.has(call))
  expect(unbilled.length).toBeGreaterThan(1)
  expect(unbilled.length).toBeLessThan(10)
  for (const { provider_call_id, user_id, created_at } of received) {
    const webhook = ended.get(String(provider_call_id))
    if (webhook) expect(webhook).toMatchObject({ user_id, received_at: created_at })
  }
})

test('limits say what the calls and texts of the period add up to, or the latest run tells the difference', () => {
  const runs = rowsOf('reconciliation_runs').toSorted((a, b) => at(b.started_at) - at(a.started_at))
  const differences = runs[0]?.discrepancy_details as Difference[]
  expect(differences.length).toBeGreaterThan(0)
  for (const limit of rowsOf('usage_limits')) {
    const used = (table: string) =>
      rowsOf(table).filter(
        ({ user_id, created_at }) =>
          user_id === limit.user_id &&
          at(created_at) >= at(limit.period_start) &&
          at(created_at) < at(limit.period_end),
      )
    const off = (field: string) => {
      const found = differences.find((one) => one.user_id === limit.user_id && one.field === field)
      return found ? found.in_limits - found.counted : 0
    }
    const seconds = used('usage_calls').reduce((sum, call) => sum + Number(call.seconds), 0)
    expect(limit.call_used_seconds).toBe(seconds + off('call_used_seconds'))
    expect(limit.sms_used).toBe(used('usage_sms').length + off('sms_used'))
  }
})

test('some are near their limits and some over, and the state says so', () => {
  const shares = rowsOf('usage_limits').map((row) => {
    const calls = Number(row.call_used_seconds) / (Number(row.call_cap_seconds) + Number(row.call_credit))
    const texts = Number(row.sms_used) / (Number(row.sms_cap) + Number(row.sms_credit))
    return { share: Math.max(calls, texts), state: row.limit_state, stopped: row.hard_stop_active }
  })
  expect(shares.filter(({ share }) => share >= 0.8 && share < 1).length).toBeGreaterThan(1)
  for (const state of ['soft', 'hard']) expect(shares.map((one) => one.state)).toContain(state)
  for (const { share, state, stopped } of shares) {
    expect([state, stopped]).toEqual([share >= 1.1 ? 'hard' : share >= 1 ? 'soft' : 'under', share >= 1.1])
  }
})

test('what the critical alert says of Ironwood Electric is so', () => {
  const { user_id } = rowsOf('profiles').find((row) => row.business_name === 'Ironwood Electric') ?? {}
  expect(rowsOf('usage_limits').find((row) => row.user_id === user_id)).toMatchObject({ limit_state: 'hard' })
})

test('one nightly run failed and was repeated by hand', () => {
  const runs = rowsOf('reconciliation_runs')
  expect(runs.filter(({ status }) => status === 'failed')).toHaveLength(1)
  expect(runs.filter(({ run_type }) => run_type === 'manual')).toHaveLength(1)
  for (const run of runs.filter(({ status }) => status === 'completed')) {
    expect(run.discrepancies_found).toBe((run.discrepancy_details as unknown[]).length)
    expect(at(run.completed_at)).toBeGreaterThan(at(run.started_at))
  }
})

test('requests to the Retell webhook have become slow in the last hour', () => {
  const median = (from: number, to: number) => {
    const times = rowsOf('latency_logs')
      .filter(({ endpoint }) => endpoint === '/webhooks/retell')
      .filter(({ created_at }) => NOW - at(created_at) >= from && NOW - at(created_at) < to)
      .map(({ duration_ms }) => Number(duration_ms))
      .sort((a, b) => a - b)
    return times[Math.floor(times.length / 2)] ?? 0
  }
  const hour = 3_600_000
  expect(median(0, hour)).toBeGreaterThan(4 * median(4 * hour, 400 * hour))
})

test('secrets are plainly placeholders', () => {
  const secrets = [
    ...rowsOf('integrations').flatMap(({ access_token, refresh_token }) => [access_token, refresh_token]),
    ...rowsOf('webhook_configs').map(({ secret }) => secret),
    ...rowsOf('tracking_sessions').flatMap(({ token, update_key }) => [token, update_key]),
  ]
  for (const secret of secrets) expect(secret).toMatch(/^placeholder-/)
})

test('nothing was there before its time', () => {
  const later = [
    'created_at',
    'received_at',
    'last_active',
    'recorded_at',
    'opted_out_at',
    'shown_at',
    'delivered_at',
  ]
  for (const [table, rows] of tables) {
    for (const row of rows) {
      for (const column of later.filter((name) => row[name])) {
        expect([table, column, at(row[column]) <= NOW]).toEqual([table, column, true])
      }
    }
  }
  for (const { created_at, last_active, revoked_at } of rowsOf('active_sessions')) {
    expect(at(last_active)).toBeGreaterThanOrEqual(at(created_at))
    if (revoked_at) expect(at(revoked_at)).toBeGreaterThanOrEqual(at(last_active))
  }
})
