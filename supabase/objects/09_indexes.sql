-- Indexes on the contract's tables.

call private.ensure_index('active_sessions_user_id_idx', 'public.active_sessions', '(user_id, last_active, id)');
call private.ensure_index('active_sessions_created_at_idx', 'public.active_sessions', '(created_at, id)');
call private.ensure_index('active_sessions_last_active_idx', 'public.active_sessions', '(last_active, id)');
call private.ensure_index('active_sessions_live_idx', 'public.active_sessions',
  '(last_active, id) where revoked_at is null');
call private.ensure_index('active_sessions_live_created_idx', 'public.active_sessions',
  '(created_at, id) where revoked_at is null');
call private.ensure_index('active_sessions_many_addresses_idx', 'public.active_sessions',
  '(last_active, id) where revoked_at is null and addresses >= 4');
call private.ensure_index('active_sessions_revoked_idx', 'public.active_sessions',
  '(last_active, id) where revoked_at is not null');
call private.ensure_index('active_sessions_user_created_idx', 'public.active_sessions', '(user_id, created_at, id)');

call private.ensure_index('agents_agent_id_idx', 'public.agents', '(agent_id)');
call private.ensure_index('agents_created_at_idx', 'public.agents', '(created_at, id)');
call private.ensure_index('agents_deployed_at_idx', 'public.agents', '((coalesce(deployed_at, ''epoch'')), id)');
call private.ensure_index('agents_status_idx', 'public.agents', '(status, id)');
call private.ensure_index('agents_user_id_idx', 'public.agents', '(user_id)');
call private.ensure_index('agents_phone_number_idx', 'public.agents', '(phone_number)');
call private.ensure_index('agents_deployed_well_idx', 'public.agents',
  '(deployed_at, id) where deploy_error is null and deployed_at is not null');
call private.ensure_index('agents_webhook_idx', 'public.agents',
  '(split_part(coalesce(inbound_webhook_url, ''''), ''?'', 1), id)');

call private.ensure_index('alerts_created_at_idx', 'public.alerts', '(created_at, id)');
call private.ensure_index('alerts_user_id_idx', 'public.alerts', '(user_id, created_at, id)');
call private.ensure_index('alerts_unresolved_idx', 'public.alerts', '(created_at, id) where resolved_at is null');

call private.ensure_index('appointments_user_id_idx', 'public.appointments', '(user_id, start_time, id)');
call private.ensure_index('appointments_start_time_idx', 'public.appointments', '(start_time, id)');
call private.ensure_index('appointments_created_at_idx', 'public.appointments', '(created_at, id)');
call private.ensure_index('appointments_cal_booking_uid_idx', 'public.appointments', '(cal_booking_uid)');
call private.ensure_index('appointments_user_created_idx', 'public.appointments', '(user_id, created_at, id)');

call private.ensure_index('audit_logs_created_at_idx', 'public.audit_logs', '(created_at, id)');
call private.ensure_index('audit_logs_entity_idx', 'public.audit_logs', '(entity, entity_id, created_at)');
call private.ensure_index('audit_logs_table_idx', 'public.audit_logs', '(entity, created_at, id)');
call private.ensure_index('audit_logs_whose_idx', 'public.audit_logs', '(actor_id, created_at, id)');
call private.ensure_index('audit_logs_usage_idx', 'public.audit_logs',
  '(user_id, created_at, id) where entity = ''usage_limits''');
call private.ensure_index('audit_logs_customer_idx', 'public.audit_logs',
  '(user_id, created_at, id) include (action, entity, actor_id)');
call private.ensure_index('audit_logs_acts_idx', 'public.audit_logs',
  '(action, created_at, id) include (entity, actor_id)');

call private.ensure_index('billing_line_items_created_at_idx', 'public.billing_line_items', '(created_at, id)');
call private.ensure_index('billing_line_items_user_id_idx', 'public.billing_line_items', '(user_id, created_at, id)');
call private.ensure_index('billing_line_items_period_idx', 'public.billing_line_items', '(billing_period_id, user_id)');
call private.ensure_index('billing_line_items_tier_snapshot_id_idx', 'public.billing_line_items', '(tier_snapshot_id)');

