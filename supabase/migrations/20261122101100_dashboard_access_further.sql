-- The remaining tables: what is a customer's own they read, and write where they enter it themselves; admins read.

drop policy if exists leads_select on public.leads;
create policy leads_select on public.leads for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists messages_select on public.messages;
create policy messages_select on public.messages for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists appointments_select on public.appointments;
create policy appointments_select on public.appointments for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists subscriptions_select on public.subscriptions;
create policy subscriptions_select on public.subscriptions for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists usage_limits_select on public.usage_limits;
create policy usage_limits_select on public.usage_limits for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists deals_select on public.deals;
create policy deals_select on public.deals for select to authenticated
  using (seller_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists commissions_select on public.commissions;
create policy commissions_select on public.commissions for select to authenticated
  using (seller_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists call_recordings_select on public.call_recordings;
create policy call_recordings_select on public.call_recordings for select to authenticated
  using (seller_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists dialer_queue_select on public.dialer_queue;
create policy dialer_queue_select on public.dialer_queue for select to authenticated
  using (created_by = (select auth.uid()) or (select private.is_admin()));

drop policy if exists tracking_sessions_select on public.tracking_sessions;
create policy tracking_sessions_select on public.tracking_sessions for select to authenticated
  using (created_by = (select auth.uid()) or (select private.is_admin()));

drop policy if exists active_sessions_select on public.active_sessions;
create policy active_sessions_select on public.active_sessions for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists upgrade_prompts_shown_select on public.upgrade_prompts_shown;
create policy upgrade_prompts_shown_select on public.upgrade_prompts_shown for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists webhook_deliveries_select on public.webhook_deliveries;
create policy webhook_deliveries_select on public.webhook_deliveries for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists user_premium_features_select on public.user_premium_features;
create policy user_premium_features_select on public.user_premium_features for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists referral_codes_select on public.referral_codes;
create policy referral_codes_select on public.referral_codes for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists referral_commissions_select on public.referral_commissions;
create policy referral_commissions_select on public.referral_commissions for select to authenticated
  using (referrer_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists usage_calls_select on public.usage_calls;
create policy usage_calls_select on public.usage_calls for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists usage_sms_select on public.usage_sms;
create policy usage_sms_select on public.usage_sms for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists sms_opt_out_select on public.sms_opt_out;
create policy sms_opt_out_select on public.sms_opt_out for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists sms_thread_locks_select on public.sms_thread_locks;
create policy sms_thread_locks_select on public.sms_thread_locks for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists outbound_sms_log_select on public.outbound_sms_log;
create policy outbound_sms_log_select on public.outbound_sms_log for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists consent_logs_select on public.consent_logs;
create policy consent_logs_select on public.consent_logs for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists tracking_points_select on public.tracking_points;
create policy tracking_points_select on public.tracking_points for select to authenticated
  using (
    (select private.is_admin())
    or session_id in (select s.id from public.tracking_sessions s where s.created_by = (select auth.uid()))
  );

-- Tokens, secrets and headers are for their owner. Admins read the lists that leave them out.
drop policy if exists integrations_select on public.integrations;
create policy integrations_select on public.integrations for select to authenticated
  using (user_id = (select auth.uid()));

drop policy if exists webhook_configs_select on public.webhook_configs;
create policy webhook_configs_select on public.webhook_configs for select to authenticated
  using (user_id = (select auth.uid()));

-- A referral holds the referred account's address and the fraud checks, a bill our costs: not for customers.
drop policy if exists black_box_logs_select on public.black_box_logs;
create policy black_box_logs_select on public.black_box_logs for select to authenticated
  using ((select private.is_admin()));

drop policy if exists unknown_phone_select on public.unknown_phone;
create policy unknown_phone_select on public.unknown_phone for select to authenticated
  using ((select private.is_admin()));

drop policy if exists call_events_select on public.call_events;
create policy call_events_select on public.call_events for select to authenticated
  using ((select private.is_admin()));

drop policy if exists sms_events_select on public.sms_events;
create policy sms_events_select on public.sms_events for select to authenticated
  using ((select private.is_admin()));

drop policy if exists alerts_select on public.alerts;
create policy alerts_select on public.alerts for select to authenticated
  using ((select private.is_admin()));

drop policy if exists tier_snapshots_select on public.tier_snapshots;
create policy tier_snapshots_select on public.tier_snapshots for select to authenticated
  using ((select private.is_admin()));

drop policy if exists billing_line_items_select on public.billing_line_items;
create policy billing_line_items_select on public.billing_line_items for select to authenticated
  using ((select private.is_admin()));

drop policy if exists reconciliation_runs_select on public.reconciliation_runs;
create policy reconciliation_runs_select on public.reconciliation_runs for select to authenticated
  using ((select private.is_admin()));

drop policy if exists latency_logs_select on public.latency_logs;
create policy latency_logs_select on public.latency_logs for select to authenticated
  using ((select private.is_admin()));

drop policy if exists referrals_select on public.referrals;
create policy referrals_select on public.referrals for select to authenticated
  using ((select private.is_admin()));

drop policy if exists referral_settings_select on public.referral_settings;
create policy referral_settings_select on public.referral_settings for select to authenticated
  using ((select private.is_admin()));

grant all on public.active_sessions, public.alerts, public.appointments, public.billing_line_items,
  public.black_box_logs, public.call_events, public.call_recordings, public.commissions,
  public.consent_logs, public.deals, public.dialer_queue, public.integrations, public.latency_logs,
  public.leads, public.messages, public.outbound_sms_log, public.reconciliation_runs,
  public.referral_codes, public.referral_commissions, public.referral_settings, public.referrals,
  public.sms_events, public.sms_opt_out, public.sms_thread_locks, public.subscriptions,
  public.tier_snapshots, public.tracking_points, public.tracking_sessions, public.unknown_phone,
  public.upgrade_prompts_shown, public.usage_calls, public.usage_limits, public.usage_sms,
  public.user_premium_features, public.webhook_configs, public.webhook_deliveries, public.tracking to service_role;
revoke all on public.active_sessions, public.alerts, public.appointments, public.billing_line_items,
  public.black_box_logs, public.call_events, public.call_recordings, public.commissions,
  public.consent_logs, public.deals, public.dialer_queue, public.integrations, public.latency_logs,
  public.leads, public.messages, public.outbound_sms_log, public.reconciliation_runs,
  public.referral_codes, public.referral_commissions, public.referral_settings, public.referrals,
  public.sms_events, public.sms_opt_out, public.sms_thread_locks, public.subscriptions,
  public.tier_snapshots, public.tracking_points, public.tracking_sessions, public.unknown_phone,
  public.upgrade_prompts_shown, public.usage_calls, public.usage_limits, public.usage_sms,
  public.user_premium_features, public.webhook_configs, public.webhook_deliveries, public.tracking from anon, authenticated;
grant select on public.alerts, public.appointments, public.billing_line_items, public.black_box_logs, public.call_events,
  public.call_recordings, public.commissions, public.consent_logs, public.deals, public.dialer_queue,
  public.integrations, public.latency_logs, public.leads, public.messages, public.outbound_sms_log,
  public.reconciliation_runs, public.referral_codes, public.referral_commissions, public.referral_settings,
  public.referrals, public.sms_events, public.sms_opt_out, public.sms_thread_locks, public.subscriptions,
  public.tier_snapshots, public.tracking_points, public.tracking_sessions, public.unknown_phone,
  public.upgrade_prompts_shown, public.usage_calls, public.usage_limits, public.usage_sms,
  public.user_premium_features, public.webhook_configs, public.webhook_deliveries, public.tracking to authenticated;
grant select (id, user_id, ip_address, user_agent, created_at, last_active, revoked_at) on public.active_sessions to authenticated;
