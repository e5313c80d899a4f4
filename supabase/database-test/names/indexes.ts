import type { TestDatabase } from '../native-database'
import { type Check, one } from './used-database'

const many = `
  set session_replication_role = replica;
  insert into public.error_logs (error_type, error_message, resolved, resolved_at, created_at)
  select 'TypeError', 'Message ' || n, n % 4 > 0, case when n % 4 = 1 then timestamptz '2026-11-01' end, timestamptz '2026-01-01' + n * interval '1 minute'
  from generate_series(1, 100000) n;
  insert into public.ops_alerts (alert_type, severity, title, message, acknowledged, resolved, created_at)
  select 'error_rate', 'warning', 'T', 'M', n % 4 > 0, n % 8 = 1, timestamptz '2026-01-01' + n * interval '1 minute' from generate_series(1, 100000) n;
  insert into public.churn_alerts (alert_type, title, resolved, created_at)
  select 'inactivity', 'T', n % 4 > 0, timestamptz '2026-01-01' + n * interval '1 minute' from generate_series(1, 100000) n;
  insert into public.webhook_queue (event_type, raw_payload, processed_at, result, received_at)
  select 'call_ended', '{}', case when n % 4 > 0 then now() end, 'success', timestamptz '2026-01-01' + n * interval '1 minute' from generate_series(1, 100000) n;
  insert into public.active_sessions (token_hash, last_active_at, created_at)
  select 'h' || n, timestamptz '2026-01-01' + n * interval '1 minute', timestamptz '2026-01-01' from generate_series(1, 100000) n;
  reset session_replication_role`

/** The first pages that are opened most, and the index that we declare for each. */
const pages: [what: string, relation: string, index: string, condition: string, order: string][] = [
  [
    'unresolved errors',
    'error_logs',
    'error_logs_unresolved_idx',
    't.resolved_at is null',
    't.created_at desc, t.id desc',
  ],
  [
    'open alerts',
    'ops_alerts',
    'ops_alerts_open_idx',
    't.acknowledged_at is null or t.returns_at is not null',
    't.created_at desc, t.id desc',
  ],
  [
    'open churn alerts',
    'churn_alerts',
    'churn_alerts_open_idx',
    't.resolved_at is null',
    't.created_at, t.id',
  ],
  [
    'pending webhooks',
    'webhook_queue',
    'webhook_queue_pending_idx',
    't.processed_at is null',
    't.received_at, t.id',
  ],
  [
    'live sessions',
    'active_sessions',
    'active_sessions_live_idx',
    't.revoked_at is null',
    't.last_active desc, t.id desc',
  ],
]

const declared: Record<string, string> = {
  error_logs_unresolved_idx: '(created_at, id) where resolved_at is null',
  ops_alerts_open_idx: '(created_at, id) where acknowledged_at is null or returns_at is not null',
  churn_alerts_open_idx: '(created_at, id) where resolved_at is null',
  webhook_queue_pending_idx: '(received_at, id) where processed_at is null',
  active_sessions_live_idx: '(last_active, id) where revoked_at is null',
}

/** Indexes speak of what the reading views speak of, so that the planner finds them. */
export async function testIndexes(database: TestDatabase, check: Check) {
  await database.exec(many)
  for (const [what, relation, index, condition, order] of pages) {
    const definition = await one(
      database,
      `select private.translated_index('${relation}', '${declared[index]?.replaceAll("'", "''")}')`,
    )
    // An index over rows that were changed in place serves no transaction that was open meanwhile; autovacuum's may be.
    await database.exec(`vacuum public.${relation}`)
    await database.exec(
      `drop index if exists public.${index}; create index ${index} on public.${relation} ${definition}; analyze public.${relation}`,
    )
    const plan = await database.exec(
      `explain (costs off) select t.* from private.${relation} t where ${condition} order by ${order} limit 50`,
    )
    const text = plan.at(-1)?.flat().join('\n') ?? ''
    check(
      `the first page of ${what} is served by its index`,
      text.includes(index) && !/Seq Scan|Sort/.test(text),
      text,
    )
  }
  const left = await one(
    database,
    `select string_agg(p.name, ', ') from private.pending_indexes p
     where p.name in ('webhook_queue_reference_idx', 'usage_calls_reference_idx', 'usage_sms_reference_idx') and p.definition is null`,
  )
  check('what triggers look up has an index', left === '', left)
  const translated = await one(
    database,
    `select private.translated_index('error_logs', '(user_id) include (error_type, endpoint, resolved_at)')`,
  )
  const plain = '(user_id) include (created_at, endpoint, error_type, resolved, resolved_at)'
  check('an index includes the columns that a reading reads', translated === plain, translated)
}
