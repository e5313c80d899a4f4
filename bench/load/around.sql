-- A score a week for each customer, so that there is a history to compare with.
insert into public.customer_health_history (user_id, score, grade, factors, created_at)
select h.user_id, w.score, case when w.score >= 90 then 'A' when w.score >= 80 then 'B' when w.score >= 70 then 'C' when w.score >= 60 then 'D' else 'F' end,
  h.factors, h.last_calculated - w.week * interval '7 days'
from public.customer_health_scores h
cross join lateral (
  select week, greatest(0, least(100, h.score + floor(11 * random())::integer - 5)) as score from generate_series(0, 12) week
) w;

insert into public.active_sessions (user_id, token_hash, ip_address, user_agent, created_at, last_active, revoked_at)
select pg_temp.customer(1 + n % 2000), 'bench_' || n, '203.0.113.' || n % 250, 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/131.0',
  now() - interval '90 days' * (1 - n / 20000.0), now() - interval '80 days' * (1 - n / 20000.0), case when random() < 0.5 then now() end
from generate_series(1, 20000) n;

insert into public.unknown_phone (phone_number, event_type, raw_payload, received_at, resolved_at, resolution)
select pg_temp.phone(n), 'call_inbound', '{"event": "call_inbound"}', now() - interval '90 days' * (1 - n / 20000.0),
  case when random() < 0.9 then now() end, case when random() < 0.9 then 'matched' end
from generate_series(1, 20000) n;

insert into public.webhook_configs (id, user_id, name, url, events, is_active)
select pg_temp.row_id('config', n), pg_temp.customer(n), 'CRM', 'https://hooks.example.com/' || n, '{call_ended}', true from generate_series(1, 500) n;

insert into public.webhook_deliveries (webhook_id, user_id, event_type, payload, status_code, delivery_status, retry_count, created_at, delivered_at)
select pg_temp.row_id('config', 1 + n % 500), pg_temp.customer(1 + n % 500), 'call_ended', '{"event": "call_ended"}',
  case when n % 20 = 0 then 503 else 200 end, case when n % 20 = 0 then 'failed' else 'delivered' end, n % 3,
  now() - interval '90 days' * (1 - n / 100000.0), now() - interval '90 days' * (1 - n / 100000.0)
from generate_series(1, 100000) n;

insert into public.reconciliation_runs (run_type, started_at, completed_at, status, records_checked, discrepancies_found, discrepancy_details, triggered_by)
select 'nightly', date_trunc('day', now()) - n * interval '1 day' + interval '3 hours', date_trunc('day', now()) - n * interval '1 day' + interval '3 hours 2 minutes',
  'completed', 2000, 3, (select jsonb_agg(jsonb_build_object('user_id', pg_temp.customer(n * 3 + d), 'field', 'call_used_seconds', 'counted', 1000, 'in_limits', 1200))
    from generate_series(1, 3) d), 'scheduler'
from generate_series(1, 400) n;