call private.ensure_index('black_box_logs_created_at_idx', 'public.black_box_logs', '(created_at, id)');
call private.ensure_index('black_box_logs_user_id_idx', 'public.black_box_logs', '(user_id, created_at, id)');
call private.ensure_index('black_box_logs_event_id_idx', 'public.black_box_logs', '(event_id)');

call private.ensure_index('call_events_created_at_idx', 'public.call_events', '(created_at, id)');
call private.ensure_index('call_events_received_at_idx', 'public.call_events', '(received_at, id)');
call private.ensure_index('call_events_user_id_idx', 'public.call_events', '(user_id, received_at, id)');
call private.ensure_index('call_events_event_id_idx', 'public.call_events', '(event_id)');
call private.ensure_index('call_events_idempotency_key_idx', 'public.call_events', '(idempotency_key)');
call private.ensure_index('call_events_call_sid_idx', 'public.call_events', '(call_sid)');

call private.ensure_index('call_recordings_created_at_idx', 'public.call_recordings', '(created_at, id)');
call private.ensure_index('call_recordings_seller_id_idx', 'public.call_recordings', '(seller_id, created_at, id)');
call private.ensure_index('call_recordings_lead_id_idx', 'public.call_recordings', '(lead_id)');
call private.ensure_index('call_recordings_call_id_idx', 'public.call_recordings', '(call_id)');

call private.ensure_index('churn_alerts_created_at_idx', 'public.churn_alerts', '(created_at, id)');
call private.ensure_index('churn_alerts_severity_idx', 'public.churn_alerts', '(severity, created_at, id)');
call private.ensure_index('churn_alerts_user_id_idx', 'public.churn_alerts', '(user_id, created_at, id)');
call private.ensure_index('churn_alerts_resolved_at_idx', 'public.churn_alerts',
  '(resolved_at) where resolved_at is not null');
call private.ensure_index('churn_alerts_rank_idx', 'public.churn_alerts',
  '((case severity when ''critical'' then 1 when ''high'' then 2 when ''medium'' then 3 else 4 end), created_at, id)');
call private.ensure_index('churn_alerts_open_idx', 'public.churn_alerts', '(created_at, id) where resolved_at is null');
call private.ensure_index('churn_alerts_open_rank_idx', 'public.churn_alerts',
  '((case severity when ''critical'' then 1 when ''high'' then 2 when ''medium'' then 3 else 4 end), created_at, id) where resolved_at is null');
call private.ensure_index('churn_alerts_open_user_idx', 'public.churn_alerts', '(user_id) where resolved_at is null');
call private.ensure_index('churn_alerts_assigned_idx', 'public.churn_alerts',
  '(assigned_to, created_at, id) where assigned_to is not null');

call private.ensure_index('commissions_created_at_idx', 'public.commissions', '(created_at, id)');
call private.ensure_index('commissions_seller_id_idx', 'public.commissions', '(seller_id, created_at, id)');
call private.ensure_index('commissions_deal_id_idx', 'public.commissions', '(deal_id)');

call private.ensure_index('consent_logs_created_at_idx', 'public.consent_logs', '(created_at, id)');
call private.ensure_index('consent_logs_user_id_idx', 'public.consent_logs', '(user_id, created_at)');

call private.ensure_index('customer_health_history_user_id_idx', 'public.customer_health_history', '(user_id, created_at, id)');
call private.ensure_index('customer_health_history_created_at_idx', 'public.customer_health_history', '(created_at, id)');

call private.ensure_index('customer_health_scores_score_idx', 'public.customer_health_scores', '(score, user_id)');
call private.ensure_index('customer_health_scores_last_calculated_idx', 'public.customer_health_scores',
  '(last_calculated, user_id)');
call private.ensure_index('customer_health_scores_grade_idx', 'public.customer_health_scores',
  '(grade, score, user_id)');
call private.ensure_index('customer_health_scores_risk_level_idx', 'public.customer_health_scores',
  '(risk_level, score, user_id)');

