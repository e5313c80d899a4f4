-- What customers enter themselves, and what nobody writes through the API, whatever is granted.

drop policy if exists leads_insert on public.leads;
create policy leads_insert on public.leads for insert to authenticated
  with check (user_id = (select auth.uid()));

drop policy if exists leads_update on public.leads;
create policy leads_update on public.leads for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

drop policy if exists leads_delete on public.leads;
create policy leads_delete on public.leads for delete to authenticated
  using (user_id = (select auth.uid()));

drop policy if exists appointments_insert on public.appointments;
create policy appointments_insert on public.appointments for insert to authenticated
  with check (user_id = (select auth.uid()));

drop policy if exists appointments_update on public.appointments;
create policy appointments_update on public.appointments for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

drop policy if exists appointments_delete on public.appointments;
create policy appointments_delete on public.appointments for delete to authenticated
  using (user_id = (select auth.uid()));

drop policy if exists integrations_insert on public.integrations;
create policy integrations_insert on public.integrations for insert to authenticated
  with check (user_id = (select auth.uid()));

drop policy if exists integrations_update on public.integrations;
create policy integrations_update on public.integrations for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

drop policy if exists integrations_delete on public.integrations;
create policy integrations_delete on public.integrations for delete to authenticated
  using (user_id = (select auth.uid()));

drop policy if exists webhook_configs_insert on public.webhook_configs;
create policy webhook_configs_insert on public.webhook_configs for insert to authenticated
  with check (user_id = (select auth.uid()));

drop policy if exists webhook_configs_update on public.webhook_configs;
create policy webhook_configs_update on public.webhook_configs for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

drop policy if exists webhook_configs_delete on public.webhook_configs;
create policy webhook_configs_delete on public.webhook_configs for delete to authenticated
  using (user_id = (select auth.uid()));

drop policy if exists tracking_sessions_insert on public.tracking_sessions;
create policy tracking_sessions_insert on public.tracking_sessions for insert to authenticated
  with check (created_by = (select auth.uid()) and (lead_id is null or lead_id in (select l.id from public.leads l where l.user_id = (select auth.uid()))));

drop policy if exists tracking_sessions_update on public.tracking_sessions;
create policy tracking_sessions_update on public.tracking_sessions for update to authenticated
  using (created_by = (select auth.uid()))
  with check (created_by = (select auth.uid()) and (lead_id is null or lead_id in (select l.id from public.leads l where l.user_id = (select auth.uid()))));

drop policy if exists tracking_sessions_delete on public.tracking_sessions;
create policy tracking_sessions_delete on public.tracking_sessions for delete to authenticated
  using (created_by = (select auth.uid()));

drop policy if exists dialer_queue_insert on public.dialer_queue;
create policy dialer_queue_insert on public.dialer_queue for insert to authenticated
  with check (created_by = (select auth.uid()) and (lead_id is null or lead_id in (select l.id from public.leads l where l.user_id = (select auth.uid()))));

drop policy if exists dialer_queue_update on public.dialer_queue;
create policy dialer_queue_update on public.dialer_queue for update to authenticated
  using (created_by = (select auth.uid()))
  with check (created_by = (select auth.uid()) and (lead_id is null or lead_id in (select l.id from public.leads l where l.user_id = (select auth.uid()))));

drop policy if exists dialer_queue_delete on public.dialer_queue;
create policy dialer_queue_delete on public.dialer_queue for delete to authenticated
  using (created_by = (select auth.uid()));

grant insert, update, delete on public.leads, public.appointments, public.integrations, public.webhook_configs, public.tracking_sessions,
  public.dialer_queue
  to authenticated;

create or replace function private.keep_values() returns trigger
language plpgsql set search_path = ''
as $$
declare
  changed text;
