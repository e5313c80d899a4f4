-- Which of the contract's files have been run here.
create or replace function public.missing_contract_parts() returns table (file text, relation text, part text)
language sql stable set search_path = ''
as $$
  with contract (file, relation, columns) as (values
    ('command_suite.sql', 'profiles', '{
      user_id, email, business_name, area_code, role, tier, industry, cal_com_url, transfer_number
    }'),
    ('command_suite.sql', 'agents', '{
      id, user_id, agent_id, phone_number, nickname, status, inbound_webhook_url, created_at
    }'),
    ('command_suite.sql', 'leads', '{
      id, user_id, phone, name, business_name, transcript, summary, sentiment, status,
      call_duration_seconds, appointment_booked, flagged_for_review, created_at
    }'),
    ('command_suite.sql', 'messages', '{id, user_id, thread_id, direction, from_number, to_number, body, created_at}'),
    ('command_suite.sql', 'appointments', '{
      id, user_id, customer_name, customer_phone, customer_email, start_time, end_time, status, notes,
      cal_booking_uid, created_at, updated_at
    }'),
    ('command_suite.sql', 'subscriptions', '{
      id, user_id, stripe_subscription_id, stripe_customer_id, tier, status, current_period_start,
      current_period_end, created_at
    }'),
    ('command_suite.sql', 'usage_limits', '{
      user_id, tier, call_cap_seconds, call_used_seconds, call_credit, sms_cap, sms_used, sms_credit,
      period_start, period_end, limit_state, hard_stop_active
    }'),
    ('command_suite.sql', 'audit_logs', '{
      id, user_id, actor_id, action, action_type, entity, entity_id, ip, user_agent, metadata,
      created_at
    }'),
    ('command_suite.sql', 'black_box_logs', '{
      id, event_id, user_id, action_type, timestamp, ip_address, user_agent, meta_data, created_at
    }'),
    ('command_suite.sql', 'deals', '{
      id, lead_id, seller_id, referrer_id, stripe_session_id, amount, status, created_at
    }'),
    ('command_suite.sql', 'commissions', '{
      id, seller_id, deal_id, deal_amount, commission_amount, status, approved_at, created_at
    }'),
    ('command_suite.sql', 'call_recordings', '{
      id, seller_id, lead_id, duration, recording_url, outcome, qa_flags, manager_notes,
      flagged_for_review, created_at, updated_at, call_id
    }'),
    ('command_suite.sql', 'dialer_queue', '{id, lead_id, created_by, status, created_at}'),
    ('command_suite.sql', 'integrations', '{
      id, user_id, provider, access_token, refresh_token, expires_at, is_active, booking_url,
      event_type_id, event_type_slug, cal_username, cal_team_slug, cal_organization_slug, cal_time_zone,
      created_at, updated_at
    }'),
    ('command_suite.sql', 'tracking_sessions', '{
      id, token, update_key, created_by, lead_id, customer_phone, status, eta_minutes, last_lat,
      last_lng, created_at, updated_at
    }'),
    ('command_suite.sql', 'tracking_points', '{id, session_id, lat, lng, recorded_at}'),
    ('ops_infrastructure.sql', 'webhook_queue', '{
      id, phone_number, user_id, event_type, raw_payload, idempotency_key, received_at, processed_at,
      processed_by, result, error_message, attempts
    }'),
    ('ops_infrastructure.sql', 'unknown_phone', '{
      id, phone_number, event_type, raw_payload, received_at, resolved_at, resolved_by, resolution,
      notes, created_at
    }'),
    ('ops_infrastructure.sql', 'call_events', '{
      id, event_id, idempotency_key, phone_number, user_id, agent_id, call_sid, direction, from_number,
      to_number, start_time, answer_time, end_time, duration_seconds, billed_seconds, call_status,
      disconnect_reason, recording_url, transcript_id, agent_used, ivr_flow_id, call_tags, raw_payload,
      received_at, processed_at, ingest_node, signature_valid, created_at
    }'),
    ('ops_infrastructure.sql', 'sms_events', '{
      id, event_id, idempotency_key, phone_number, user_id, agent_id, message_sid, direction,
      from_number, to_number, body, body_sanitized, media_urls, status, delivery_timestamp,
      billed_units, sms_cost, raw_payload, received_at, processed_at, ingest_node, signature_valid,
      created_at
    }'),
    ('ops_infrastructure.sql', 'alerts', '{
      id, alert_type, severity, user_id, phone_number, message, details, acknowledged_at,
      acknowledged_by, resolved_at, resolved_by, created_at
    }'),
    ('ops_infrastructure.sql', 'tier_snapshots', '{
      id, tier_id, tier_name, free_minutes, free_sms, overage_rate_minutes, overage_rate_sms,
      monthly_price, effective_from, effective_until, created_at
    }'),
    ('ops_infrastructure.sql', 'billing_line_items', '{
      id, billing_period_id, user_id, phone_number, event_type, event_ids, event_range_start,
      event_range_end, billed_units, unit_rate, total_amount, provider_cost, margin, tier_snapshot_id,
      provider_invoice_link, dispute_id, created_at
    }'),
    ('ops_infrastructure.sql', 'reconciliation_runs', '{
      id, run_type, started_at, completed_at, status, records_checked, discrepancies_found,
      discrepancy_details, triggered_by
    }'),
    ('god_tier_hardening.sql', 'error_logs', '{
      id, error_type, endpoint, user_id, message, stack_trace, request_body, resolved_at, resolved_by,
      resolution_notes, created_at
    }'),
    ('god_tier_hardening.sql', 'ops_alerts', '{
      id, alert_type, severity, user_id, message, details, acknowledged_at, acknowledged_by, created_at
    }'),
    ('god_tier_hardening.sql', 'customer_health_scores', '{
      id, user_id, score, grade, risk_level, factors, last_calculated
    }'),
    ('god_tier_hardening.sql', 'churn_alerts', '{id, user_id, reason, severity, resolved_at, created_at}'),
    ('god_tier_hardening.sql', 'latency_logs', '{
      id, endpoint, method, duration_ms, status_code, user_id, request_id, is_slow, created_at
    }'),
    ('god_tier_hardening.sql', 'active_sessions', '{
      id, user_id, token_hash, ip_address, user_agent, created_at, last_active, revoked_at
    }'),
    ('god_tier_hardening.sql', 'upgrade_prompts_shown', '{
      id, user_id, prompt_type, trigger_reason, metadata, clicked, clicked_at, dismissed, dismissed_at,
      converted, converted_at, shown_at
    }'),
    ('referral_system.sql', 'referral_codes', '{id, user_id, code, created_at, is_active}'),
    ('referral_system.sql', 'referrals', '{
      id, referrer_id, referred_id, referral_code, status, signup_ip, signup_at, first_payment_at,
      eligible_at, upfront_paid, upfront_paid_at, total_commission_cents, months_paid, rejection_reason,
      fraud_flags, created_at, updated_at
    }'),
    ('referral_system.sql', 'referral_commissions', '{
      id, referral_id, referrer_id, amount_cents, commission_type, month_number, status,
      stripe_invoice_id, stripe_subscription_id, created_at, approved_at, paid_at
    }'),
    ('referral_system.sql', 'referral_settings', '{
      id, upfront_amount_cents, monthly_percent, max_months, hold_days, min_payout_cents,
      auto_approve_under_cents, is_active, updated_at
    }'),
    ('sms_automation.sql', 'webhook_configs', '{
      id, user_id, name, url, events, is_active, secret, headers, created_at, updated_at
    }'),
    ('sms_automation.sql', 'webhook_deliveries', '{
      id, webhook_id, user_id, event_type, payload, status_code, response_body, error_message,
      delivered_at, created_at, retry_count, next_retry_at, max_retries, delivery_status, last_error
    }'),
    ('sms_automation.sql', 'user_premium_features', '{
      id, user_id, post_call_sms, review_requests, zapier_webhooks, created_at, updated_at
    }'),
    ('sms_automation.sql', 'profiles', '{post_call_sms_enabled, review_request_enabled}'),
    ('usage_tracking.sql', 'usage_calls', '{
      id, user_id, call_id, phone_number, direction, seconds, provider_call_id, created_at
    }'),
    ('usage_tracking.sql', 'usage_sms', '{
      id, user_id, message_id, phone_number, direction, provider_message_id, created_at
    }'),
    ('shared_sms_upgrade.sql', 'sms_opt_out', '{id, phone, user_id, keyword, opted_out_at}'),
    ('shared_sms_upgrade.sql', 'sms_thread_locks', '{id, customer_phone, user_id, last_activity, expires_at}'),
    ('shared_sms_upgrade.sql', 'outbound_sms_log', '{
      id, user_id, to_number, from_number, body, status, provider_message_id, created_at
    }'),
    ('business_hours.sql', 'profiles', '{business_hours}'),
    ('consent_logs.sql', 'consent_logs', '{id, user_id, version, ip, user_agent, created_at}'),
    ('agents_deploy_trace.sql', 'agents', '{deploy_request_id, deployed_at, deploy_error}')
  ), documented (file, relation, columns) as (
    select c.file, c.relation, c.columns::text[] from contract c
  )
  select d.file, d.relation, c.name
  from documented d cross join unnest(d.columns) c (name)
  where not exists (
    select from pg_attribute a
    where a.attrelid = to_regclass('public.' || d.relation) and a.attname = c.name and a.attnum > 0 and not a.attisdropped
  )
  union all
  select 'fix_agents_constraints.sql', 'agents', k.name
  from unnest('{agents_user_id_key, agents_phone_number_key}'::text[]) k (name)
  where not exists (
    select from pg_class i where i.oid = to_regclass('public.' || k.name) and i.relkind = 'i'
  )
  union all
  select 'fix_agents_constraints.sql', 'agents', 'agents_agent_id_key is still there'
  where to_regclass('public.agents_agent_id_key') is not null
