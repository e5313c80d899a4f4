create or replace function private.caller_id() returns uuid
language sql stable security definer set search_path = ''
as $$ select auth.uid() $$;

comment on function private.caller_id() is 'The signed-in account. Invoker functions and triggers cannot read the auth schema themselves.';

create or replace function private.caller_email() returns text
language sql stable security definer set search_path = ''
as $$ select u.email from auth.users u where u.id = auth.uid() $$;

comment on function private.caller_email() is 'The e-mail address the signed-in account signs in with.';

create or replace function private.session_is_alive() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  claimed text := auth.jwt() ->> 'session_id';
begin
  if claimed is null or to_regclass('auth.sessions') is null then
    return true;
  end if;
  return exists (
    select from auth.sessions s
    where s.id = claimed::uuid and s.user_id = auth.uid() and (s.not_after is null or s.not_after > now())
  );
end
$$;

comment on function private.session_is_alive() is
  'False when the token names a session that was signed out or has expired, although the token itself is still valid.';

-- In PL/pgSQL its plan is kept for the connection; a function in SQL would be planned anew for every query.
create or replace function private.is_admin() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return exists (select from public.profiles p where p.user_id = auth.uid() and p.role = 'admin')
    and private.session_is_alive();
end
$$;

comment on function private.is_admin() is
  'True when the caller''s profile is an admin''s now and the token''s session still exists. Policies call it once per query, as (select private.is_admin()).';

create or replace function private.is_api_user() returns boolean
language sql stable set search_path = ''
as $$ select current_user in ('anon', 'authenticated') $$;

comment on function private.is_api_user() is 'True inside a request of a person; false for the platform''s backend and for functions that act for the database.';

create or replace function public.whoami() returns table (user_id uuid, email text, is_admin boolean)
language sql stable security definer set search_path = ''
as $$
  select u.id, u.email::text, private.is_admin()
  from auth.users u
  where u.id = auth.uid() and private.session_is_alive()
$$;

comment on function public.whoami() is
  'The signed-in account and whether it is an admin. No row when nobody is signed in, or no longer.';

create or replace function public.list_admins() returns table (user_id uuid, email text)
language sql stable set search_path = ''
as $$
  select p.user_id, p.email from private.profiles p
  where p.role = 'admin' and (select private.is_admin())
  order by p.email
$$;

comment on function public.list_admins() is 'Whom something can be assigned to. Nobody, for callers who are not admins.';

drop policy if exists profiles_select on public.profiles;
create policy profiles_select on public.profiles for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists profiles_insert on public.profiles;
create policy profiles_insert on public.profiles for insert to authenticated
  with check (user_id = (select auth.uid()));

drop policy if exists profiles_update on public.profiles;
create policy profiles_update on public.profiles for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

drop policy if exists agents_select on public.agents;
create policy agents_select on public.agents for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists agents_update on public.agents;
create policy agents_update on public.agents for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

drop policy if exists audit_logs_select on public.audit_logs;
create policy audit_logs_select on public.audit_logs for select to authenticated
  using ((select private.is_admin()));

drop policy if exists customer_health_scores_select on public.customer_health_scores;
create policy customer_health_scores_select on public.customer_health_scores for select to authenticated
  using ((select private.is_admin()));

drop policy if exists error_logs_select on public.error_logs;
create policy error_logs_select on public.error_logs for select to authenticated
  using ((select private.is_admin()));

drop policy if exists error_logs_update on public.error_logs;
create policy error_logs_update on public.error_logs for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));

drop policy if exists ops_alerts_select on public.ops_alerts;
create policy ops_alerts_select on public.ops_alerts for select to authenticated
  using ((select private.is_admin()));

drop policy if exists ops_alerts_update on public.ops_alerts;
create policy ops_alerts_update on public.ops_alerts for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));

drop policy if exists churn_alerts_select on public.churn_alerts;
create policy churn_alerts_select on public.churn_alerts for select to authenticated
  using ((select private.is_admin()));

drop policy if exists churn_alerts_update on public.churn_alerts;
create policy churn_alerts_update on public.churn_alerts for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));

drop policy if exists webhook_queue_select on public.webhook_queue;
create policy webhook_queue_select on public.webhook_queue for select to authenticated
  using ((select private.is_admin()));

drop policy if exists webhook_queue_update on public.webhook_queue;
create policy webhook_queue_update on public.webhook_queue for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));

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

