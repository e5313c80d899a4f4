create or replace function private.write_audit(customer uuid, action text, action_type text, entity text, entity_id text, metadata jsonb)
returns void
language sql security definer set search_path = ''
as $$
  insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (customer, auth.uid(), write_audit.action, write_audit.action_type, write_audit.entity, write_audit.entity_id, write_audit.metadata)
$$;

comment on function private.write_audit(uuid, text, text, text, text, jsonb) is
  'Writes an audit row in the caller''s name; a customer whom the act concerns, if any.';

revoke execute on function private.write_audit(customer uuid, action text, action_type text, entity text, entity_id text, metadata jsonb)
  from public, anon, authenticated, service_role;

create or replace function private.change_of_state(relation text, before jsonb, after jsonb,
  out action text, out action_type text, out previous text[])
language plpgsql immutable set search_path = ''
as $$
declare
  stamp text := case relation when 'ops_alerts' then 'acknowledged_at' when 'webhook_queue' then 'processed_at'
    when 'error_logs' then 'resolved_at' when 'churn_alerts' then 'resolved_at' end;
  was_set boolean := before ->> stamp is not null;
begin
  if stamp is null or (after ->> stamp is null) <> was_set then
    return;
  elsif relation = 'ops_alerts' then
    action_type := case when was_set then 'unacknowledge' else 'acknowledge' end;
    action := 'alert.' || action_type || 'd';
    previous := case when was_set then '{acknowledged_at,acknowledged_by}'::text[] else '{}' end;
  elsif relation = 'webhook_queue' then
    if was_set then
      action_type := 'requeue';
      action := 'webhook.requeued';
      previous := '{processed_at,processed_by,result,error_message,attempts}';
    end if;
  else
    action_type := case when was_set then 'reopen' else 'resolve' end;
    action := case relation when 'error_logs' then 'error.' else 'churn.' end || case when was_set then 'reopened' else 'resolved' end;
    previous := case when was_set then '{resolved_at,resolved_by,resolution_notes}'::text[] else '{}' end;
  end if;
end
$$;

comment on function private.change_of_state(text, jsonb, jsonb) is
  'What an update of one of the queues means: the action, its type, and which old values to keep.';

create or replace function private.audit_change_of_state() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb;
  after jsonb;
  change record;
begin
  -- What the audit row tells of a change, and no more: a whole row with its payload is dear to turn into pairs.
  if tg_table_name = 'ops_alerts' then
    before := jsonb_build_object('acknowledged_at', old.acknowledged_at, 'acknowledged_by', old.acknowledged_by);
    after := jsonb_build_object('acknowledged_at', new.acknowledged_at);
  elsif tg_table_name = 'webhook_queue' then
    before := jsonb_build_object('processed_at', old.processed_at, 'processed_by', old.processed_by, 'result', old.result,
      'error_message', old.error_message, 'attempts', old.attempts);
    after := jsonb_build_object('processed_at', new.processed_at);
  else
    before := jsonb_build_object('resolved_at', old.resolved_at, 'resolved_by', old.resolved_by, 'resolution_notes', old.resolution_notes);
    after := jsonb_build_object('resolved_at', new.resolved_at, 'resolution_notes', new.resolution_notes);
  end if;
  change := private.change_of_state(tg_table_name, before, after);
  if change.action is null then
    return null;
  end if;
  insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (
    new.user_id, auth.uid(), change.action, change.action_type, tg_table_name, new.id::text,
    jsonb_strip_nulls(jsonb_build_object('notes', after -> 'resolution_notes', 'reason', nullif(current_setting('kryonex.reason', true), '')))
      || jsonb_build_object('previous', case when change.previous = '{}' then '{}'
        else (select coalesce(jsonb_object_agg(p, before -> p), '{}') from unnest(change.previous) p) end)
  );
  return null;
end
$$;

comment on function private.audit_change_of_state() is
  'Trigger: writes the audit row of a resolve, reopen, acknowledge, unacknowledge or requeue. The reason comes from the transaction''s kryonex.reason setting.';

create or replace function private.audit_profile() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'INSERT' or new.role is distinct from old.role then
    insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
    values (new.user_id, auth.uid(), 'profile.role_changed', 'change', 'profiles', new.user_id::text,
      jsonb_build_object('role', new.role, 'previous', jsonb_build_object('role', old.role)));
  end if;
  if tg_op = 'UPDATE' and new.tier is distinct from old.tier then
    insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
    values (new.user_id, auth.uid(), 'profile.tier_changed', 'change', 'profiles', new.user_id::text,
      jsonb_build_object('tier', new.tier, 'previous', jsonb_build_object('tier', old.tier)));
  end if;
  return null;
end
$$;

comment on function private.audit_profile() is 'Trigger: a change of role or plan, and a profile that starts as an admin''s, leave an audit row.';

create or replace trigger audit_change_of_state after update on public.ops_alerts for each row
  when ((old.acknowledged_at is null) <> (new.acknowledged_at is null)) execute function private.audit_change_of_state();

create or replace trigger audit_change_of_state after update on public.webhook_queue for each row
  when (old.processed_at is not null and new.processed_at is null) execute function private.audit_change_of_state();

create or replace trigger audit_profile after update on public.profiles for each row
  when (old.role is distinct from new.role or old.tier is distinct from new.tier) execute function private.audit_profile();

create or replace trigger audit_new_admin after insert on public.profiles for each row
  when (new.role = 'admin') execute function private.audit_profile();

-- The errors that follow their group have the group's audit row; a hundred thousand of their own would bury the log.
-- Nobody acts on those that are being adopted.
create or replace trigger audit_change_of_state after update on public.error_logs for each row
  when ((old.resolved_at is null) <> (new.resolved_at is null)
    and concat(current_setting('kryonex.group_act', true), current_setting('kryonex.adopting', true)) = '')
  execute function private.audit_change_of_state();

revoke execute on function private.audit_change_of_state(), private.audit_profile(),
  private.change_of_state(relation text, before jsonb, after jsonb, OUT action text, OUT action_type text, OUT previous text[])
  from public, anon, authenticated, service_role;
