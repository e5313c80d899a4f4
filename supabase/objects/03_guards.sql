-- What a change of state costs when ten thousand rows change at once. Each row has its guard, its stamp and its audit
-- row; there, a function of SQL that is called for each row is made ready for each, and a row turned into pairs is dear.
create or replace function private.allow_changes() returns trigger
language plpgsql set search_path = ''
as $$
declare
  allowed text[] := coalesce(tg_argv, '{}');
  changed text;
begin
  -- As private.is_api_user, which would be a function to call for each row.
  if current_user not in ('anon', 'authenticated') or to_jsonb(new) - allowed = to_jsonb(old) - allowed then
    return new;
  end if;
  select n.key into changed
  from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o on o.key = n.key
  where n.value is distinct from o.value and n.key <> all (allowed)
  limit 1;
  if changed is not null then
    raise exception '%.% cannot be changed', tg_table_name, changed using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.allow_changes() is
  'Trigger: a person''s update may change the columns named in the trigger''s arguments and no others. Columns added later are refused until they are named.';

create or replace function private.refuse_rewrite() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if private.is_api_user() or current_user = 'service_role' then
    raise exception '% is append-only', tg_table_name using errcode = '42501';
  end if;
  if tg_op = 'UPDATE' then
    return new;
  end if;
  return old;
end
$$;

comment on function private.refuse_rewrite() is 'Trigger: no API user, the backend included, may update or delete.';

create or replace function private.guard_new_profile() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not private.is_api_user() then
    return new;
  end if;
  if new.role is distinct from 'user' then
    raise exception 'profiles.role cannot be chosen' using errcode = '42501';
  end if;
  if new.tier is distinct from 'core' then
    raise exception 'profiles.tier cannot be chosen' using errcode = '42501';
  end if;
  new.email := private.caller_email();
  return new;
end
$$;

comment on function private.guard_new_profile() is
  'Trigger: whoever creates their own profile starts as a user on the core plan, under the address they sign in with.';

create or replace function private.stamp_resolution() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user not in ('anon', 'authenticated') then
    return new;
  end if;
  if old.resolved_at is null and new.resolved_at is null then
    if new is distinct from old then
      raise exception '%.resolved_at must be set to resolve', tg_table_name using errcode = '22023';
    end if;
  elsif old.resolved_at is null then
    if coalesce(btrim(new.resolution_notes), '') = '' then
      raise exception 'notes must not be empty' using errcode = '22023';
    end if;
    new.resolved_at := now();
    new.resolved_by := private.caller_id();
    new.resolution_notes := btrim(new.resolution_notes);
  elsif new.resolved_at is null then
    new.resolved_by := null;
    new.resolution_notes := null;
  elsif new is distinct from old then
    raise exception 'already resolved' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  end if;
  return new;
end
$$;

comment on function private.stamp_resolution() is
  'Trigger: resolving needs notes and is stamped with the caller and the time; reopening clears the stamps; a resolution cannot be rewritten.';

create or replace function private.freeze_columns() returns trigger
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

comment on function private.freeze_columns() is
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

create or replace trigger allow_changes before update on public.profiles for each row
  execute function private.allow_changes('business_name', 'area_code', 'industry', 'cal_com_url', 'transfer_number',
    'business_hours', 'post_call_sms_enabled', 'review_request_enabled');

create or replace trigger guard_new_profile before insert on public.profiles for each row
  execute function private.guard_new_profile();

create or replace trigger allow_changes before update on public.agents for each row
  execute function private.allow_changes('nickname');

create or replace trigger refuse_rewrite before update or delete on public.audit_logs for each row
  execute function private.refuse_rewrite();

create or replace trigger refuse_truncate before truncate on public.audit_logs for each statement
  execute function private.refuse_rewrite();

create or replace trigger allow_changes before update on public.customer_health_scores for each row
  execute function private.allow_changes();

