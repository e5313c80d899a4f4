import type { TestDatabase } from '../native-database'
import { type Check, failureOf, id, one } from './used-database'

/** A column whose name the platform changes for a while, a row that it writes meanwhile, and how it is read afterwards. */
const renamed: [table: string, column: string, row: string, documented: string, expected: string][] = [
  ['error_logs', 'error_message', `(error_type, error_message) values ('Renamed', 'E')`, 'message', 'E'],
  [
    'ops_alerts',
    'metadata',
    `(alert_type, severity, title, message, metadata) values ('x', 'info', 'T', 'M', '{"a": 1}')`,
    'details',
    '{"a": 1}',
  ],
  [
    'churn_alerts',
    'alert_type',
    `(user_id, alert_type, title) values ('${id(1)}', 'inactivity', 'T')`,
    'reason',
    'inactivity: T',
  ],
  [
    'customer_health_scores',
    'churn_risk',
    `(user_id, churn_risk) values ('${id(21)}', 'high')`,
    'risk_level',
    'high',
  ],
  ['usage_limits', 'tier_id', `(user_id, tier_id) values ('${id(21)}', 'pro')`, 'tier', 'pro'],
  ['subscriptions', 'plan_type', `(user_id, plan_type) values ('${id(21)}', 'pro')`, 'tier', 'pro'],
  [
    'active_sessions',
    'last_active_at',
    `(user_id, token_hash, last_active_at) values ('${id(1)}', 'h', '2026-01-01')`,
    'last_active',
    '2026-01-01 00:00:00+00',
  ],
  [
    'usage_calls',
    'call_id',
    `(user_id, call_id) values ('${id(1)}', 'renamed-1')`,
    'provider_call_id',
    'renamed-1',
  ],
  [
    'usage_sms',
    'message_id',
    `(user_id, message_id) values ('${id(1)}', 'renamed-2')`,
    'provider_message_id',
    'renamed-2',
  ],
]

/** Names that a trigger could not copy are copied by the back-fill. */
export async function testNamesAgain(database: TestDatabase, check: Check) {
  await database.exec(`set time zone 'UTC'`)
  for (const [table, column, row, documented, expected] of renamed) {
    await database.exec(
      `truncate private.installation_failures; alter table public.${table} rename column ${column} to for_a_while`,
    )
    const failure = await failureOf(
      database,
      `insert into public.${table} ${row.replace(column, 'for_a_while')}`,
    )
    const [, found = []] = await database.exec(
      `alter table public.${table} rename column for_a_while to ${column};
       select coalesce(row_id, '') from private.installation_failures where relation = '${table}' and what = 'names'`,
    )
    await database.exec('call private.backfill()')
    const key = String(found[0]?.[0] ?? '')
    const read = await one(
      database,
      `select ${documented}::text from private.${table} where to_jsonb(${table}) ->> 'id' = '${key}' or user_id = '${id(21)}'`,
    )
    check(
      `${table}: names that could not be copied are copied again`,
      failure === undefined && read === expected,
      `${failure ?? ''} ${key}: ${read}, wanted ${expected}`,
    )
  }
}