call private.ensure_index('deals_created_at_idx', 'public.deals', '(created_at, id)');
call private.ensure_index('deals_seller_id_idx', 'public.deals', '(seller_id, created_at, id)');
call private.ensure_index('deals_lead_id_idx', 'public.deals', '(lead_id)');
call private.ensure_index('deals_referrer_id_idx', 'public.deals', '(referrer_id)');
call private.ensure_index('deals_stripe_session_id_idx', 'public.deals', '(stripe_session_id)');

call private.ensure_index('dialer_queue_created_at_idx', 'public.dialer_queue', '(created_at, id)');
call private.ensure_index('dialer_queue_created_by_idx', 'public.dialer_queue', '(created_by, created_at, id)');
call private.ensure_index('dialer_queue_lead_id_idx', 'public.dialer_queue', '(lead_id)');

call private.ensure_index('error_logs_created_at_idx', 'public.error_logs', '(created_at, id)');
call private.ensure_index('error_logs_error_type_idx', 'public.error_logs', '(error_type, created_at, id)');
call private.ensure_index('error_logs_endpoint_idx', 'public.error_logs', '(endpoint, created_at, id)');
call private.ensure_index('error_logs_user_id_idx', 'public.error_logs', '(user_id, created_at, id)');
call private.ensure_index('error_logs_resolved_at_idx', 'public.error_logs',
  '(resolved_at) where resolved_at is not null');
call private.ensure_index('error_logs_unresolved_idx', 'public.error_logs',
  '(created_at, id) where resolved_at is null');
call private.ensure_index('error_logs_unresolved_type_idx', 'public.error_logs',
  '(error_type, created_at, id) where resolved_at is null');
call private.ensure_index('error_logs_unresolved_user_idx', 'public.error_logs', '(user_id) where resolved_at is null');
call private.ensure_index('error_logs_group_idx', 'public.error_logs', '(group_id, created_at, id)');
call private.ensure_index('error_logs_unresolved_group_idx', 'public.error_logs',
  '(group_id, created_at, id) where resolved_at is null');
call private.ensure_index('error_logs_customer_facets_idx', 'public.error_logs',
  '(user_id) include (error_type, endpoint, resolved_at)');
call private.ensure_index('error_logs_payload_idx', 'public.error_logs',
  'using gin (jsonb_path_query_array(request_body, ''strict $.** ? (@.type() == "string" || @.type() == "number")''))');
call private.ensure_index('error_logs_transfer_idx', 'public.error_logs',
  '(user_id, created_at, id) where error_type = ''transfer_failed''');

call private.ensure_index('integrations_created_at_idx', 'public.integrations', '(created_at, id)');
call private.ensure_index('integrations_user_id_idx', 'public.integrations', '(user_id, provider)');

call private.ensure_index('latency_logs_created_at_idx', 'public.latency_logs', '(created_at, id)');
call private.ensure_index('latency_logs_endpoint_idx', 'public.latency_logs', '(endpoint, created_at, id)');
call private.ensure_index('latency_logs_user_id_idx', 'public.latency_logs', '(user_id, created_at, id)');
call private.ensure_index('latency_logs_slow_idx', 'public.latency_logs', '(created_at, id) where is_slow');
call private.ensure_index('latency_logs_request_id_idx', 'public.latency_logs', '(request_id)');
call private.ensure_index('latency_logs_written_by_idx', 'public.latency_logs',
  '(written_by) where written_by is not null');
call private.ensure_index('latency_logs_worst_idx', 'public.latency_logs', '(endpoint, duration_ms, id, created_at)');

call private.ensure_index('leads_user_id_idx', 'public.leads', '(user_id, created_at, id)');
call private.ensure_index('leads_created_at_idx', 'public.leads', '(created_at, id)');
call private.ensure_index('leads_phone_idx', 'public.leads', '(phone)');

call private.ensure_index('messages_user_id_idx', 'public.messages', '(user_id, created_at, id)');
call private.ensure_index('messages_created_at_idx', 'public.messages', '(created_at, id)');
call private.ensure_index('messages_thread_id_idx', 'public.messages', '(thread_id, created_at)');
call private.ensure_index('messages_outbound_to_idx', 'public.messages',
  '(user_id, to_number, created_at) where direction = ''outbound''');

