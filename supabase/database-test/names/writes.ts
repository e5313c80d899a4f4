import { connect, type TestDatabase } from '../native-database'
import { type Check, failureOf, id, one } from './used-database'

const large = `(select string_agg(md5(n::text), '') from generate_series(1, 98304) n)`
const at = `timestamptz '2026-11-20'`

/** What the platform writes, some of it in its own words and some in nobody's. */
const statements = [
  `insert into public.error_logs (id, error_type, error_message, context, created_at) values ('${id(100)}', 'E', 'Old name', '{"a": 1}', ${at})`,
  `insert into public.error_logs (id, error_type, error_message, stack_trace, context, created_at)
   select '${id(101)}', 'E', ${large}, ${large}, jsonb_build_object('text', ${large}), ${at}`,
  `update public.error_logs set error_message = 'Changed', context = '{"b": 2}' where id = '${id(100)}'`,
  `update public.error_logs set error_message = ${large} where id = '${id(100)}'`,
  `update public.error_logs set resolved = true, resolved_by = '${id(1)}', resolved_at = ${at} where id in ('${id(2)}', '${id(101)}')`,
  `update public.error_logs set resolved = false where id = '${id(3)}'`,
  `insert into public.ops_alerts (id, alert_type, severity, title, message, metadata, created_at)
   values ('${id(100)}', 'x', 'nobody''s word', 'T', 'M', '{"user_id": "${id(1)}"}', ${at}), ('${id(101)}', 'x', '', '', '', '"text"', ${at})`,
  `update public.ops_alerts set metadata = '{"user_id": 7}', acknowledged = true, acknowledged_by = '${id(1)}', acknowledged_at = ${at} where id = '${id(100)}'`,
  `update public.ops_alerts set resolved = true, resolved_at = ${at} where id in ('${id(1)}', '${id(101)}')`,
  `insert into public.churn_alerts (id, user_id, alert_type, severity, title, message, created_at) values ('${id(100)}', '${id(2)}', 'score_drop', 'fatal', 'T', null, ${at})`,
  `update public.churn_alerts set message = repeat('x', 3000000) where id = '${id(100)}'`,
  `update public.churn_alerts set resolved = true, resolved_at = ${at}, acknowledged = true, acknowledged_by = '${id(1)}', acknowledged_at = ${at} where id = '${id(1)}'`,
  `insert into public.customer_health_scores (user_id, score, grade, churn_risk, calculated_at) values ('${id(9)}', 70, 'C', 'unclear', ${at})
   on conflict (user_id) do update set score = excluded.score, churn_risk = excluded.churn_risk, calculated_at = excluded.calculated_at`,
  `insert into public.customer_health_scores (user_id, score, grade, churn_risk, calculated_at) values ('${id(1)}', 10, 'F', 'critical', ${at})
   on conflict (user_id) do update set score = excluded.score, grade = excluded.grade, churn_risk = excluded.churn_risk, calculated_at = excluded.calculated_at`,
  `insert into public.usage_limits (id, user_id, tier_id, call_credit_seconds, limit_state) values ('${id(100)}', '${id(10)}', 'Pro', 600, 'frozen')`,
  `update public.usage_limits set call_used_seconds = call_used_seconds + 60, limit_state = 'paused', hard_stop_active = true where user_id = '${id(1)}'`,
  `update public.usage_limits set call_credit_seconds = 900, limit_state = 'ok', force_pause = false, force_resume = false where user_id = '${id(4)}'`,
  `update public.usage_limits set limit_state = null, tier_id = repeat('t', 20000) where user_id = '${id(10)}'`,
  `insert into public.subscriptions (user_id, customer_id, plan_type, status) values ('${id(1)}', 'cus_9', 'scale', 'past_due')
   on conflict (user_id) do update set customer_id = excluded.customer_id, plan_type = excluded.plan_type, status = excluded.status`,
  `insert into public.subscriptions (user_id, customer_id, plan_type, status) values ('${id(11)}', 'cus_11', 'core', 'active')`,
  `update public.active_sessions set last_active_at = ${at} where id = '${id(2)}'`,
  `insert into public.active_sessions (id, user_id, token_hash, last_active_at, created_at) values ('${id(100)}', '${id(1)}', 'h', ${at}, ${at})`,
  `update public.active_sessions set revoked_at = ${at}, revoked_reason = 'logout' where id = '${id(100)}'`,
  `insert into public.usage_calls (id, user_id, call_id, seconds, created_at) values ('${id(100)}', '${id(1)}', 'call-9', 60, ${at})
   on conflict (call_id) do update set seconds = excluded.seconds`,
  `insert into public.usage_sms (id, user_id, message_id, created_at) values ('${id(100)}', '${id(1)}', 'sms-9', ${at})`,
  `insert into public.unknown_phone (id, phone_number, raw_payload, created_at) values ('${id(100)}', 'x', '{"to": 1}', ${at})`,
  `update public.leads set sentiment = 'MIXED', flagged_for_review = true, flagged_at = ${at} where id = '${id(1)}'`,
  `update public.appointments set status = 'confirmed', updated_at = ${at} where id = '${id(1)}'`,
  `insert into public.profiles (user_id, role, industry, created_at) values ('${id(12)}', 'owner', 'HVAC', ${at}) on conflict (user_id) do nothing`,
  `update public.profiles set role = 'past_due' where user_id = '${id(1)}'`,
]

