-- Rows with the platform's own words, in the columns that are there. Invented; the odd ones are odd on purpose.

create function pg_temp.account(number integer) returns uuid
language sql immutable
as $$ select ('00000000-0000-4000-8000-0000000e' || lpad(number::text, 4, '0'))::uuid $$;

-- Inserts objects as rows: a key that is no column of the table is left out.
create function pg_temp.add(relation text, variadic objects jsonb[]) returns void
language plpgsql
as $$
declare
  object jsonb;
begin
  foreach object in array objects loop
    execute (
      select format('insert into public.%I (%s) select %s from jsonb_populate_record(null::public.%I, $1)',
        relation, string_agg(quote_ident(a.attname), ', '), string_agg(quote_ident(a.attname), ', '), relation)
      from pg_attribute a where a.attrelid = ('public.' || relation)::regclass and a.attnum > 0 and object ? a.attname
    ) using object;
  end loop;
end
$$;

-- 1 admin, 2 an admin whom nobody confirms, 3 seller, 4 to 11 customers, 12 signs up, 13 grasps at the role,
-- 14 bystander, 15 and 16 have nothing yet.
insert into auth.users (id, aud, role, email, email_confirmed_at, confirmation_token, recovery_token, email_change_token_new,
  email_change, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
select pg_temp.account(n), 'authenticated', 'authenticated', format('account-%s@kryonex.test', n), timestamptz '2026-01-01',
  '', '', '', '', '{"provider": "email", "providers": ["email"]}', '{}', timestamptz '2026-01-01', timestamptz '2026-01-01'
from generate_series(1, 16) n;
insert into auth.identities (provider_id, user_id, identity_data, provider, created_at, updated_at)
select u.id::text, u.id, jsonb_build_object('sub', u.id, 'email', u.email), 'email', u.created_at, u.created_at from auth.users u;
insert into auth.sessions (id, user_id, created_at, updated_at, aal)
select ('00000000-0000-4000-8000-00005e55' || right(u.id::text, 4))::uuid, u.id, u.created_at, u.created_at, 'aal1' from auth.users u;
insert into auth.refresh_tokens (token, user_id, revoked, created_at, updated_at, session_id)
select md5(s.id::text), s.user_id::text, false, s.created_at, s.created_at, s.id from auth.sessions s;

select pg_temp.add('profiles', jsonb_build_object('user_id', pg_temp.account(n), 'email', format('account-%s@kryonex.test', n),
  'business_name', case when n <> 9 then 'Business ' || n end, 'role', role, 'industry', industry, 'full_name', 'Person ' || n,
  'transfer_number', number, 'phone', number, 'onboarding_step', n, 'consent_version', 'v1', 'business_hours', '{"mon": "9-5"}'::jsonb,
  'created_at', '2026-01-01'))
from (values (1, 'admin', null, null), (2, 'admin', null, null), (3, 'seller', null, '(555) 010-0003'),
  (4, 'owner', 'HVAC', '555-0104'), (5, 'active', 'Plumbing', '+1 555 010 0005'), (6, 'revoked', 'hvac', 'call me'),
  (7, 'past_due', 'HVAC & Cooling', ''), (8, 'user', 'electrical', '+15550100008'), (9, null, null, null),
  (10, 'owner', 'Pool service', '5550110'), (11, 'owner', 'plumbing', '+15550100011'), (13, 'user', 'hvac', '+15550100013'),
  (14, 'owner', 'roofing', '001 555 010 0014')) p (n, role, industry, number);

select pg_temp.add('agents', jsonb_build_object('user_id', pg_temp.account(owner), 'agent_id', 'retell-' || n,
  'phone_number', number, 'nickname', 'Agent ' || n, 'status', status, 'is_active', status = 'deployed', 'standard_fee', '89',
  'created_at', timestamptz '2026-01-01' + n * interval '1 day'))
from (values (4, 3, 'deployed', '+15550200003'), (5, 5, 'active', '(555) 020-0005'), (6, 6, 'configured', '+15550200006'),
  (7, 7, 'suspended', '555 0200007')) a (owner, n, status, number);
select pg_temp.add('subscriptions', jsonb_build_object('user_id', pg_temp.account(n), 'customer_id', 'cus_' || n,
  'stripe_customer_id', case when n = 4 then 'cus_4' end, 'plan_type', plan, 'tier', case when n = 5 then 'elite' end,
  'status', status, 'current_period_end', '2026-12-24'))
from (values (4, 'pro', 'active'), (5, 'Elite', 'past_due'), (6, 'core', 'canceled'), (7, 'scale', 'trialing'),
  (8, 'starter 2025', 'active')) s (n, plan, status);
select pg_temp.add('usage_limits', jsonb_build_object('user_id', pg_temp.account(n), 'tier_id', plan, 'call_cap_seconds', 30000,
  'call_used_seconds', 1000 * n, 'call_credit_seconds', 60, 'sms_cap', 200, 'sms_used', 10 * n, 'limit_state', state,
  'hard_stop_active', state = 'blocked', 'force_pause', state = 'paused', 'period_start', '2026-11-01', 'period_end', '2026-12-01'))
from (values (4, 'ok', 'pro'), (5, 'warning', 'elite'), (6, 'throttled', 'core'), (7, 'blocked', 'scale'), (8, 'paused', 'pro'),
  (9, 'active', null), (10, 'pending', 'trial')) l (n, state, plan);

select pg_temp.add('leads', jsonb_build_object('user_id', pg_temp.account(4), 'owner_id', pg_temp.account(owner),
  'phone', number, 'name', 'Lead ' || n, 'business_name', 'Lead & Sons', 'status', status, 'sentiment', sentiment,
  'summary', 'Wants a quote', 'call_id', 'call-' || n, 'call_duration_seconds', 61, 'appointment_booked', n = 1,
  'flagged_for_review', null, 'metadata', '{"outcome": null}'::jsonb, 'created_at', '2026-11-01', 'updated_at', '2026-11-01'))
from (values (1, 3, '(555) 030-0001', 'New', 'Positive'), (2, 3, '555.030.0002', 'contacted', 'Unknown'),
  (3, 3, '+15550300003', 'won', 'neutral'), (4, 14, '', 'new', null), (5, 14, null, 'Lost!', 'NEGATIVE'),
  (6, null, '+44 20 7946 0000', 'New', 'mixed')) l (n, owner, number, status, sentiment);
select pg_temp.add('appointments', jsonb_build_object('user_id', pg_temp.account(5), 'customer_name', 'Visitor ' || n,
  'customer_phone', '555-010' || n, 'start_time', timestamptz '2026-12-01' + n * interval '1 day',
  'end_time', timestamptz '2026-12-01 01:00' + n * interval '1 day', 'status', status, 'reminder_enabled', true, 'eta_enabled', true,
  'reminder_sent', false, 'notes', 'Gate code 4', 'created_at', '2026-11-01', 'updated_at', '2026-11-01'))
from (values (1, 'booked'), (2, 'booked'), (3, 'confirmed'), (4, 'rescheduled'), (5, 'pending'), (6, 'scheduled'),
  (7, 'booked'), (8, null), (9, 'booked')) a (n, status);
select pg_temp.add('messages', jsonb_build_object('user_id', pg_temp.account(4), 'direction', direction, 'body', 'Hello ' || n,
  'from_number', '555-0101', 'to_number', '(555) 020-0003', 'created_at', '2026-11-01'))
from (values (1, 'inbound'), (2, 'outbound'), (3, 'system'), (4, null)) m (n, direction);

select pg_temp.add('webhook_queue', jsonb_build_object('phone_number', '(555) 020-0003', 'user_id', pg_temp.account(4),
  'agent_id', 'retell-3', 'event_type', 'call_ended', 'raw_payload', jsonb_build_object('n', n), 'idempotency_key', 'key-' || n,
  'received_at', timestamptz '2026-11-01' + n * interval '1 minute', 'processed_at', case when result is not null then timestamptz '2026-11-02' end,
  'processed_by', case when result is not null then 'system' end, 'result', result, 'attempts', 1, 'created_at', '2026-11-01'))
from (values (1, 'success'), (2, 'failed'), (3, 'rate_limited'), (4, 'collision_pending'), (5, 'unknown_number'),
  (6, 'replayed'), (7, null), (8, null), (9, 'skipped')) w (n, result);
select pg_temp.add('unknown_phone', jsonb_build_object('phone_number', number, 'event_type', 'call_inbound',
  'raw_payload', '{"to": 1}'::jsonb, 'received_at', received, 'created_at', '2026-11-01'))
from (values ('(555) 999-0001', null), ('+15559990002', timestamptz '2026-11-01'), ('anonymous', null)) u (number, received);
select pg_temp.add('error_logs', jsonb_build_object('error_type', 'TypeError', 'error_message', 'It failed for the time ' || n,
  'stack_trace', 'at line ' || n, 'context', jsonb_build_object('attempt', n), 'user_id', pg_temp.account(4),
  'severity', severity, 'request_id', 'request-' || n, 'endpoint', '/api/calls', 'resolved', n % 2 = 0,
  'resolved_at', case when n = 2 then timestamptz '2026-11-02' end, 'created_at', timestamptz '2026-11-01' + n * interval '1 hour'))
from (values (1, 'low'), (2, 'high'), (3, 'critical'), (4, 'fatal'), (5, null), (6, 'medium')) e (n, severity);
select pg_temp.add('ops_alerts', jsonb_build_object('alert_type', 'error_rate', 'severity', severity, 'title', 'Alert ' || n,
  'message', 'More than usual: ' || n, 'source', 'error_rate', 'metadata', metadata, 'acknowledged', n = 2, 'resolved', n = 3,
  'created_at', timestamptz '2026-11-01' + n * interval '1 hour'))
from (values (1, 'warning', jsonb_build_object('user_id', pg_temp.account(4))), (2, 'critical', '{"user_id": "no id"}'),
  (3, 'high', '[]'), (4, 'info', null)) a (n, severity, metadata);
select pg_temp.add('customer_health_scores', jsonb_build_object('user_id', pg_temp.account(n), 'score', 40 + n * 5, 'grade', grade,
  'churn_risk', risk, 'usage_score', 50, 'factors', '{"usage": 50}'::jsonb, 'calculated_at', '2026-11-01', 'created_at', '2026-11-01',
  'updated_at', '2026-11-01'))
from (values (4, 'C', 'medium'), (5, 'B', 'low'), (6, 'A+', 'none'), (7, 'F', 'critical')) h (n, grade, risk);
select pg_temp.add('churn_alerts', jsonb_build_object('user_id', pg_temp.account(3 + n), 'alert_type', kind, 'severity', severity,
  'title', 'Churn ' || n, 'message', 'Evidence ' || n, 'acknowledged', n = 2, 'resolved', n = 3, 'created_at', '2026-11-01'))
from (values (1, 'score_drop', 'critical'), (2, 'inactivity', 'medium'), (3, 'payment_issue', 'warning')) c (n, kind, severity);
-- Signed in again after a revocation: one token hash twice.
select pg_temp.add('active_sessions', jsonb_build_object('user_id', pg_temp.account(4), 'token_hash', hash, 'ip_address', '192.0.2.1',
  'device_type', 'phone', 'created_at', '2026-11-01', 'last_active_at', '2026-11-01',
  'revoked_at', case when revoked is not null then timestamptz '2026-11-02' end, 'revoked_reason', revoked))
from (values ('hash-1', 'logout'), ('hash-1', null), ('hash-2', null), ('hash-3', 'admin')) s (hash, revoked);
select pg_temp.add('usage_calls', jsonb_build_object('user_id', pg_temp.account(4), 'agent_id', 'retell-3', 'call_id', 'call-' || n,
  'seconds', 60, 'cost_cents', 12, 'created_at', '2026-11-01')) from generate_series(1, 5) n;
select pg_temp.add('usage_sms', jsonb_build_object('user_id', pg_temp.account(5), 'message_id', 'sms-' || n, 'segments', 2,
  'created_at', '2026-11-01')) from generate_series(1, 5) n;
select pg_temp.add('reconciliation_runs', jsonb_build_object('run_type', kind, 'started_at', '2026-11-01 03:00+00', 'status', status,
  'records_checked', 9, 'triggered_by', 'scheduler', 'notes', 'Run ' || kind, 'created_at', '2026-11-01'))
from (values ('nightly', 'completed'), ('manual', 'running'), ('hourly', 'partial')) r (kind, status);
select pg_temp.add('referrals', jsonb_build_object('referrer_id', pg_temp.account(4), 'referred_id', pg_temp.account(n),
  'referral_code', 'CODE' || n, 'status', status, 'created_at', '2026-11-01', 'updated_at', '2026-11-01', 'signup_at', '2026-11-01'))
from (values (5, 'pending'), (6, 'eligible'), (7, 'suspicious')) r (n, status);
select pg_temp.add('referral_commissions', jsonb_build_object('referral_id', r.id, 'referrer_id', r.referrer_id,
  'amount_cents', 2500, 'status', 'pending', 'created_at', '2026-11-01')) from public.referrals r where r.referral_code = 'CODE5';
select pg_temp.add('call_recordings', jsonb_build_object('seller_id', pg_temp.account(3), 'lead_id', l.id, 'call_id', 'recorded-1',
  'outcome', 'Demo Set', 'created_at', '2026-11-01', 'updated_at', '2026-11-01')) from public.leads l where l.call_id = 'call-1';
select pg_temp.add('commissions', jsonb_build_object('seller_id', pg_temp.account(3), 'deal_amount', 997, 'commission_amount', 99.7,
  'status', 'pending_locked', 'created_at', '2026-11-01'));
select pg_temp.add('integrations', jsonb_build_object('user_id', pg_temp.account(5), 'provider', 'calcom', 'access_token', 'old',
  'created_at', '2026-11-01', 'updated_at', '2026-11-01'));
select pg_temp.add('tracking_sessions', jsonb_build_object('token', 'track-1', 'update_key', 'k', 'created_by', pg_temp.account(3),
  'status', 'active', 'created_at', '2026-11-01', 'updated_at', '2026-11-01'));
select pg_temp.add('webhook_deliveries', jsonb_build_object('user_id', pg_temp.account(4), 'event_type', 'lead_created',
  'payload', '{}'::jsonb, 'delivery_status', 'retrying', 'retry_count', 1, 'created_at', '2026-11-01'));

-- Everything else has one row at least, as empty as it may be.
do $$
declare
  relation text;
begin
  foreach relation in array array['deals', 'black_box_logs', 'dialer_queue', 'admin_logs', 'call_events', 'sms_events',
    'tier_snapshots', 'billing_line_items', 'upgrade_prompts_shown', 'referral_codes', 'referral_settings', 'payout_requests',
    'webhook_configs', 'user_premium_features', 'sms_automation_log', 'consent_logs', 'audit_logs', 'tracking_points',
    'usage_snapshots'] loop
    execute format('insert into public.%I default values', relation);
  end loop;
end
$$;
select pg_temp.add('alerts', '{"alert_type": "unknown_phone_spike", "severity": "warning"}');
select pg_temp.add('latency_logs', '{"endpoint": "/api/calls", "method": "GET", "duration_ms": 12}');
select pg_temp.add('customer_health_history', '{"score": 60, "grade": "D"}');
select pg_temp.add('sms_opt_outs', '{"phone": "555-0101", "keyword": "STOP"}');
select pg_temp.add('phone_thread_owner', '{"phone": "(555) 010-1234"}');