drop policy if exists integrations_select on public.integrations;
create policy integrations_select on public.integrations for select to authenticated
  using (user_id = (select auth.uid()));

drop policy if exists webhook_configs_select on public.webhook_configs;
create policy webhook_configs_select on public.webhook_configs for select to authenticated
  using (user_id = (select auth.uid()));

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

grant all on public.profiles, public.agents, public.audit_logs, public.customer_health_scores, public.error_logs,
  public.ops_alerts, public.churn_alerts, public.webhook_queue to service_role;

revoke update, delete, truncate on public.audit_logs from service_role;

revoke all on public.profiles, public.agents, public.audit_logs, public.customer_health_scores, public.error_logs,
  public.ops_alerts, public.churn_alerts, public.webhook_queue from anon, authenticated;

grant select on public.profiles, public.agents, public.audit_logs, public.customer_health_scores, public.error_logs,
  public.ops_alerts, public.churn_alerts, public.webhook_queue to authenticated;

grant insert on public.profiles to authenticated;

grant update (
  business_name, area_code, industry, cal_com_url, transfer_number, business_hours, post_call_sms_enabled,
  review_request_enabled
) on public.profiles to authenticated;

grant update (nickname) on public.agents to authenticated;

grant update (resolved_at, resolution_notes) on public.error_logs, public.churn_alerts to authenticated;

grant update (acknowledged_at) on public.ops_alerts to authenticated;

grant update (processed_at, processed_by, result, error_message) on public.webhook_queue to authenticated;

grant all on public.active_sessions, public.alerts, public.appointments, public.billing_line_items,
  public.black_box_logs, public.call_events, public.call_recordings, public.commissions,
  public.consent_logs, public.deals, public.dialer_queue, public.integrations, public.latency_logs,
  public.leads, public.messages, public.outbound_sms_log, public.reconciliation_runs,
  public.referral_codes, public.referral_commissions, public.referral_settings, public.referrals,
  public.sms_events, public.sms_opt_out, public.sms_thread_locks, public.subscriptions,
  public.tier_snapshots, public.tracking_points, public.tracking_sessions, public.unknown_phone,
  public.upgrade_prompts_shown, public.usage_calls, public.usage_limits, public.usage_sms,
  public.user_premium_features, public.webhook_configs, public.webhook_deliveries to service_role;

revoke all on public.active_sessions, public.alerts, public.appointments, public.billing_line_items,
  public.black_box_logs, public.call_events, public.call_recordings, public.commissions,
  public.consent_logs, public.deals, public.dialer_queue, public.integrations, public.latency_logs,
  public.leads, public.messages, public.outbound_sms_log, public.reconciliation_runs,
  public.referral_codes, public.referral_commissions, public.referral_settings, public.referrals,
  public.sms_events, public.sms_opt_out, public.sms_thread_locks, public.subscriptions,
  public.tier_snapshots, public.tracking_points, public.tracking_sessions, public.unknown_phone,
  public.upgrade_prompts_shown, public.usage_calls, public.usage_limits, public.usage_sms,
  public.user_premium_features, public.webhook_configs, public.webhook_deliveries from anon, authenticated;

grant select on public.alerts, public.appointments, public.billing_line_items, public.black_box_logs, public.call_events,
  public.call_recordings, public.commissions, public.consent_logs, public.deals, public.dialer_queue,
  public.integrations, public.latency_logs, public.leads, public.messages, public.outbound_sms_log,
  public.reconciliation_runs, public.referral_codes, public.referral_commissions, public.referral_settings,
  public.referrals, public.sms_events, public.sms_opt_out, public.sms_thread_locks, public.subscriptions,
  public.tier_snapshots, public.tracking_points, public.tracking_sessions, public.unknown_phone,
  public.upgrade_prompts_shown, public.usage_calls, public.usage_limits, public.usage_sms,
  public.user_premium_features, public.webhook_configs, public.webhook_deliveries to authenticated;

grant select (id, user_id, ip_address, user_agent, created_at, last_active, revoked_at) on public.active_sessions to authenticated;

revoke execute on function private.caller_email(), private.caller_id(), private.is_admin(), private.is_api_user(),
  private.session_is_alive(), public.list_admins(), public.whoami() from public, anon, authenticated, service_role;

grant execute on function private.caller_email(), private.caller_id(), private.is_admin(), private.is_api_user(),
  public.list_admins(), public.whoami() to authenticated, service_role;