call private.ensure_index('ops_alerts_created_at_idx', 'public.ops_alerts', '(created_at, id)');
call private.ensure_index('ops_alerts_alert_type_idx', 'public.ops_alerts', '(alert_type, created_at, id)');
call private.ensure_index('ops_alerts_severity_idx', 'public.ops_alerts', '(severity, created_at, id)');
call private.ensure_index('ops_alerts_rank_idx', 'public.ops_alerts',
  '((case severity when ''critical'' then 1 when ''warning'' then 2 else 3 end), created_at, id)');
call private.ensure_index('ops_alerts_open_idx', 'public.ops_alerts',
  '(created_at, id) where acknowledged_at is null or returns_at is not null');
call private.ensure_index('ops_alerts_open_rank_idx', 'public.ops_alerts',
  '((case severity when ''critical'' then 1 when ''warning'' then 2 else 3 end), created_at, id) where acknowledged_at is null or returns_at is not null');
call private.ensure_index('ops_alerts_open_user_idx', 'public.ops_alerts',
  '(user_id) where acknowledged_at is null or returns_at is not null');
call private.ensure_index('ops_alerts_open_type_idx', 'public.ops_alerts',
  '(alert_type, created_at, id) where acknowledged_at is null or returns_at is not null');
call private.ensure_index('ops_alerts_snoozed_idx', 'public.ops_alerts',
  '(created_at, id) where acknowledged_at is null and returns_at is not null');
call private.ensure_index('ops_alerts_under_way_idx', 'public.ops_alerts',
  '(created_at, id) where acknowledged_at is not null and closed_at is null');
call private.ensure_index('ops_alerts_closed_idx', 'public.ops_alerts', '(created_at, id) where closed_at is not null');
call private.ensure_index('ops_alerts_assigned_idx', 'public.ops_alerts',
  '(assigned_to, created_at, id) where assigned_to is not null');
call private.ensure_index('ops_alerts_acknowledgements_idx', 'public.ops_alerts',
  '(acknowledged_at) include (created_at, severity, acknowledged_by) where acknowledged_at is not null');
call private.ensure_index('ops_alerts_customer_idx', 'public.ops_alerts',
  '(user_id, created_at, id) include (severity, alert_type)');

call private.ensure_index('outbound_sms_log_to_number_idx', 'public.outbound_sms_log', '(to_number, created_at)');
call private.ensure_index('outbound_sms_log_user_id_idx', 'public.outbound_sms_log', '(user_id, created_at, id)');
call private.ensure_index('outbound_sms_log_created_at_idx', 'public.outbound_sms_log', '(created_at, id)');
call private.ensure_index('outbound_sms_log_unsent_idx', 'public.outbound_sms_log',
  '(user_id, created_at, id) where status in (''failed'', ''undelivered'')');

call private.ensure_index('profiles_business_name_idx', 'public.profiles', '(coalesce(business_name, ''''), user_id)');
call private.ensure_index('profiles_admins_idx', 'public.profiles', '(email) include (user_id) where role = ''admin''');

call private.ensure_index('reconciliation_runs_started_at_idx', 'public.reconciliation_runs', '(started_at, id)');
call private.ensure_index('reconciliation_runs_status_idx', 'public.reconciliation_runs', '(status, started_at, id)');

call private.ensure_index('referral_codes_created_at_idx', 'public.referral_codes', '(created_at, id)');
call private.ensure_index('referral_codes_user_id_idx', 'public.referral_codes', '(user_id)');

call private.ensure_index('referral_commissions_created_at_idx', 'public.referral_commissions', '(created_at, id)');
call private.ensure_index('referral_commissions_referral_id_idx', 'public.referral_commissions', '(referral_id)');
call private.ensure_index('referral_commissions_referrer_id_idx', 'public.referral_commissions', '(referrer_id)');

call private.ensure_index('referrals_created_at_idx', 'public.referrals', '(created_at, id)');
call private.ensure_index('referrals_referrer_id_idx', 'public.referrals', '(referrer_id)');
call private.ensure_index('referrals_referred_id_idx', 'public.referrals', '(referred_id)');

