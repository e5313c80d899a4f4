-- Admins have full access to the operations tables, customers to their own rows, and evidence stays evidence: what somebody
-- did must be seen afterwards, by an admin who did not do it and by a customer who is billed for it. Payloads, texts of errors
-- and alerts, traces and times of receipt therefore stay as they came; the database sets stamps; what an admin inserts,
-- changes or deletes through a policy leaves an audit row with the row as it was. Only for requests of people, and only on
-- tables that we created.

create or replace function private.stamp_new_row() returns trigger
language plpgsql set search_path = ''
as $$
declare
  written jsonb := to_jsonb(new);
  stamp text;
  stamps jsonb := '{}';
begin
  -- An upsert of a row that is there already: the guards of updates decide.
  if private.row_is_known(tg_table_name, 'id', written) then
    return new;
  end if;
  foreach stamp in array tg_argv loop
    stamps := stamps || jsonb_build_object(stamp, case
      when stamp in ('created_at', 'received_at', 'started_at', 'last_calculated', 'last_active') then to_jsonb(now())
      when stamp = 'attempts' then to_jsonb(0)
      when stamp = 'triggered_by' then to_jsonb('admin:' || private.caller_id())
    end);
  end loop;
  return jsonb_populate_record(new, stamps);
end
$$;

comment on function private.stamp_new_row() is
  'Trigger: a person''s new row is dated and signed by the database and begins open: nothing is acknowledged, resolved or processed yet. The arguments are its stamps.';

create or replace function private.stamp_change() returns trigger
language plpgsql set search_path = ''
as $$
declare
  before jsonb := to_jsonb(old);
  after jsonb := to_jsonb(new);
  act text;
  time_key text;
  name_key text;
  stamps jsonb := '{}';
begin
  foreach act in array tg_argv loop
    time_key := act || '_at';
    name_key := act || '_by';
    if after -> time_key is distinct from before -> time_key then
      stamps := stamps || jsonb_build_object(time_key, case when after ->> time_key is not null then now() end)
        || case when after ? name_key then jsonb_build_object(name_key, case when after ->> time_key is not null then private.caller_id() end) else '{}' end;
    elsif after -> name_key is distinct from before -> name_key then
      stamps := stamps || jsonb_build_object(name_key, before -> name_key);
    end if;
  end loop;
  return jsonb_populate_record(new, stamps);
end
$$;

comment on function private.stamp_change() is
  'Trigger: whatever a person sends as the time and the name of an act, the database writes its own. The arguments are acts, such as resolved for resolved_at and resolved_by.';

create or replace function private.stamp_calculation() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.last_calculated := now();
  return new;
end
$$;

comment on function private.stamp_calculation() is 'Trigger: a score that a person changes is as old as the change.';

create or replace function private.stamp_resolution() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user not in ('anon', 'authenticated') then
    return new;
  end if;
  if old.resolved_at is null and new.resolved_at is null then
    raise exception '%.resolved_at must be set to resolve', tg_table_name using errcode = '22023';
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
  else
    raise exception 'already resolved' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  end if;
  return new;
end
$$;

comment on function private.stamp_resolution() is
  'Trigger: resolving needs notes and is stamped with the caller and the time; reopening clears the stamps; a resolution cannot be rewritten.';

create or replace function private.audit_admin_row() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  written jsonb := coalesce(after, before);
  metadata jsonb;
begin
  if tg_op = 'UPDATE' then
    metadata := jsonb_build_object('previous', (
      select jsonb_object_agg(b.key, b.value) from jsonb_each(before) b where b.value is distinct from after -> b.key));
  else
    metadata := jsonb_build_object('row', written);
  end if;
  perform private.write_audit((written ->> 'user_id')::uuid, 'record.' || case tg_op when 'INSERT' then 'inserted' when 'DELETE' then 'deleted' else 'changed' end,
    lower(tg_op), tg_table_name, coalesce(written ->> 'id', written ->> 'user_id'), metadata);
  return null;
end
$$;

comment on function private.audit_admin_row() is
  'Trigger: writes the audit row of what a person inserted, changed or deleted directly: the row as it was inserted or deleted, or the values that were changed.';

