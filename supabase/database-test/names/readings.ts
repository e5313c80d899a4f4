import type { TestDatabase } from '../native-database'
import { type Check, id, one } from './used-database'

/** Rows as the platform wrote them before we came. */
export const earlierRows = `
  insert into auth.users (id, email) select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'account-' || n || '@kryonex.test'
  from generate_series(1, 30) n;
  insert into public.profiles (user_id, business_name, role, industry)
  select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Business ' || n,
    (array['owner', 'seller', 'active', 'revoked', 'past_due', 'admin', null, 'Astronaut'])[n], (array['HVAC', ' Plumbing ', 'electrical', 'Pool service', '', null, 'hvac', 'HVAC & Co'])[n]
  from generate_series(1, 8) n;
  insert into public.subscriptions (user_id, customer_id, plan_type, status) values
    ('${id(1)}', 'cus_1', 'Elite', 'active'), ('${id(2)}', null, '', 'active'), ('${id(4)}', null, 'starter 2025', 'active');
  insert into public.usage_limits (user_id, tier_id, limit_state, force_pause, call_cap_seconds, call_used_seconds, call_credit_seconds) values
    ('${id(1)}', 'core', 'ok', false, 1000, 960, 200), ('${id(2)}', 'pro', 'warning', false, 2147483647, 2147483647, 2147483647),
    ('${id(3)}', 'scale', 'paused', false, 0, 0, 0), ('${id(4)}', null, 'OK ', true, 100, 5, 0), ('${id(5)}', null, 'dormant', false, -5, -7, 0),
    ('${id(6)}', 'trial', 'throttled', null, null, null, null), ('${id(7)}', null, 'blocked', false, 1, 1, 1), ('${id(8)}', null, null, false, 10, 8, 0);
  insert into public.error_logs (id, error_type, error_message, context, resolved, resolved_at, created_at) values
    ('${id(1)}', 'TypeError', 'It failed', '{"attempt": 1}', true, null, '2026-11-01'), ('${id(2)}', 'TypeError', 'Again', '{}', false, null, '2026-11-02'),
    ('${id(3)}', 'TypeError', 'Done', null, true, '2026-11-05', '2026-11-03'), ('${id(4)}', 'TypeError', 'Nobody knows when', null, true, null, '2026-11-04');
  insert into public.ops_alerts (id, alert_type, severity, title, message, metadata, acknowledged, resolved, created_at) values
    ('${id(1)}', 'error_rate', 'warning', 'Title', 'Message', '{"user_id": "${id(1)}"}', false, false, '2026-11-01'),
    ('${id(2)}', 'error_rate', 'odd', 'Title', 'Message', '{"user_id": "no id"}', true, false, '2026-11-02'),
    ('${id(3)}', 'error_rate', 'critical', 'Title', 'Message', '[1, 2]', false, true, '2026-11-03'),
    ('${id(4)}', 'error_rate', 'critical', 'Title', 'Message', '{"user_id": {"a": 1}}', null, null, '2026-11-04');
  insert into public.churn_alerts (id, user_id, alert_type, title, message, resolved, created_at) values
    ('${id(1)}', '${id(1)}', 'score_drop', 'Title', 'From 80 to 50', false, '2026-11-01'), ('${id(2)}', '${id(1)}', 'inactivity', 'Title', ' ', true, '2026-11-02');
  insert into public.customer_health_scores (user_id, grade, churn_risk, calculated_at) values ('${id(1)}', 'A+', 'none', '2026-11-01');
  insert into public.active_sessions (id, user_id, token_hash, last_active_at) values ('${id(1)}', '${id(1)}', 'h', '2026-11-01'), ('${id(2)}', '${id(1)}', 'h', null);
  insert into public.unknown_phone (id, phone_number, raw_payload, created_at) values ('${id(1)}', 'anonymous', '{"b": 1, "b": 2}', '2026-11-01');
  insert into public.agents (id, user_id, is_active) values ('${id(1)}', '${id(1)}', true), ('${id(2)}', '${id(2)}', false), ('${id(3)}', '${id(3)}', null);
  insert into public.leads (id, user_id, sentiment, call_duration_seconds) values ('${id(1)}', '${id(1)}', 'Positive', 61.4), ('${id(2)}', '${id(1)}', 'Unknown', 'NaN'),
    ('${id(3)}', '${id(1)}', 'Très content', 99999999999), ('${id(4)}', '${id(1)}', null, null);
  insert into public.appointments (id, user_id, status, start_time) values ('${id(1)}', '${id(1)}', 'booked', '2026-12-01 10:00'),
    ('${id(2)}', '${id(1)}', 'Rescheduled', 'infinity'), ('${id(3)}', '${id(1)}', 'canceled', null), ('${id(4)}', '${id(1)}', 'double-booked', null);
  insert into public.usage_calls (id, user_id, call_id) values ('${id(1)}', '${id(1)}', 'call-1');
  insert into public.usage_sms (id, user_id, message_id) values ('${id(1)}', '${id(1)}', 'sms-1');
  insert into public.call_recordings (id, outcome) values ('${id(1)}', 'Demo Set');`