$$;

comment on function public.missing_contract_parts() is
  'The columns of the contract that this database lacks, and the constraints of agents, each with the file that adds it. No rows when every file has been run. Reads the catalog only, so that the start check may ask without signing in.';

revoke execute on function public.missing_contract_parts() from public, anon, authenticated, service_role;

grant execute on function public.missing_contract_parts() to anon, authenticated, service_role;

-- Questions asked often, by one value each. The others are list_webhooks, list_errors and health_distribution.
create or replace function private.e164(phone text) returns text
language sql immutable set search_path = ''
as $$
  select case
    when w.digits = '' then null
    when w.written ~ '^\+' then '+' || w.digits
    when w.digits ~ '^00' then '+' || substr(w.digits, 3)
    when w.digits ~ '^011' then '+' || substr(w.digits, 4)
    when length(w.digits) = 10 then '+1' || w.digits
    else '+' || w.digits
  end
  from (
    select n.written, regexp_replace(n.written, '\D', '', 'g') as digits
    from (select regexp_replace(lower(phone), '^[^0-9+]*|\s*(ext|x).*$', '', 'g') as written) n
  ) w
$$;

comment on function private.e164(text) is
  'A phone number as +14155551234, from any usual writing. Ten digits are taken for North American; an extension is dropped.';