call private.ensure_index('sms_events_created_at_idx', 'public.sms_events', '(created_at, id)');
call private.ensure_index('sms_events_received_at_idx', 'public.sms_events', '(received_at, id)');
call private.ensure_index('sms_events_user_id_idx', 'public.sms_events', '(user_id, received_at, id)');
call private.ensure_index('sms_events_event_id_idx', 'public.sms_events', '(event_id)');
call private.ensure_index('sms_events_idempotency_key_idx', 'public.sms_events', '(idempotency_key)');
call private.ensure_index('sms_events_message_sid_idx', 'public.sms_events', '(message_sid)');

call private.ensure_index('sms_opt_out_opted_out_at_idx', 'public.sms_opt_out', '(opted_out_at, id)');
call private.ensure_index('sms_opt_out_user_id_idx', 'public.sms_opt_out', '(user_id)');

call private.ensure_index('sms_thread_locks_last_activity_idx', 'public.sms_thread_locks', '(last_activity, id)');
call private.ensure_index('sms_thread_locks_expires_at_idx', 'public.sms_thread_locks', '(expires_at)');
call private.ensure_index('sms_thread_locks_user_id_idx', 'public.sms_thread_locks', '(user_id)');

call private.ensure_index('subscriptions_user_id_idx', 'public.subscriptions', '(user_id, created_at, id)');
call private.ensure_index('subscriptions_created_at_idx', 'public.subscriptions', '(created_at, id)');
call private.ensure_index('subscriptions_stripe_subscription_id_idx', 'public.subscriptions',
  '(stripe_subscription_id)');
call private.ensure_index('subscriptions_stripe_customer_id_idx', 'public.subscriptions', '(stripe_customer_id)');

call private.ensure_index('tier_snapshots_created_at_idx', 'public.tier_snapshots', '(created_at, id)');
call private.ensure_index('tier_snapshots_tier_id_idx', 'public.tier_snapshots', '(tier_id, effective_from)');

call private.ensure_index('tracking_points_session_id_idx', 'public.tracking_points', '(session_id, recorded_at, id)');
call private.ensure_index('tracking_points_recorded_at_idx', 'public.tracking_points', '(recorded_at, id)');

call private.ensure_index('tracking_sessions_created_at_idx', 'public.tracking_sessions', '(created_at, id)');
call private.ensure_index('tracking_sessions_created_by_idx', 'public.tracking_sessions',
  '(created_by, created_at, id)');
call private.ensure_index('tracking_sessions_lead_id_idx', 'public.tracking_sessions', '(lead_id)');

call private.ensure_index('unknown_phone_created_at_idx', 'public.unknown_phone', '(created_at, id)');
call private.ensure_index('unknown_phone_received_at_idx', 'public.unknown_phone', '(received_at, id)');
call private.ensure_index('unknown_phone_phone_number_idx', 'public.unknown_phone', '(phone_number, received_at)');
call private.ensure_index('unknown_phone_unresolved_idx', 'public.unknown_phone',
  '(received_at, id) where resolved_at is null');
call private.ensure_index('unknown_phone_matched_agent_idx', 'public.unknown_phone',
  '(matched_agent) where matched_agent is not null');
call private.ensure_index('unknown_phone_event_type_idx', 'public.unknown_phone', '(event_type, received_at, id)');
call private.ensure_index('unknown_phone_open_number_idx', 'public.unknown_phone',
  '(phone_number) where resolved_at is null');

call private.ensure_index('upgrade_prompts_shown_user_id_idx', 'public.upgrade_prompts_shown',
  '(user_id, shown_at, id)');
call private.ensure_index('upgrade_prompts_shown_shown_at_idx', 'public.upgrade_prompts_shown', '(shown_at, id)');

call private.ensure_index('usage_calls_user_id_idx', 'public.usage_calls', '(user_id, created_at, id)');
call private.ensure_index('usage_calls_call_id_idx', 'public.usage_calls', '(call_id)');
call private.ensure_index('usage_calls_provider_call_id_idx', 'public.usage_calls', '(provider_call_id)');
call private.ensure_index('usage_calls_created_at_idx', 'public.usage_calls', '(created_at, id)');
call private.ensure_index('usage_calls_period_idx', 'public.usage_calls', '(user_id, created_at) include (seconds)');