begin
  if not private.is_api_user() then
    return new;
  end if;
  select kept into changed from unnest(tg_argv) kept
  where to_jsonb(new) -> kept is distinct from to_jsonb(old) -> kept
  limit 1;
  if changed is not null then
    raise exception '%.% cannot be changed', tg_table_name, changed using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.keep_values() is
  'Trigger: a person''s update leaves the columns named in the trigger''s arguments as they are. For tables that are their owner''s; see allow_changes for the others.';

create or replace function private.start_empty() returns trigger
language plpgsql set search_path = ''
as $$
declare
  filled text;
begin
  if not private.is_api_user() then
    return new;
  end if;
  select left_out into filled from unnest(tg_argv) left_out
  where coalesce(to_jsonb(new) ->> left_out, 'false') <> 'false'
  limit 1;
  if filled is not null then
    raise exception '%.% cannot be chosen', tg_table_name, filled using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.start_empty() is
  'Trigger: a person''s new row leaves the columns named in the trigger''s arguments to the platform.';

create or replace function private.refuse_people() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'only the platform may % % rows', lower(tg_op), tg_table_name using errcode = '42501';
end
$$;

comment on function private.refuse_people() is
  'Trigger: refuses what it fires for. Its triggers fire for the requests of people only.';

create or replace function private.touch_updated_at() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

comment on function private.touch_updated_at() is 'Trigger: updated_at says when the row changed last, whatever the request says.';

revoke execute on function private.keep_values(), private.start_empty(), private.refuse_people(), private.touch_updated_at() from public;

create or replace trigger keep_values before update on public.leads for each row
  execute function private.keep_values('id', 'user_id', 'created_at', 'flagged_for_review');
create or replace trigger start_empty before insert on public.leads for each row
  execute function private.start_empty('flagged_for_review');
create or replace trigger keep_values before update on public.appointments for each row
  execute function private.keep_values('id', 'user_id', 'created_at', 'cal_booking_uid');
create or replace trigger start_empty before insert on public.appointments for each row
  execute function private.start_empty('cal_booking_uid');
create or replace trigger keep_values before update on public.integrations for each row
  execute function private.keep_values('id', 'user_id', 'created_at');
create or replace trigger keep_values before update on public.webhook_configs for each row
  execute function private.keep_values('id', 'user_id', 'created_at');
create or replace trigger keep_values before update on public.tracking_sessions for each row
  execute function private.keep_values('id', 'created_by', 'created_at', 'token', 'update_key');
create or replace trigger keep_values before update on public.dialer_queue for each row
  execute function private.keep_values('id', 'created_by', 'created_at');

do $$
declare
  relation text;
begin
  foreach relation in array '{
    messages, subscriptions, usage_limits, black_box_logs, deals, commissions, call_recordings, tracking_points,
    unknown_phone, call_events, sms_events, alerts, tier_snapshots, billing_line_items, reconciliation_runs,
    latency_logs, active_sessions, upgrade_prompts_shown, webhook_deliveries, user_premium_features,
    referral_codes, referrals, referral_commissions, referral_settings, usage_calls, usage_sms,
    sms_opt_out, sms_thread_locks, outbound_sms_log, consent_logs, customer_health_scores
  }'::text[] loop
    execute format('create or replace trigger refuse_people before insert or update or delete on public.%I for each row
      when (current_user in (''anon'', ''authenticated'')) execute function private.refuse_people()', relation);
  end loop;
  foreach relation in array '{agents, audit_logs, error_logs, ops_alerts, churn_alerts, webhook_queue}'::text[] loop
    execute format('create or replace trigger refuse_people before insert or delete on public.%I for each row
      when (current_user in (''anon'', ''authenticated'')) execute function private.refuse_people()', relation);
  end loop;
  create or replace trigger refuse_people before delete on public.profiles for each row
    when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();
  foreach relation in array '{
    appointments, call_recordings, integrations, tracking_sessions, referrals, referral_settings, webhook_configs,
    user_premium_features
  }'::text[] loop
    execute format('create or replace trigger touch_updated_at before update on public.%I for each row
      execute function private.touch_updated_at()', relation);
  end loop;
end
$$;
