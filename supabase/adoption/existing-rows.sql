-- Rows as the platform wrote them under the old names. Invented, for tests; the odd ones are odd on purpose.

create function public.account(number integer) returns uuid
language sql immutable
as $$ select ('00000000-0000-4000-8000-0000000e' || lpad(number::text, 4, '0'))::uuid $$;

insert into auth.users (id, aud, role, email, is_sso_user, is_anonymous)
select public.account(n), 'authenticated', 'authenticated', format('account-%s@kryonex.test', n), false, false
from generate_series(1, 12) n;

insert into public.profiles (user_id, email, business_name, role, consent_version)
select public.account(n), format('account-%s@kryonex.test', n), format('Business %s', n),
  case when n = 1 then 'admin' when n = 2 then 'user' when n = 3 then 'seller' else 'owner' end, 'v1'
from generate_series(1, 12) n;
update public.profiles set email = null where user_id = public.account(12);

-- Account 4 had three agents over time, account 5 two.
insert into public.agents (user_id, agent_id, phone_number, nickname, status, is_active, created_at)
select public.account(owner), 'retell-' || number, '+1555020' || lpad(number::text, 4, '0'), 'Agent ' || number, status,
  status <> 'retired', timestamptz '2026-01-01' + number * interval '1 day'
from (values (4, 1, 'retired'), (4, 2, 'failed'), (4, 3, 'deployed'), (5, 4, 'retired'), (5, 5, 'active'),
  (6, 6, 'configured'), (7, 7, 'suspended')) a (owner, number, status);

insert into public.usage_limits (user_id, tier_id, call_cap_seconds, call_used_seconds, call_credit_seconds, sms_cap, limit_state)
values
  (public.account(4), 'pro', 30000, 100, 60, 200, 'ok'),
  (public.account(5), 'elite', 72000, 60000, 0, 500, 'warning'),
  (public.account(6), 'core', 9000, 9000, 120, 50, 'throttled'),
  (public.account(7), 'scale', 180000, 200000, 0, 1000, 'blocked'),
  (public.account(8), 'trial', 600, 0, 0, 5, 'ok');

insert into public.error_logs (error_type, error_message, stack_trace, endpoint, user_id, context, severity, resolved, resolved_at, resolved_by, resolution_notes, created_at)
select (array['retell_timeout', 'database_error', 'stripe_error'])[1 + n % 3], 'It failed the ' || n || 'th time', 'at line ' || n,
  '/api/' || n % 4, case when n % 5 > 0 then public.account(4 + n % 5) end, jsonb_build_object('attempt', n), 'high',
  n % 4 = 0, case when n % 8 = 0 then timestamptz '2026-05-01' + n * interval '1 hour' end,
  case when n % 8 = 0 then public.account(1) end, case when n % 8 = 0 then 'Fixed' end,
  timestamptz '2026-04-01' + n * interval '1 hour'
from generate_series(1, 400) n;

insert into public.ops_alerts (alert_type, severity, title, message, source, metadata, acknowledged, acknowledged_by, acknowledged_at, resolved, resolved_at, created_at)
select 'error_rate', (array['info', 'warning', 'critical'])[1 + n % 3], 'Alert ' || n, 'More than usual: ' || n, 'error_rate',
  case n % 4
    when 0 then jsonb_build_object('user_id', public.account(4), 'rate', n)
    when 1 then jsonb_build_object('user_id', 'not-an-id', 'rate', n)
    when 2 then jsonb_build_object('user_id', '99999999-0000-4000-8000-000000000000')
  end,
  n % 5 = 0, case when n % 5 = 0 then public.account(1) end,
  case when n % 10 = 0 then timestamptz '2026-05-02' end, n = 7, case when n = 7 then timestamptz '2026-05-03' end,
  timestamptz '2026-04-01' + n * interval '1 hour'
from generate_series(1, 40) n;

insert into public.customer_health_scores (user_id, score, grade, churn_risk, usage_score, factors, calculated_at)
select public.account(n), 40 + n * 5, 'C', (array['low', 'medium', 'high', 'critical'])[1 + n % 4], 50, '{"usage": 50}',
  timestamptz '2026-05-01' + n * interval '1 minute'
from generate_series(4, 11) n;

insert into public.churn_alerts (user_id, alert_type, severity, title, message, acknowledged, resolved, resolved_at, created_at)
select public.account(4 + n % 6), (array['score_drop', 'inactivity', 'usage_decline', 'payment_issue'])[1 + n % 4],
  (array['low', 'medium', 'high', 'critical'])[1 + n % 4], 'Churn ' || n, case when n % 3 > 0 then 'Evidence ' || n end,
  n % 6 = 0, n % 6 = 0, case when n % 12 = 0 then timestamptz '2026-05-04' end, timestamptz '2026-04-01' + n * interval '1 hour'