create or replace function private.phone_writings(phone text) returns text[]
language sql immutable set search_path = ''
as $$
  select array_agg(distinct w.writing)
  from (select private.e164(phone) as number) n
  cross join lateral (select substr(n.number, 3, 3) as area, substr(n.number, 6, 3) as exchange, substr(n.number, 9) as line) p
  cross join lateral (
    select n.number as writing
    union all select btrim(phone)
    union all select substr(n.number, 2)
    union all select begun || p.area || p.exchange || p.line from unnest(array['', '+1 ', '1 ']) begun where n.number ~ '^\+1\d{10}$'
    union all select begun || concat_ws(between, p.area, p.exchange, p.line)
      from unnest(array['', '+1 ', '1 ', '+1-', '1-', '+1.', '1.']) begun cross join unnest(array['-', '.', ' ']) between where n.number ~ '^\+1\d{10}$'
    union all select begun || format('(%s) %s-%s', p.area, p.exchange, p.line) from unnest(array['', '+1 ', '1 ', '+1', '1']) begun where n.number ~ '^\+1\d{10}$'
    union all select begun || format('(%s)%s-%s', p.area, p.exchange, p.line) from unnest(array['', '+1 ', '1 ', '+1', '1']) begun where n.number ~ '^\+1\d{10}$'
  ) w
  where w.writing <> ''