/** What is read of them: an expression over the reading view, a row and the value. */
const expected: [view: string, expression: string, row: number, value: string | null][] = [
  ['profiles', 'email', 1, 'account-1@kryonex.test'],
  ...['user', 'seller', 'user', 'user', 'user', 'admin', 'user', 'Astronaut'].map(
    (role, i) => ['profiles', 'role', i + 1, role] as [string, string, number, string],
  ),
  ...['hvac', 'plumbing', 'electrical', 'Pool service', null, null, 'hvac', 'HVAC & Co'].map(
    (industry, i) => ['profiles', 'industry', i + 1, industry] as [string, string, number, string | null],
  ),
  ['profiles', 'raw_industry', 2, ' Plumbing '],
  ['profiles', 'tier', 1, 'elite'],
  ['profiles', 'tier', 2, 'pro'],
  ['profiles', 'tier', 3, 'scale'],
  ['profiles', 'tier', 4, 'starter 2025'],
  ['profiles', 'tier', 5, null],
  ['profiles', 'private.plan_of(user_id)', 1, 'elite'],
  ['subscriptions', 'stripe_customer_id', 1, 'cus_1'],
  ['subscriptions', 'id', 1, id(1)],
  ...['under', 'soft', 'hard', 'hard', 'dormant', 'soft', 'hard', null].map(
    (state, i) => ['usage_limits', 'limit_state', i + 1, state] as [string, string, number, string | null],
  ),
  ...['false', 'false', 'true', 'true', 'false', 'false', 'true', 'false'].map(
    (stop, i) => ['usage_limits', 'hard_stop_active', i + 1, stop] as [string, string, number, string],
  ),
  ['usage_limits', 'call_credit', 1, '200'],
  ['usage_limits', 'used_percent', 1, '80'],
  ['usage_limits', 'used_percent', 2, '50'],
  ['usage_limits', 'used_percent', 5, '0'],
  ['usage_limits', 'tier', 6, 'trial'],
  ['error_logs', 'message', 1, 'It failed'],
  ['error_logs', 'request_body', 1, '{"attempt": 1}'],
  ['error_logs', 'request_body', 2, null],
  ['error_logs', 'resolved_at = created_at', 1, 'true'],
  ['error_logs', 'resolved_at', 2, null],
  ['error_logs', `resolved_at = '2026-11-05'`, 3, 'true'],
  ['error_logs', 'resolved_at = created_at', 4, 'true'],
  ['ops_alerts', 'user_id', 1, id(1)],
  ['ops_alerts', 'user_id', 2, null],
  ['ops_alerts', 'user_id', 3, null],
  ['ops_alerts', 'user_id', 4, null],
  ['ops_alerts', 'details', 3, '[1, 2]'],
  ['ops_alerts', 'acknowledged_at', 1, null],
  ['ops_alerts', 'acknowledged_at = created_at', 2, 'true'],
  ['ops_alerts', 'closed_at = created_at and acknowledged_at = created_at', 3, 'true'],
  ['ops_alerts', 'acknowledged_at', 4, null],
  ['churn_alerts', 'reason', 1, 'score_drop: From 80 to 50'],
  ['churn_alerts', 'reason', 2, 'inactivity: Title'],
  ['churn_alerts', 'resolved_at is null', 1, 'true'],
  ['churn_alerts', 'resolved_at is null', 2, 'false'],
  ['customer_health_scores', 'risk_level', 1, 'none'],
  ['customer_health_scores', 'id', 1, id(1)],
  ['customer_health_scores', `last_calculated = '2026-11-01'`, 1, 'true'],
  ['active_sessions', `last_active = '2026-11-01'`, 1, 'true'],
  ['active_sessions', 'last_active', 2, null],
  ['unknown_phone', 'received_at = created_at', 1, 'true'],
  ['unknown_phone', 'raw_payload', 1, '{"b": 2}'],
  ['agents', 'status', 1, 'active'],
  ['agents', 'status', 2, 'disabled'],
  ['agents', 'status', 3, null],
  ['leads', 'sentiment', 1, 'positive'],
  ['leads', 'sentiment', 2, 'unknown'],
  ['leads', 'sentiment', 3, 'Très content'],
  ['leads', 'sentiment', 4, null],
  ['leads', 'call_duration_seconds', 1, '61'],
  ['leads', 'call_duration_seconds', 2, null],
  ['leads', 'call_duration_seconds', 3, null],
  ['leads', 'flagged_for_review', 1, 'false'],
  ['appointments', 'status', 1, 'scheduled'],
  ['appointments', 'status', 2, 'scheduled'],
  ['appointments', 'status', 3, 'cancelled'],
  ['appointments', 'status', 4, 'double-booked'],
  ['appointments', `start_time = '2026-12-01 10:00+00'`, 1, 'true'],
  ['appointments', 'start_time', 2, 'infinity'],
  ['usage_calls', 'provider_call_id', 1, 'call-1'],
  ['usage_sms', 'provider_message_id', 1, 'sms-1'],
  ['call_recordings', 'outcome', 1, 'Demo Set'],
]