from generate_series(1, 24) n;

insert into public.webhook_queue (phone_number, user_id, agent_id, event_type, raw_payload, idempotency_key, received_at, processed_at, processed_by, result, error_message, attempts, last_attempt_at)
select '+15550200003', public.account(4), 'retell-3', 'call_ended', jsonb_build_object('n', n), 'key-' || n,
  timestamptz '2026-05-01' + n * interval '1 minute', case when n % 3 > 0 then timestamptz '2026-05-02' end, 'system',
  case n % 3 when 1 then 'success' when 2 then 'failed' end, case when n % 3 = 2 then 'No agent' end, 1, timestamptz '2026-05-02'
from generate_series(1, 30) n;
-- A word that the contract does not have, for a customer who has gone.
update public.webhook_queue set result = 'error', user_id = '99999999-0000-4000-8000-000000000000' where idempotency_key = 'key-1';

insert into public.active_sessions (user_id, token_hash, ip_address, device_type, last_active_at)
select public.account(4 + n % 4), 'hash-' || n, '192.0.2.' || n, 'phone', timestamptz '2026-05-01' + n * interval '1 minute'
from generate_series(1, 8) n;

insert into public.leads (user_id, phone, business_name, email, status, tier_interest)
select public.account(4), '+1555030000' || n, 'Lead ' || n, format('lead-%s@kryonex.test', n), 'new', 'pro' from generate_series(1, 5) n;
insert into public.appointments (user_id, customer_name, customer_phone, start_time, end_time, location, status)
select public.account(5), 'Visitor ' || n, '555-0100', timestamptz '2026-06-01' + n * interval '1 day',
  timestamptz '2026-06-01 01:00' + n * interval '1 day', 'Main Street', 'booked' from generate_series(1, 4) n;
insert into public.subscriptions (user_id, stripe_subscription_id, tier, status)
values (public.account(4), 'sub_4', 'pro', 'active'), (public.account(5), 'sub_5', 'elite', 'active'), (public.account(9), 'sub_9', 'scale', 'active');
insert into public.usage_calls (user_id, call_id, agent_id, seconds, cost_cents)
select public.account(4), 'call-' || n, 'retell-3', 60, 12 from generate_series(1, 10) n;
insert into public.usage_sms (user_id, message_id, segments, cost_cents)
select public.account(5), 'sms-' || n, 1, 1 from generate_series(1, 10) n;
insert into public.reconciliation_runs (run_type, started_at, completed_at, status, records_checked, triggered_by, notes)
values ('nightly', '2026-05-01 03:00+00', '2026-05-01 03:02+00', 'completed', 9, 'scheduler', 'Nothing found');
insert into public.audit_logs (user_id, actor_id, action, entity) values (public.account(4), public.account(1), 'login', 'auth');
insert into public.customer_health_history (user_id, score, grade, churn_risk) select public.account(4), 60, 'D', 'high';

-- One row each, as empty as they come.
insert into public.deals default values;
insert into public.commissions default values;
insert into public.call_recordings default values;
insert into public.integrations (user_id) select id from auth.users limit 1;
insert into public.black_box_logs (user_id) select id from auth.users limit 1;
insert into public.dialer_queue default values;
insert into public.unknown_phone default values;
insert into public.call_events (user_id) select id from auth.users limit 1;
insert into public.sms_events (user_id) select id from auth.users limit 1;
insert into public.alerts (user_id) select id from auth.users limit 1;
insert into public.tier_snapshots default values;
insert into public.billing_line_items (user_id) select id from auth.users limit 1;
insert into public.latency_logs (user_id) select id from auth.users limit 1;
insert into public.upgrade_prompts_shown (user_id) select id from auth.users limit 1;
insert into public.referral_codes (user_id) select id from auth.users limit 1;
insert into public.referrals default values;
insert into public.referral_commissions default values;
insert into public.referral_settings (id) values (1);
insert into public.webhook_configs (user_id) select id from auth.users limit 1;
insert into public.webhook_deliveries (user_id) select id from auth.users limit 1;
insert into public.user_premium_features (user_id) select id from auth.users limit 1;
insert into public.consent_logs (user_id) select id from auth.users limit 1;
insert into public.tracking_sessions default values;
insert into public.tracking_points default values;