create or replace procedure private.guard_evidence(relation name, kept text[], stamped text[], audited_elsewhere text[])
language plpgsql set search_path = ''
as $$
declare
  people constant text := 'current_user in (''anon'', ''authenticated'')';
  in_numbers constant boolean := relation in ('error_logs', 'ops_alerts', 'webhook_queue', 'latency_logs');
  fixed text[];
  free text[];
  changed constant text := '(%s) is distinct from (%s)';
begin
  if not private.is_ours(relation) then
    return;
  end if;
  select array_agg(a.attname order by a.attnum) filter (where a.attname = any (kept)),
    array_agg(a.attname order by a.attnum) filter (where a.attname <> all (kept || audited_elsewhere) and a.attgenerated = '')
  into fixed, free
  from pg_catalog.pg_attribute a
  where a.attrelid = format('public.%I', relation)::regclass and a.attnum > 0 and not a.attisdropped;
  execute format('create or replace trigger freeze_columns before update on public.%I for each row when (%s and ' || changed || ')
    execute function private.freeze_columns(%s)', relation, people,
    (select string_agg(format('new.%I', c), ', ') from unnest(fixed) c), (select string_agg(format('old.%I', c), ', ') from unnest(fixed) c),
    (select string_agg(quote_literal(c), ', ') from unnest(fixed) c));
  if in_numbers then
    call private.guard_inserts(relation, stamped, case relation when 'webhook_queue' then '{id,idempotency_key}'::name[] else '{id}' end);
  elsif stamped is not null then
    execute format('create or replace trigger stamp_new_row before insert on public.%I for each row when (%s)
      execute function private.stamp_new_row(%s)', relation, people, (select string_agg(quote_literal(s), ', ') from unnest(stamped) s));
  end if;
  if audited_elsewhere is not null then
    execute format('create or replace trigger audit_admin_row after %s on public.%I for each row when (%s)
      execute function private.audit_admin_row()', case when in_numbers then 'delete' else 'insert or delete' end, relation, people);
    execute format('create or replace trigger audit_admin_edit after update on public.%I for each row when (%s and ' || changed || ')
      execute function private.audit_admin_row()', relation, people,
      (select string_agg(format('new.%I', c), ', ') from unnest(free) c), (select string_agg(format('old.%I', c), ', ') from unnest(free) c));
  end if;
end
$$;

comment on procedure private.guard_evidence(name, text[], text[], text[]) is
  'Guards a table of ours against its people: the columns that are kept, the stamps of new rows, and the columns whose changes leave an audit row of their own (null: the table is its customers'', and no audit row is written).';

-- Triggers of version 0.1.
do $$
declare
  relation text;
  name text;
begin
  foreach relation in array '{
    webhook_queue, error_logs, ops_alerts, customer_health_scores, churn_alerts, reconciliation_runs, active_sessions,
    unknown_phone, call_events, sms_events, alerts, tier_snapshots, billing_line_items, latency_logs, agents, messages
  }'::text[] loop
    continue when not private.is_ours(relation);
    foreach name in array '{allow_changes, refuse_people}'::text[] loop
      execute format('drop trigger if exists %I on public.%I', name, relation);
    end loop;
  end loop;
  if private.is_ours('appointments') then
    drop trigger if exists start_empty on public.appointments;
  end if;
end
$$;

call private.guard_evidence('agents', '{id, created_at, deploy_request_id, deployed_at, deploy_error}', null, null);
call private.guard_evidence('leads', '{id, created_at, flagged_for_review}', '{created_at}', null);
call private.guard_evidence('messages', '{id, created_at}', '{created_at}', null);
call private.guard_evidence('appointments', '{id, created_at}', '{created_at}', null);
call private.guard_evidence('integrations', '{id, user_id, created_at}', null, null);
call private.guard_evidence('webhook_configs', '{id, user_id, created_at}', null, null);
call private.guard_evidence('tracking_sessions', '{id, created_by, created_at, token, update_key}', null, null);
call private.guard_evidence('dialer_queue', '{id, created_by, created_at}', null, null);

call private.guard_evidence('error_logs', '{id, message, stack_trace, request_body, created_at, group_id}',
  '{created_at, resolved_at, resolved_by, resolution_notes}', '{resolved_at, resolved_by, resolution_notes}');
call private.guard_evidence('ops_alerts', '{id, message, details, created_at, returns_at}',
  '{created_at, acknowledged_at, acknowledged_by, snoozed_until, snoozed_by, assigned_to, assigned_at, closed_at, closed_by, returns_at}',
  '{acknowledged_at, acknowledged_by, snoozed_until, snoozed_by, assigned_to, assigned_at, closed_at, closed_by, returns_at}');
call private.guard_evidence('churn_alerts', '{id, reason, created_at}',
  '{created_at, resolved_at, resolved_by, resolution_notes, resolution_outcome, assigned_to, assigned_at}',
  '{resolved_at, resolved_by, resolution_notes, resolution_outcome, assigned_to, assigned_at}');
-- The text of a failure leaves with the failure, when the webhook is put back into the queue: stamp_requeue.
call private.guard_evidence('webhook_queue', '{id, raw_payload, received_at, cause, queued_at}',
  '{received_at, processed_at, processed_by, result, error_message, attempts, queued_at}', '{processed_at, processed_by, result, error_message, queued_at}');
call private.guard_evidence('active_sessions', '{id, token_hash, ip_address, user_agent, created_at, addresses, device_kind}',
  '{created_at, last_active, revoked_at, revoked_by, revoked_reason}', '{revoked_at, revoked_by, revoked_reason}');
call private.guard_evidence('customer_health_scores', '{id}', '{last_calculated}', '{}');
call private.guard_evidence('reconciliation_runs', '{id, started_at, discrepancy_details, triggered_by, notes, customers_total, reached, heartbeat_at}',
  '{started_at, completed_at, triggered_by, heartbeat_at}', '{}');
call private.guard_evidence('unknown_phone', '{id, raw_payload, received_at, created_at}', '{received_at, created_at, resolved_at, resolved_by}', '{}');
call private.guard_evidence('call_events', '{id, raw_payload, received_at, created_at}', '{received_at, created_at, processed_at}', '{}');
call private.guard_evidence('sms_events', '{id, body, body_sanitized, raw_payload, received_at, created_at}', '{received_at, created_at, processed_at}', '{}');
call private.guard_evidence('alerts', '{id, message, details, created_at}',
  '{created_at, acknowledged_at, acknowledged_by, resolved_at, resolved_by}', '{}');
call private.guard_evidence('tier_snapshots', '{id, created_at}', '{created_at}', '{}');
call private.guard_evidence('billing_line_items', '{id, created_at}', '{created_at}', '{}');
call private.guard_evidence('latency_logs', '{id, request_id, created_at, written_by}', '{created_at}', '{}');

do $$
declare
  relation text;
  acts text;
begin
  for relation, acts in values ('alerts', '''acknowledged'', ''resolved'''), ('unknown_phone', '''resolved'''),
    ('reconciliation_runs', '''completed'''), ('call_events', '''processed'''), ('sms_events', '''processed''') loop
    continue when not private.is_ours(relation);
    execute format('create or replace trigger stamp_change before update on public.%I for each row
      when (current_user in (''anon'', ''authenticated'')) execute function private.stamp_change(%s)', relation, acts);
  end loop;
  foreach relation in array '{error_logs, churn_alerts}'::text[] loop
    continue when not private.is_ours(relation);
    execute format('create or replace trigger stamp_resolution before update on public.%I for each row
      when ((new.resolved_at, new.resolved_by, new.resolution_notes) is distinct from (old.resolved_at, old.resolved_by, old.resolution_notes))
      execute function private.stamp_resolution()', relation);
  end loop;
  if private.is_ours('customer_health_scores') then
    create or replace trigger stamp_calculation before update on public.customer_health_scores for each row
      when (current_user in ('anon', 'authenticated')) execute function private.stamp_calculation();
  end if;
  -- Deleting a profile deletes its plan; a new profile begins on the core plan.
  if private.is_ours('profiles') then
    create or replace trigger audit_deleted_profile after delete on public.profiles for each row
      when (current_user in ('anon', 'authenticated')) execute function private.audit_admin_row();
  end if;
end
$$;

revoke execute on function private.audit_admin_row(), private.stamp_calculation(), private.stamp_change(), private.stamp_new_row(),
  private.stamp_resolution() from public, anon, authenticated, service_role;

revoke execute on procedure private.guard_evidence(relation name, kept text[], stamped text[], audited_elsewhere text[])
  from public, anon, authenticated, service_role;
