import { connect, type TestDatabase } from '../native-database'
import { type Check, failureOf, id, one } from './used-database'

/** What two backends of the platform do at once, each in a serializable transaction: different rows, neither reads. */
const pairs: [what: string, statement: (n: number) => string][] = [
  [
    'sign in one customer',
    (n) =>
      `insert into public.active_sessions (id, user_id, token_hash) values ('${id(700 + n)}', '${id(1)}', 'serial-${n}')`,
  ],
  [
    'end webhooks',
    (n) =>
      `update public.webhook_queue set processed_at = now(), result = 'success', attempts = 1 where idempotency_key = 'serial-${n}'`,
  ],
  [
    'report errors of one kind',
    (n) =>
      `insert into public.error_logs (error_type, error_message, user_id) values ('Serial', 'It failed ${n} times', '${id(1)}')`,
  ],
  [
    'bill one customer',
    (n) =>
      `insert into public.usage_calls (user_id, call_id, seconds) values ('${id(1)}', 'serial-${n}', 60)`,
  ],
]

/** Two serializable transactions that do not meet without us do not meet with us. */
export async function testIsolation(database: TestDatabase, url: string, check: Check) {
  await database.exec(
    `insert into public.webhook_queue (event_type, raw_payload, idempotency_key) select 'call_ended', '{}', 'serial-' || n from generate_series(1, 2) n`,
  )
  const first = connect(url)
  const second = connect(url)
  for (const [what, statement] of pairs) {
    const begin = 'begin isolation level serializable'
    const failures = [
      await failureOf(first, `${begin}; ${statement(1)}`),
      await failureOf(second, `${begin}; ${statement(2)}`),
      await failureOf(first, 'commit'),
      await failureOf(second, 'commit'),
    ].filter((failure) => failure !== undefined)
    check(`two serializable transactions ${what}`, failures.length === 0, failures.join('\n'))
  }
  await testHeld(first, second, database, check)
  await first.close()
  await second.close()
  await database.exec('call private.backfill()')
  const left = await one(
    database,
    `select count(*) from public.active_sessions where token_hash like 'serial-%' and addresses is null`,
  )
  check('and what was left out is filled later', left === '0', left)
}

/** One transaction holds the figures of a customer whose plan another changes: neither waits for the other. */
async function testHeld(first: TestDatabase, second: TestDatabase, database: TestDatabase, check: Check) {
  await database.exec(`select private.refresh_customer_figures()`)
  await first.exec(`begin; select from private.customer_figures f where f.user_id = '${id(1)}' for update`)
  const started = performance.now()
  const failure = await failureOf(
    second,
    `update public.subscriptions set plan_type = 'elite' where user_id = '${id(1)}'`,
  )
  const waited = performance.now() - started
  await first.exec('commit')
  check(
    'a plan changes while somebody holds the figures of its customer',
    failure === undefined && waited < 90,
    `${failure} ${waited} ms`,
  )
  const later = await one(
    database,
    `select private.refresh_stale_customers(100); select value_at_risk > 0 from private.customer_figures where user_id = '${id(1)}'`,
  )
  check('and the figures follow later', later === 'true', later)
}