/** A sum over every value of a table that is the platform's. */
const sumOf = (table: string, columns = '*') =>
  `select count(*) || ' ' || md5(coalesce(string_agg(md5(t::text), '|' order by md5(t::text)), '')) from (select ${columns} from public.${table}) t`

/** Each statement on our database and on one that never met us: every value of the platform is the same. */
export async function testWrites(database: TestDatabase, twin: TestDatabase, check: Check) {
  const listed = await twin.exec(
    `select c.relname, string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and (c.relname, a.attname) <> ('customer_health_scores', 'updated_at') group by 1 order by 1`,
  )
  const columns = new Map(listed.at(-1)?.map(([table, names]) => [String(table), String(names)]))
  const different: string[] = []
  for (const statement of statements) {
    const failures = [await failureOf(database, statement), await failureOf(twin, statement)]
    if (failures[0] !== failures[1]) different.push(`${statement}\n  ${failures.join(' / ')}`)
    const table = /public\.(\w+)/.exec(statement)?.[1] ?? ''
    const sum = sumOf(table, columns.get(table))
    if ((await one(database, sum)) !== (await one(twin, sum))) different.push(`${table}: ${statement}`)
  }
  check(
    `${statements.length} writes of the platform store what they store without us`,
    different.length === 0,
    different.join('\n'),
  )
  await testInStep(database, check)
}

async function testInStep(database: TestDatabase, check: Check) {
  const stale = await one(
    database,
    `select concat_ws(', ',
      (select 'error' from public.error_logs where id::text like '%0010_' and (message is distinct from error_message or request_body is distinct from context) limit 1),
      (select 'churn' from public.churn_alerts where id = '${id(100)}' and reason is distinct from 'score_drop: ' || repeat('x', 3000000)),
      (select 'health' from public.customer_health_scores where (risk_level, last_calculated) is distinct from (churn_risk, calculated_at) limit 1),
      (select 'limits' from public.usage_limits where user_id in ('${id(10)}', '${id(4)}') and (tier, call_credit) is distinct from (tier_id, call_credit_seconds) limit 1),
      (select 'subscription' from public.subscriptions where user_id in ('${id(1)}', '${id(11)}') and (stripe_customer_id, tier) is distinct from (customer_id, plan_type) limit 1),
      (select 'session' from public.active_sessions where id in ('${id(2)}', '${id(100)}') and last_active is distinct from last_active_at limit 1),
      (select 'usage' from public.usage_calls where id = '${id(100)}' and provider_call_id is distinct from call_id),
      (select 'alert' from public.ops_alerts where id = '${id(100)}' and (user_id is not null or details <> '{"user_id": 7}')))`,
  )
  check('what was written under the old names is in the documented columns', stale === '', stale)
}