call private.ensure_index('usage_limits_limit_state_idx', 'public.usage_limits', '(limit_state, user_id)');
call private.ensure_index('usage_limits_period_end_idx', 'public.usage_limits', '(period_end, user_id)');
-- Where the column is not kept, customers are few enough to be sorted.
do $$
begin
  if private.is_ours('usage_limits') then
    call private.ensure_index('usage_limits_used_percent_idx', 'public.usage_limits', '(used_percent, user_id)');
    call private.ensure_index('usage_limits_stopped_idx', 'public.usage_limits',
      '(used_percent, user_id) where hard_stop_active');
  end if;
end
$$;
call private.ensure_index('usage_limits_period_idx', 'public.usage_limits',
  '((coalesce(period_end, ''9999-12-31 00:00+00'')), user_id)');

call private.ensure_index('usage_sms_user_id_idx', 'public.usage_sms', '(user_id, created_at, id)');
call private.ensure_index('usage_sms_message_id_idx', 'public.usage_sms', '(message_id)');
call private.ensure_index('usage_sms_provider_message_id_idx', 'public.usage_sms', '(provider_message_id)');
call private.ensure_index('usage_sms_created_at_idx', 'public.usage_sms', '(created_at, id)');

call private.ensure_index('user_premium_features_created_at_idx', 'public.user_premium_features', '(created_at, id)');

call private.ensure_index('webhook_configs_user_id_idx', 'public.webhook_configs', '(user_id, created_at, id)');
call private.ensure_index('webhook_configs_created_at_idx', 'public.webhook_configs', '(created_at, id)');

call private.ensure_index('webhook_deliveries_created_at_idx', 'public.webhook_deliveries', '(created_at, id)');
call private.ensure_index('webhook_deliveries_webhook_id_idx', 'public.webhook_deliveries',
  '(webhook_id, created_at, id)');
call private.ensure_index('webhook_deliveries_user_id_idx', 'public.webhook_deliveries', '(user_id, created_at, id)');
call private.ensure_index('webhook_deliveries_retry_idx', 'public.webhook_deliveries',
  '(next_retry_at) where next_retry_at is not null');
call private.ensure_index('webhook_deliveries_event_type_idx', 'public.webhook_deliveries',
  '(event_type, created_at, id)');
call private.ensure_index('webhook_deliveries_failed_idx', 'public.webhook_deliveries',
  '(created_at, id) where delivered_at is null and delivery_status = ''failed''');
call private.ensure_index('webhook_deliveries_waiting_idx', 'public.webhook_deliveries',
  '(created_at, id) where delivered_at is null and delivery_status is distinct from ''failed''');

call private.ensure_index('webhook_queue_attempts_idx', 'public.webhook_queue', '(attempts, id)');
call private.ensure_index('webhook_queue_user_id_idx', 'public.webhook_queue', '(user_id, received_at, id)');
call private.ensure_index('webhook_queue_idempotency_key_idx', 'public.webhook_queue', '(idempotency_key)');
call private.ensure_index('webhook_queue_pending_idx', 'public.webhook_queue',
  '(received_at, id) where processed_at is null');
call private.ensure_index('webhook_queue_requeued_idx', 'public.webhook_queue',
  '(queued_at, id) where processed_at is null and queued_at is not null');
call private.ensure_index('webhook_queue_pending_attempts_idx', 'public.webhook_queue',
  '(attempts, id) where processed_at is null');
call private.ensure_index('webhook_queue_failed_idx', 'public.webhook_queue',
  '(received_at, id) where processed_at is not null and result = ''failed''');
call private.ensure_index('webhook_queue_failed_attempts_idx', 'public.webhook_queue',
  '(attempts, id) where processed_at is not null and result = ''failed''');
call private.ensure_index('webhook_queue_customer_facets_idx', 'public.webhook_queue',
  '(user_id) include (event_type, processed_at, result)');
call private.ensure_index('webhook_queue_cause_idx', 'public.webhook_queue',
  '(cause, received_at, id) where cause is not null');
