-- The columns that the dashboard reads from the platform's tables: the contract's columns and our additions.

create or replace function private.contract_columns() returns table (file text, relation name, name name, type text, place bigint)
language sql immutable rows 460 set search_path = ''
as $$
  select d.file, d.relation, split_part(c.part, ' ', 1), substr(c.part, strpos(c.part, ' ') + 1),
    row_number() over (partition by d.relation order by d.number, c.place)
  from (values
    (1, 'command_suite.sql', 'profiles', '
      user_id uuid, email text, business_name text, area_code text, role text, tier text, industry text,
      cal_com_url text, transfer_number text
    '),
    (2, 'command_suite.sql', 'agents', '
      id uuid, user_id uuid, agent_id text, phone_number text, nickname text, status text,
      inbound_webhook_url text, created_at timestamptz
    '),
    (3, 'command_suite.sql', 'leads', '
      id uuid, user_id uuid, phone text, name text, business_name text, transcript text, summary text,
      sentiment text, status text, call_duration_seconds integer, appointment_booked boolean,
      flagged_for_review boolean, created_at timestamptz
    '),
    (4, 'command_suite.sql', 'messages', '
      id uuid, user_id uuid, thread_id text, direction text, from_number text, to_number text, body text,
      created_at timestamptz
    '),
    (5, 'command_suite.sql', 'appointments', '
      id uuid, user_id uuid, customer_name text, customer_phone text, customer_email text,
      start_time timestamptz, end_time timestamptz, status text, notes text, cal_booking_uid text,
      created_at timestamptz, updated_at timestamptz
    '),
    (6, 'command_suite.sql', 'subscriptions', '
      id uuid, user_id uuid, stripe_subscription_id text, stripe_customer_id text, tier text, status text,
      current_period_start timestamptz, current_period_end timestamptz, created_at timestamptz
    '),
    (7, 'command_suite.sql', 'usage_limits', '
      user_id uuid, tier text, call_cap_seconds integer, call_used_seconds integer, call_credit integer,
      sms_cap integer, sms_used integer, sms_credit integer, period_start timestamptz, period_end timestamptz,
      limit_state text, hard_stop_active boolean
    '),
    (8, 'command_suite.sql', 'audit_logs', '
      id uuid, user_id uuid, actor_id uuid, action text, action_type text, entity text, entity_id text, ip text,
      user_agent text, metadata jsonb, created_at timestamptz
    '),
    (9, 'command_suite.sql', 'black_box_logs', '
      id uuid, event_id text, user_id uuid, action_type text, timestamp timestamptz, ip_address text,
      user_agent text, meta_data jsonb, created_at timestamptz
    '),
    (10, 'command_suite.sql', 'deals', '
      id uuid, lead_id uuid, seller_id uuid, referrer_id uuid, stripe_session_id text, amount numeric,
      status text, created_at timestamptz
    '),
    (11, 'command_suite.sql', 'commissions', '
      id uuid, seller_id uuid, deal_id uuid, deal_amount numeric, commission_amount numeric, status text,
      approved_at timestamptz, created_at timestamptz
    '),
    (12, 'command_suite.sql', 'call_recordings', '
      id uuid, seller_id uuid, lead_id uuid, duration integer, recording_url text, outcome text, qa_flags jsonb,
      manager_notes text, flagged_for_review boolean, created_at timestamptz, updated_at timestamptz,
      call_id text
    '),
    (13, 'command_suite.sql', 'dialer_queue', 'id uuid, lead_id uuid, created_by uuid, status text, created_at timestamptz'),
    (14, 'command_suite.sql', 'integrations', '
      id uuid, user_id uuid, provider text, access_token text, refresh_token text, expires_at timestamptz,
      is_active boolean, booking_url text, event_type_id integer, event_type_slug text, cal_username text,
      cal_team_slug text, cal_organization_slug text, cal_time_zone text, created_at timestamptz,
      updated_at timestamptz
    '),
    (15, 'command_suite.sql', 'tracking_sessions', '
      id uuid, token text, update_key text, created_by uuid, lead_id uuid, customer_phone text, status text,
      eta_minutes integer, last_lat double precision, last_lng double precision, created_at timestamptz,
      updated_at timestamptz
    '),
    (16, 'command_suite.sql', 'tracking_points', '
      id uuid, session_id uuid, lat double precision, lng double precision, recorded_at timestamptz
    '),
    (17, 'ops_infrastructure.sql', 'webhook_queue', '
      id uuid, phone_number text, user_id uuid, event_type text, raw_payload jsonb, idempotency_key text,
      received_at timestamptz, processed_at timestamptz, processed_by text, result text, error_message text,
      attempts integer
    '),
    (18, 'ops_infrastructure.sql', 'unknown_phone', '
      id uuid, phone_number text, event_type text, raw_payload jsonb, received_at timestamptz,
      resolved_at timestamptz, resolved_by uuid, resolution text, notes text, created_at timestamptz
    '),
    (19, 'ops_infrastructure.sql', 'call_events', '
      id uuid, event_id text, idempotency_key text, phone_number text, user_id uuid, agent_id text,
      call_sid text, direction text, from_number text, to_number text, start_time timestamptz,
      answer_time timestamptz, end_time timestamptz, duration_seconds integer, billed_seconds integer,
      call_status text, disconnect_reason text, recording_url text, transcript_id text, agent_used text,
      ivr_flow_id text, call_tags text[], raw_payload jsonb, received_at timestamptz, processed_at timestamptz,
      ingest_node text, signature_valid boolean, created_at timestamptz
    '),
    (20, 'ops_infrastructure.sql', 'sms_events', '
      id uuid, event_id text, idempotency_key text, phone_number text, user_id uuid, agent_id text,
      message_sid text, direction text, from_number text, to_number text, body text, body_sanitized text,
      media_urls text[], status text, delivery_timestamp timestamptz, billed_units integer, sms_cost numeric,
      raw_payload jsonb, received_at timestamptz, processed_at timestamptz, ingest_node text,
      signature_valid boolean, created_at timestamptz
    '),
    (21, 'ops_infrastructure.sql', 'alerts', '
      id uuid, alert_type text, severity text, user_id uuid, phone_number text, message text, details jsonb,
      acknowledged_at timestamptz, acknowledged_by uuid, resolved_at timestamptz, resolved_by uuid,
      created_at timestamptz
    '),
    (22, 'ops_infrastructure.sql', 'tier_snapshots', '
      id uuid, tier_id text, tier_name text, free_minutes integer, free_sms integer,
      overage_rate_minutes numeric, overage_rate_sms numeric, monthly_price numeric, effective_from timestamptz,
      effective_until timestamptz, created_at timestamptz
    '),
    (23, 'ops_infrastructure.sql', 'billing_line_items', '
      id uuid, billing_period_id text, user_id uuid, phone_number text, event_type text, event_ids text[],
      event_range_start timestamptz, event_range_end timestamptz, billed_units numeric, unit_rate numeric,
      total_amount numeric, provider_cost numeric, margin numeric, tier_snapshot_id uuid,
      provider_invoice_link text, dispute_id text, created_at timestamptz
    '),
    (24, 'ops_infrastructure.sql', 'reconciliation_runs', '
      id uuid, run_type text, started_at timestamptz, completed_at timestamptz, status text,
      records_checked integer, discrepancies_found integer, discrepancy_details jsonb, triggered_by text
    '),
    (25, 'god_tier_hardening.sql', 'error_logs', '
      id uuid, error_type text, endpoint text, user_id uuid, message text, stack_trace text, request_body jsonb,
      resolved_at timestamptz, resolved_by uuid, resolution_notes text, created_at timestamptz
    '),
    (26, 'god_tier_hardening.sql', 'ops_alerts', '
      id uuid, alert_type text, severity text, user_id uuid, message text, details jsonb,
      acknowledged_at timestamptz, acknowledged_by uuid, created_at timestamptz
    '),
    (27, 'god_tier_hardening.sql', 'customer_health_scores', '
      id uuid, user_id uuid, score integer, grade text, risk_level text, factors jsonb,
      last_calculated timestamptz
    '),
    (28, 'god_tier_hardening.sql', 'churn_alerts', '
      id uuid, user_id uuid, reason text, severity text, resolved_at timestamptz, created_at timestamptz
    '),
    (29, 'god_tier_hardening.sql', 'latency_logs', '
      id uuid, endpoint text, method text, duration_ms integer, status_code integer, user_id uuid,
      request_id text, is_slow boolean, created_at timestamptz
    '),
    (30, 'god_tier_hardening.sql', 'active_sessions', '
      id uuid, user_id uuid, token_hash text, ip_address text, user_agent text, created_at timestamptz,
      last_active timestamptz, revoked_at timestamptz
    '),
    (31, 'god_tier_hardening.sql', 'upgrade_prompts_shown', '
      id uuid, user_id uuid, prompt_type text, trigger_reason text, metadata jsonb, clicked boolean,
      clicked_at timestamptz, dismissed boolean, dismissed_at timestamptz, converted boolean,
      converted_at timestamptz, shown_at timestamptz
    '),
    (32, 'referral_system.sql', 'referral_codes', 'id uuid, user_id uuid, code text, created_at timestamptz, is_active boolean'),
    (33, 'referral_system.sql', 'referrals', '
      id uuid, referrer_id uuid, referred_id uuid, referral_code text, status text, signup_ip text,
      signup_at timestamptz, first_payment_at timestamptz, eligible_at timestamptz, upfront_paid boolean,
      upfront_paid_at timestamptz, total_commission_cents integer, months_paid integer, rejection_reason text,
      fraud_flags jsonb, created_at timestamptz, updated_at timestamptz
    '),
    (34, 'referral_system.sql', 'referral_commissions', '
      id uuid, referral_id uuid, referrer_id uuid, amount_cents integer, commission_type text,
      month_number integer, status text, stripe_invoice_id text, stripe_subscription_id text,
      created_at timestamptz, approved_at timestamptz, paid_at timestamptz
    '),
    (35, 'referral_system.sql', 'referral_settings', '
      id integer, upfront_amount_cents integer, monthly_percent integer, max_months integer, hold_days integer,
      min_payout_cents integer, auto_approve_under_cents integer, is_active boolean, updated_at timestamptz
    '),
    (36, 'sms_automation.sql', 'profiles', 'post_call_sms_enabled boolean, review_request_enabled boolean'),
    (37, 'sms_automation.sql', 'webhook_configs', '
      id uuid, user_id uuid, name text, url text, events text[], is_active boolean, secret text, headers jsonb,
      created_at timestamptz, updated_at timestamptz
    '),
    (38, 'sms_automation.sql', 'webhook_deliveries', '
      id uuid, webhook_id uuid, user_id uuid, event_type text, payload jsonb, status_code integer,
      response_body text, error_message text, delivered_at timestamptz, created_at timestamptz,
      retry_count integer, next_retry_at timestamptz, max_retries integer, delivery_status text, last_error text
    '),
    (39, 'sms_automation.sql', 'user_premium_features', '
      id uuid, user_id uuid, post_call_sms boolean, review_requests boolean, zapier_webhooks boolean,
      created_at timestamptz, updated_at timestamptz
    '),
    (40, 'usage_tracking.sql', 'usage_calls', '
      id uuid, user_id uuid, call_id text, phone_number text, direction text, seconds integer,
      provider_call_id text, created_at timestamptz
    '),
    (41, 'usage_tracking.sql', 'usage_sms', '
      id uuid, user_id uuid, message_id text, phone_number text, direction text, provider_message_id text,
      created_at timestamptz
    '),
    (42, 'shared_sms_upgrade.sql', 'sms_opt_out', 'id uuid, phone text, user_id uuid, keyword text, opted_out_at timestamptz'),
    (43, 'shared_sms_upgrade.sql', 'sms_thread_locks', '
      id uuid, customer_phone text, user_id uuid, last_activity timestamptz, expires_at timestamptz
    '),
    (44, 'shared_sms_upgrade.sql', 'outbound_sms_log', '
      id uuid, user_id uuid, to_number text, from_number text, body text, status text, provider_message_id text,
      created_at timestamptz
    '),
    (45, 'business_hours.sql', 'profiles', 'business_hours jsonb'),
    (46, 'consent_logs.sql', 'consent_logs', '
      id uuid, user_id uuid, version text, ip text, user_agent text, created_at timestamptz
    '),
    (47, 'agents_deploy_trace.sql', 'agents', 'deploy_request_id text, deployed_at timestamptz, deploy_error text')
  ) d (number, file, relation, columns)
  cross join regexp_split_to_table(btrim(d.columns, E' \n'), ',\s+') with ordinality c (part, place)
$$;

comment on function private.contract_columns() is
  'The documented columns of each table in their order, each with its type and the file that adds it.';

create or replace function private.added_columns_of_ours() returns table (relation name, name name, type text, place bigint)
language sql immutable rows 40 set search_path = ''
as $$
  select d.relation, split_part(c.part, ' ', 1), substr(c.part, strpos(c.part, ' ') + 1), c.place
  from (values
    ('active_sessions', 'addresses smallint, device_kind text, revoked_by uuid, revoked_reason text'),
    ('churn_alerts', '
      resolved_by uuid, resolution_notes text, resolution_outcome text, assigned_to uuid, assigned_at timestamptz
    '),
    ('customer_health_history', '
      id uuid, user_id uuid, score integer, grade text, churn_risk text, factors jsonb, created_at timestamptz
    '),
    ('error_logs', 'group_id uuid'),
    ('latency_logs', 'written_by xid8'),
    ('ops_alerts', '
      snoozed_until timestamptz, snoozed_by uuid, assigned_to uuid, assigned_at timestamptz, closed_at timestamptz,
      closed_by uuid, returns_at timestamptz
    '),
    ('reconciliation_runs', 'notes text, customers_total integer, reached uuid, heartbeat_at timestamptz'),
    ('unknown_phone', 'matched_agent uuid'),
    ('usage_limits', 'call_percent integer, sms_percent integer, used_percent integer'),
    ('webhook_queue', 'queued_at timestamptz, cause uuid')
  ) d (relation, columns)
  cross join regexp_split_to_table(btrim(d.columns, E' \n'), ',\s+') with ordinality c (part, place)
$$;

comment on function private.added_columns_of_ours() is
  'The columns of the dashboard on the platform''s tables, beyond the contract''s.';

create or replace function private.read_columns(relation name) returns table (name name, type text, place bigint)
language sql stable rows 20 set search_path = ''
as $$
  select c.name, c.type, c.place from private.contract_columns() c where c.relation = read_columns.relation
  union all
  select c.name, c.type, 1000 + c.place from private.added_columns_of_ours() c where c.relation = read_columns.relation
  union all
  select ('raw_' || w.column_name)::name, 'text', 2000 + row_number() over (order by w.column_name)
  from private.word_kinds() w where w.relation = read_columns.relation
$$;

comment on function private.read_columns(name) is
  'The columns of a reading view in their order; raw_* hold the words as they are written in the table.';

revoke execute on function private.contract_columns(), private.added_columns_of_ours(), private.read_columns(name)
  from public, anon, authenticated, service_role;