create or replace trigger allow_changes before update on public.error_logs for each row
  execute function private.allow_changes('resolved_at', 'resolved_by', 'resolution_notes');

create or replace trigger stamp_resolution before update on public.error_logs for each row
  execute function private.stamp_resolution();

create or replace trigger allow_changes before update on public.webhook_queue for each row
  execute function private.allow_changes('processed_at', 'processed_by', 'result', 'error_message');

create or replace trigger freeze_columns before update on public.leads for each row
  execute function private.freeze_columns('id', 'user_id', 'created_at', 'flagged_for_review');

create or replace trigger start_empty before insert on public.leads for each row
  execute function private.start_empty('flagged_for_review');

create or replace trigger freeze_columns before update on public.appointments for each row
  execute function private.freeze_columns('id', 'user_id', 'created_at', 'cal_booking_uid');

create or replace trigger start_empty before insert on public.appointments for each row
  execute function private.start_empty('cal_booking_uid');

create or replace trigger freeze_columns before update on public.integrations for each row
  execute function private.freeze_columns('id', 'user_id', 'created_at');

create or replace trigger freeze_columns before update on public.webhook_configs for each row
  execute function private.freeze_columns('id', 'user_id', 'created_at');

create or replace trigger freeze_columns before update on public.tracking_sessions for each row
  execute function private.freeze_columns('id', 'created_by', 'created_at', 'token', 'update_key');

create or replace trigger freeze_columns before update on public.dialer_queue for each row
  execute function private.freeze_columns('id', 'created_by', 'created_at');

create or replace trigger refuse_people before insert or update or delete on public.comments for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

create or replace trigger refuse_people before insert or update or delete on public.error_group_states for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

create or replace trigger allow_changes before update on public.ops_alerts for each row
  execute function private.allow_changes('acknowledged_at', 'acknowledged_by', 'snoozed_until', 'snoozed_by', 'assigned_to',
    'assigned_at', 'closed_at', 'closed_by');

create or replace trigger refuse_people before insert or update or delete on public.customer_health_history for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

create or replace trigger allow_changes before update on public.churn_alerts for each row
  execute function private.allow_changes('resolved_at', 'resolved_by', 'resolution_notes', 'resolution_outcome', 'assigned_to', 'assigned_at');

create or replace trigger stamp_resolution before update on public.churn_alerts for each row
  when ((new.resolved_at, new.resolved_by, new.resolution_notes) is distinct from (old.resolved_at, old.resolved_by, old.resolution_notes))
  execute function private.stamp_resolution();

create or replace trigger refuse_people before insert or update or delete on public.bulk_actions for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

create or replace trigger refuse_people before insert or update or delete on public.saved_views for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

create or replace trigger refuse_people before insert or update or delete on public.webhook_attempts for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

create or replace trigger allow_changes before update on public.active_sessions for each row
  execute function private.allow_changes('revoked_at', 'revoked_by', 'revoked_reason');

create or replace trigger refuse_people before insert or delete on public.active_sessions for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

create or replace trigger refuse_people before insert or update or delete on public.customer_owners for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

create or replace trigger refuse_people before insert or update or delete on public.health_model_weights for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

-- As for errors: a restrictive policy instead of a trigger that asks on each insert who inserts.
create or replace trigger refuse_people before delete on public.audit_logs for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

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

drop policy if exists audit_logs_refuse_people on public.audit_logs;
create policy audit_logs_refuse_people on public.audit_logs as restrictive for insert to anon, authenticated with check (false);

grant insert, update, delete on public.leads, public.appointments, public.integrations, public.webhook_configs, public.tracking_sessions,
  public.dialer_queue
  to authenticated;

revoke execute on function private.allow_changes(), private.guard_new_profile(), private.freeze_columns(),
  private.refuse_people(), private.refuse_rewrite(), private.stamp_resolution(), private.start_empty(),
  private.touch_updated_at() from public, anon, authenticated, service_role;