/** While an admin acts, what is written to documented columns reaches the platform's names. */
export async function testActs(database: TestDatabase, check: Check) {
  await database.exec('begin')
  await database.exec(`select set_config('kryonex.act', 'on', true);
    update public.error_logs set resolved_at = ${at} where id = '${id(2)}';
    update public.ops_alerts set acknowledged_at = ${at}, closed_at = ${at} where id = '${id(1)}';
    update public.churn_alerts set resolved_at = ${at}, resolved_by = '${id(6)}' where id = '${id(1)}';
    update public.usage_limits set call_credit = 500, limit_state = 'soft' where user_id = '${id(1)}';
    update public.usage_limits set hard_stop_active = true where user_id = '${id(2)}';
    select set_config('kryonex.act_on', 'hard_stop_active', true);
    update public.usage_limits set hard_stop_active = false where user_id = '${id(4)}';
    select set_config('kryonex.act_on', '', true);
    update public.leads set flagged_for_review = true where id = '${id(1)}'`)
  await database.exec('commit')
  const wrong = await one(
    database,
    `select concat_ws(', ',
      (select 'error' from public.error_logs where id = '${id(2)}' and resolved is not true),
      (select 'alert' from public.ops_alerts where id = '${id(1)}' and (acknowledged and resolved and resolved_at = ${at}) is not true),
      (select 'churn' from public.churn_alerts where id = '${id(1)}' and (resolved and acknowledged and acknowledged_by = '${id(6)}' and acknowledged_at = ${at}) is not true),
      (select 'credit' from public.usage_limits where user_id = '${id(1)}' and (call_credit_seconds = 500 and limit_state = 'warning') is not true),
      (select 'stop' from public.usage_limits where user_id = '${id(2)}' and (force_pause and not force_resume and limit_state = 'paused') is not true),
      (select 'resume' from public.usage_limits where user_id = '${id(4)}' and (not force_pause and force_resume and limit_state = 'ok') is not true),
      (select 'lead' from public.leads where id = '${id(1)}' and flagged_at is null))`,
  )
  check('an act of an admin writes what an admin of the platform would', wrong === '', wrong)
  await database.exec(
    `update public.error_logs set resolved_at = null where id = '${id(2)}'; update public.ops_alerts set closed_at = null where id = '${id(1)}'`,
  )
  const kept = await one(
    database,
    `select (select resolved from public.error_logs where id = '${id(2)}') and (select resolved from public.ops_alerts where id = '${id(1)}')`,
  )
  check('outside of an act nothing of ours reaches a column of the platform', kept === 'true', kept)
}

/** Whatever breaks in our triggers, the platform's statement goes through. */
export async function testFailures(database: TestDatabase, url: string, check: Check) {
  const insert = (n: number, column = 'error_message') =>
    `insert into public.error_logs (id, error_type, ${column}) values ('${id(n)}', 'E', 'Text ${n}')`
  await testPending(database, url, check)
  await database.exec('alter table public.error_logs rename column error_message to text_of_error')
  const renamed = await failureOf(database, insert(200, 'text_of_error'))
  const recorded = await one(
    database,
    `select relation || ' ' || row_id from private.installation_failures where what = 'names'`,
  )
  check('a column that the platform renames stops nothing', renamed === undefined, renamed)
  check('and is written down', recorded === `error_logs ${id(200)}`, recorded)
  const other = connect(url)
  await other.exec('begin; lock table private.installation_failures in access exclusive mode')
  const started = performance.now()
  const locked = await failureOf(database, insert(201, 'text_of_error'))
  const waited = performance.now() - started
  await other.exec('rollback')
  await other.close()
  check(
    'nor does it wait for what is only written down',
    locked === undefined && waited < 900,
    `${locked} ${waited} ms`,
  )
  await database.exec('alter table private.installation_failures rename to elsewhere')
  const unwritable = await failureOf(database, insert(202, 'text_of_error'))
  check('nor does anything fail where that cannot be written', unwritable === undefined, unwritable)
  await database.exec('alter table private.elsewhere rename to installation_failures')
  await database.exec('alter table public.error_logs rename column text_of_error to error_message')
  await database.exec('call private.backfill()')
  const mended = await one(
    database,
    `select (select count(*) from public.error_logs where id in ('${id(200)}', '${id(201)}', '${id(202)}') and message = error_message)
       || ' ' || (select count(*) from private.installation_failures where what = 'names' and mended_at is null)`,
  )
  check('a later run mends those rows', mended === '3 0', mended)
}

/** So many errors of new texts in one statement: some of them try to apply what is pending. */
async function testPending(database: TestDatabase, url: string, check: Check) {
  const other = connect(url)
  await other.exec(
    'begin; lock table private.error_texts in access exclusive mode; lock table public.error_group_deltas in exclusive mode',
  )
  await database.exec("select setseed(0.25); set statement_timeout = '5s'")
  const started = performance.now()
  const failure = await failureOf(
    database,
    `insert into public.error_logs (error_type, error_message) select 'E ' || n, 'New ' || md5(n::text) from generate_series(1, 500) n`,
  )
  const waited = performance.now() - started
  await database.exec('set statement_timeout = 0')
  await other.exec('rollback')
  await other.close()
  check(
    'a statement does not wait for changes that others have appended',
    failure === undefined && waited < 2000,
    `${failure} ${waited} ms`,
  )
}