export async function testReadings(database: TestDatabase, check: Check, when: string) {
  const keyed = ['profiles', 'usage_limits', 'subscriptions', 'customer_health_scores']
  const wrong: string[] = []
  for (const [view, expression, row, value] of expected) {
    const key = keyed.includes(view) ? 'user_id' : 'id'
    const found = await one(
      database,
      `select coalesce((${expression})::text, '<null>') from private.${view} where ${key} = '${id(row)}'`,
    )
    if (found !== (value ?? '<null>')) wrong.push(`${view} ${row}: ${expression} is ${found}, not ${value}`)
  }
  check(
    `${when}: ${expected.length} values under other names and words read as documented`,
    wrong.length === 0,
    wrong.join('\n'),
  )
}

export async function testWords(database: TestDatabase, check: Check) {
  const odd = await database.exec(
    `select column_name || ' ' || word || ' ' || matches as found from private.unforeseen_words() order by column_name, word`,
  )
  const words = odd
    .at(-1)
    ?.map(([word]) => String(word))
    .join(', ')
  check(
    'words that nobody foresaw are counted',
    words ===
      'industry HVAC & Co 1, industry Pool service 1, limit_state dormant 1, role Astronaut 1, sentiment Très content 1, status double-booked 1, tier starter 2025 1',
    words,
  )
  const raw = await one(
    database,
    `select private.raw_words('sentiment', 'positive')::text || coalesce(private.raw_words('role', 'user')::text, ' null')`,
  )
  check('a word expands to those that are written, where an index finds them', raw === '{Positive} null', raw)
  const condition = await one(
    database,
    `select private.word_condition('sentiment', 't.sentiment', 't.raw_sentiment', '{positive,unknown}')`,
  )
  const matches = await one(database, `select count(*) from private.leads t where ${condition}`)
  check('and the condition finds the same rows', matches === '2', `${matches}: ${condition}`)
}

export async function testMissing(database: TestDatabase, check: Check) {
  await database.exec(`begin; set local session_replication_role = replica;
    insert into public.error_logs (id, error_type, error_message, resolved, created_at) values ('${id(20)}', 'E', 'No time at all', true, null)`)
  const resolved = await one(
    database,
    `select resolved_at is not null from private.error_logs where id = '${id(20)}'`,
  )
  await database.exec('rollback')
  check('what is resolved without any time reads as resolved', resolved === 'true', resolved)
  await database.exec('drop table public.sms_opt_out cascade')
  await database.exec(`call private.define_reading_view('sms_opt_out')`)
  const types = await one(
    database,
    `select string_agg(attname || ' ' || format_type(atttypid, null), ', ' order by attnum) from pg_attribute where attrelid = 'private.sms_opt_out'::regclass`,
  )
  const documented = 'id uuid, phone text, user_id uuid, keyword text, opted_out_at timestamp with time zone'
  check('a table that is not there reads as empty, with its columns', types === documented, types)
  const before = await one(
    database,
    `select md5(string_agg(pg_get_viewdef(oid), '' order by relname)) from pg_class where relkind = 'v'`,
  )
  await database.exec('call private.define_reading_views()')
  const after = await one(
    database,
    `select md5(string_agg(pg_get_viewdef(oid), '' order by relname)) from pg_class where relkind = 'v'`,
  )
  check('defining the views again changes nothing', before === after)
  for (const change of [
    'error_logs alter column severity type varchar(40)',
    'leads drop column tags',
    'leads add column more text',
  ]) {
    if (change.includes('tags')) await database.exec('alter table public.leads add column tags text')
    const failed = await database.exec(`alter table public.${change}`).then(() => '', String)
    check(`the platform may still alter its own: ${change}`, failed === '', failed)
  }
}
