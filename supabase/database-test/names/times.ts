import type { TestDatabase } from '../native-database'
import { type Check, failureOf, id, one } from './used-database'

const times = ['null', `'infinity'`, `'-infinity'`, `'294276-12-31 23:59+00'`, `'4713-01-02 00:00+00 BC'`]

type Written = { table: string; insert: (key: string, time: string) => string; change: string }

/** Tables on whose rows the dashboard counts, by their times. */
const written: Written[] = [
  {
    table: 'error_logs',
    insert: (key, time) =>
      `(id, error_type, error_message, user_id, created_at) values ('${key}', 'Timeless', 'It failed', '${id(1)}', ${time})`,
    change: `user_id = '${id(2)}', resolved = true, resolved_at = coalesce(created_at, now())`,
  },
  {
    table: 'ops_alerts',
    insert: (key, time) =>
      `(id, alert_type, severity, title, message, created_at) values ('${key}', 'x', 'info', 'T', 'M', ${time})`,
    change: `severity = 'critical', acknowledged = true, acknowledged_at = created_at`,
  },
  {
    table: 'usage_calls',
    insert: (key, time) =>
      `(id, user_id, call_id, created_at) values ('${key}', '${id(1)}', 'call-${key}', ${time})`,
    change: `call_id = call_id || '-2'`,
  },
  {
    table: 'usage_sms',
    insert: (key, time) =>
      `(id, user_id, message_id, created_at) values ('${key}', '${id(1)}', 'sms-${key}', ${time})`,
    change: `message_id = message_id || '-2'`,
  },
  {
    table: 'latency_logs',
    insert: (key, time) =>
      `(id, endpoint, duration_ms, created_at) values ('${key}', '/timeless', 100, ${time})`,
    change: `duration_ms = 200`,
  },
  {
    table: 'webhook_queue',
    insert: (key, time) =>
      `(id, event_type, phone_number, raw_payload, received_at, processed_at)
       values ('${key}', 'call_ended', '+15550100001', '{"call": {"call_id": "c"}}', ${time}, ${time})`,
    change: `processed_at = null, result = 'failed'`,
  },
]

/** Rows without a time, or with one that no clock shows, are written, changed and deleted; and all of them are counted. */
export async function testTimes(database: TestDatabase, check: Check) {
  const failures: string[] = []
  const key = (table: number, time: number) => id(7000 + table * 10 + time)
  const run = async (statement: string) => {
    const failure = await failureOf(database, statement)
    if (failure) failures.push(`${failure}: ${statement}`)
  }
  for (const [n, { table, insert, change }] of written.entries()) {
    for (const [t, time] of times.entries())
      await run(`insert into public.${table} ${insert(key(n, t), time)}`)
    await run(
      `update public.${table} set ${change} where id in ('${times.map((_, t) => key(n, t)).join("', '")}')`,
    )
  }
  check(
    'rows without a time and at infinity are written and changed',
    failures.length === 0,
    failures.join('\n'),
  )
  const recorded = await one(
    database,
    `select coalesce(string_agg(distinct relation || ' ' || what || ': ' || message, ', '), '') from private.installation_failures`,
  )
  check('and every trigger does its work for them', recorded === '', recorded)
  await database.exec('select private.apply_error_group_deltas(4000)')
  const counted = await one(
    database,
    `select events || ' ' || unresolved from public.error_group_totals where error_type = 'Timeless'`,
  )
  check('they are counted in their group', counted === '5 0', counted)
  for (const [n, { table }] of written.entries())
    await run(`delete from public.${table} where id in ('${times.map((_, t) => key(n, t)).join("', '")}')`)
  check('and deleted', failures.length === 0, failures.join('\n'))
}