call private.ensure_index('webhook_queue_failed_cause_idx', 'public.webhook_queue',
  '(cause, received_at, id) include (user_id, event_type) where processed_at is not null and result = ''failed''');
call private.ensure_index('webhook_queue_queued_at_idx', 'public.webhook_queue',
  '(queued_at) where queued_at is not null');
call private.ensure_index('webhook_queue_payload_idx', 'public.webhook_queue',
  'using gin (raw_payload jsonb_path_ops) where processed_at is not null');
call private.ensure_index('webhook_queue_finished_idx', 'public.webhook_queue',
  '(processed_at) include (received_at, queued_at, event_type, result) where processed_at is not null');
call private.ensure_index('webhook_queue_waited_idx', 'public.webhook_queue',
  '(processed_at) include (received_at, queued_at) where processed_at is not null and case when isfinite(processed_at) and isfinite(greatest(received_at, queued_at)) then processed_at - greatest(received_at, queued_at) > interval ''1 minute'' else true end');
call private.ensure_index('webhook_queue_failed_type_idx', 'public.webhook_queue',
  '(event_type, received_at, id) where processed_at is not null and result = ''failed''');
call private.ensure_index('webhook_queue_reference_idx', 'public.webhook_queue',
  '((coalesce(raw_payload #>> ''{call,call_id}'', raw_payload ->> ''call_id'', raw_payload ->> ''MessageSid'', raw_payload ->> ''message_sid'')))');
call private.ensure_index('webhook_queue_failed_user_idx', 'public.webhook_queue',
  '(user_id, received_at, id) where processed_at is not null and result = ''failed''');
call private.ensure_index('webhook_queue_arrival_idx', 'public.webhook_queue',
  '(received_at, id) include (processed_at, result)');
call private.ensure_index('webhook_queue_type_idx', 'public.webhook_queue',
  '(event_type, received_at, id) include (processed_at, result)');
call private.ensure_index('webhook_queue_skips_idx', 'public.webhook_queue',
  '(received_at, id) include (user_id, event_type) where processed_at is not null and result = ''skipped''');

-- Text search: one expression for each table, through trigrams.
call private.ensure_index('error_logs_search_idx', 'public.error_logs',
  'using gin ((coalesce(message, '''')) gin_trgm_ops)');
call private.ensure_index('ops_alerts_search_idx', 'public.ops_alerts',
  'using gin ((coalesce(message, '''')) gin_trgm_ops)');
call private.ensure_index('churn_alerts_search_idx', 'public.churn_alerts',
  'using gin (reason gin_trgm_ops)');
call private.ensure_index('webhook_queue_search_idx', 'public.webhook_queue',
  'using gin ((coalesce(idempotency_key, '''') || '' '' || coalesce(phone_number, '''') || '' '' || coalesce(error_message, '''')) gin_trgm_ops)');
call private.ensure_index('profiles_names_idx', 'public.profiles',
  format('using gin ((%s) gin_trgm_ops)', private.folded('(coalesce(business_name, '''') || '' '' || email)')));
call private.ensure_index('unknown_phone_search_idx', 'public.unknown_phone',
  'using gin (coalesce(phone_number, '''') gin_trgm_ops)');
call private.ensure_index('active_sessions_search_idx', 'public.active_sessions',
  'using gin ((coalesce(ip_address, '''') || '' '' || coalesce(user_agent, '''')) gin_trgm_ops)');
call private.ensure_index('audit_logs_search_idx', 'public.audit_logs',
  'using gin ((coalesce(metadata ->> ''notes'', '''') || '' '' || coalesce(metadata ->> ''reason'', '''')) gin_trgm_ops)');
call private.ensure_index('audit_trail_search_idx', 'public.audit_trail',
  'using gin ((coalesce(metadata ->> ''notes'', '''') || '' '' || coalesce(metadata ->> ''reason'', '''')) gin_trgm_ops)');
call private.ensure_index('agents_names_idx', 'public.agents',
  format('using gin ((%s) gin_trgm_ops)', private.folded('(coalesce(nickname, '''') || '' '' || coalesce(agent_id, ''''))')));
