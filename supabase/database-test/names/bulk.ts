import type { TestDatabase } from '../native-database'
import { type Check, failureOf, one } from './used-database'

const ROWS = 10_000
/** A connection that has written single rows keeps its plans: with those, rows times rows would take minutes. */
const PATIENCE = '30s'

const single = `do $$ begin
  for n in 1..20 loop
    insert into public.webhook_queue (event_type, raw_payload, idempotency_key) values ('call_ended', '{}', 'single-' || n);
    update public.webhook_queue set processed_at = now(), result = 'failed', attempts = 1 where idempotency_key = 'single-' || n;
    update public.webhook_queue set processed_at = null, result = null where idempotency_key = 'single-' || n;
    insert into public.error_logs (error_type, error_message, endpoint) values ('E', 'Single', 'single-' || n);
    update public.error_logs set resolved = true where endpoint = 'single-' || n;
    insert into public.usage_calls (call_id, seconds) values ('single-' || n, 1);
  end loop;
end $$`

const large: [what: string, statement: string][] = [
  [
    'webhooks that arrive',
    `insert into public.webhook_queue (event_type, raw_payload, idempotency_key, received_at)
     select 'call_ended', jsonb_build_object('call_id', 'bulk-' || n), 'bulk-' || n, now() - interval '20 hours' from generate_series(1, ${ROWS}) n`,
  ],
  [
    'webhooks that end',
    `update public.webhook_queue set processed_at = now(), result = 'failed', error_message = 'No answer', attempts = 1 where idempotency_key like 'bulk-%'`,
  ],
  [
    'webhooks that go back',
    `update public.webhook_queue set processed_at = null, result = null where idempotency_key like 'bulk-%'`,
  ],
  [
    'errors that arrive',
    `insert into public.error_logs (error_type, error_message, endpoint) select 'E', 'Bulk ' || n, 'bulk-' || n from generate_series(1, ${ROWS}) n`,
  ],
  [
    'errors that are resolved',
    `update public.error_logs set resolved = true, resolved_at = now() where endpoint like 'bulk-%'`,
  ],
  [
    'calls that are billed',
    `insert into public.usage_calls (call_id, seconds) select 'bulk-' || n, 1 from generate_series(1, ${ROWS}) n`,
  ],
  [
    'customers who arrive',
    `insert into auth.users (id, email) select gen_random_uuid(), 'bulk-' || n || '@kryonex.test' from generate_series(1, ${ROWS}) n;
     with arrived as (insert into public.profiles (user_id) select id from auth.users where email like 'bulk-%' returning user_id),
       scored as (insert into public.customer_health_scores (user_id, score) select user_id, 40 from arrived)
     insert into public.subscriptions (user_id, plan_type, status) select user_id, 'core', 'bulk' from arrived`,
  ],
  ['plans that change', `update public.subscriptions set plan_type = 'pro' where status = 'bulk'`],
  [
    'scores that change',
    `update public.customer_health_scores set score = 30 where user_id in (select user_id from public.subscriptions where status = 'bulk')`,
  ],
]

/** Statements of many rows, on a connection that has written single ones. */
export async function testBulk(database: TestDatabase, check: Check) {
  await database.exec(single)
  await database.exec(`set statement_timeout = '${PATIENCE}'`)
  for (const [what, statement] of large) {
    const started = performance.now()
    const failure = await failureOf(database, statement)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    check(`${ROWS} ${what} in one statement go through (${seconds} s)`, failure === undefined, failure)
  }
  await database.exec('set statement_timeout = 0')
  const recorded = await one(
    database,
    `select concat_ws(', ',
      (select count(*) || ' attempts' from public.webhook_attempts a join public.webhook_queue w on w.id = a.webhook_id where w.idempotency_key like 'bulk-%'),
      (select count(*) || ' ends' from private.webhook_ends e join public.webhook_queue w on w.id = e.webhook_id where w.idempotency_key like 'bulk-%'),
      (select count(distinct t.entity_id) || ' requeued' from public.audit_trail t join public.webhook_queue w on w.id::text = t.entity_id
        where t.action = 'webhook.requeued' and w.idempotency_key like 'bulk-%'),
      (select count(*) || ' resolved' from public.audit_trail t join public.error_logs e on e.id::text = t.entity_id
        where t.action = 'error.resolved' and e.endpoint like 'bulk-%'),
      (select count(distinct s.user_id) || ' stale' from private.stale_customers s join public.subscriptions p on p.user_id = s.user_id where p.status = 'bulk'),
      (select count(*) || ' failures' from private.installation_failures))`,
  )
  const wanted = `${ROWS} attempts, ${ROWS} ends, ${ROWS} requeued, ${ROWS} resolved, ${ROWS} stale, 0 failures`
  check('and each of their rows is recorded', recorded === wanted, recorded)
}