$$;

comment on function private.phone_writings(text) is
  'The usual writings of a phone number, +14155551234 among them, so that an index on numbers as people typed them finds it.';

create or replace function public.usage_of(customer uuid)
returns table (tier text, call_used_seconds integer, call_cap_seconds integer, call_credit integer, sms_used integer,
  sms_cap integer, sms_credit integer, limit_state text, hard_stop_active boolean, period_start timestamptz,
  period_end timestamptz)
language sql stable rows 1 set search_path = ''
as $$
  select u.tier, u.call_used_seconds, u.call_cap_seconds, u.call_credit, u.sms_used, u.sms_cap, u.sms_credit, u.limit_state,
    u.hard_stop_active, u.period_start, u.period_end
  from private.usage_limits u
  where u.user_id = customer
$$;

comment on function public.usage_of(uuid) is
  'For admins: what a customer has used in the current period, and may use. No row for a customer without limits.';

-- It returned rows of the table, which has other columns on a database that was in use before.
do $$
begin
  if (select p.prorettype = 'public.agents'::regtype from pg_catalog.pg_proc p where p.oid = to_regprocedure('public.agent_by_phone(text)')) then
    drop function public.agent_by_phone(text);
  end if;
end
$$;

create or replace function public.agent_by_phone(phone text)
returns table (id uuid, user_id uuid, agent_id text, phone_number text, nickname text, status text, inbound_webhook_url text,
  created_at timestamptz, deploy_request_id text, deployed_at timestamptz, deploy_error text)
language sql stable rows 1 set search_path = ''
as $$
  select a.id, a.user_id, a.agent_id, a.phone_number, a.nickname, a.status, a.inbound_webhook_url, a.created_at,
    a.deploy_request_id, a.deployed_at, a.deploy_error
  from private.agents a
  where a.phone_number = any (private.phone_writings(phone))
$$;

comment on function public.agent_by_phone(text) is
  'For admins: the agent that answers a number, in any writing of it, (415) 555-1234, 415.555.1234, 1-415-555-1234, +14155551234, however the agent''s own number is written.';

create or replace function public.reconciliation_status(most integer default 10)
returns table (id uuid, run_type text, status text, records_checked integer, discrepancies_found integer,
  started_at timestamptz, completed_at timestamptz, triggered_by text)
language plpgsql stable rows 10 set search_path = ''
as $$
begin
  if most is null or most not between 1 and 200 then
    raise exception 'most must be between 1 and 200' using errcode = '22023';
  end if;
  return query
    select r.id, r.run_type, r.status, r.records_checked, r.discrepancies_found, r.started_at, r.completed_at, r.triggered_by
    from private.reconciliation_runs r
    order by r.started_at desc, r.id desc
    limit most;
end
$$;

comment on function public.reconciliation_status(integer) is 'For admins: the latest reconciliation runs, the newest first, without their details.';

revoke execute on function private.e164(phone text), private.phone_writings(phone text), public.agent_by_phone(phone text),
  public.reconciliation_status(most integer), public.usage_of(customer uuid)
  from public, anon, authenticated, service_role;

grant execute on function private.e164(phone text), private.phone_writings(phone text), public.agent_by_phone(phone text),
  public.reconciliation_status(most integer), public.usage_of(customer uuid) to authenticated, service_role;
