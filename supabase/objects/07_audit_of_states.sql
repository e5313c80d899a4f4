-- Audit rows of alerts that are acknowledged, errors that are resolved, webhooks that are requeued, and of their undoing. On a
-- table of the platform a boolean alone may say so: the state is what lists show, whichever column the platform writes.
do $do$
begin
  execute private.with_readings('ops_alerts', $definition$
create or replace function private.audit_acknowledgement(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  was timestamptz := <old.acknowledged_at>;
  is_open boolean := <new.acknowledged_at> is null;
begin
  if (was is null) = is_open then
    return;
  end if;
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (<new.user_id>, auth.uid(), case when is_open then 'alert.unacknowledged' else 'alert.acknowledged' end,
    case when is_open then 'unacknowledge' else 'acknowledge' end, relation, new.id::text,
    private.reason_of_change() || jsonb_build_object('previous', case when is_open
      then jsonb_build_object('acknowledged_at', was, 'acknowledged_by', old.acknowledged_by) else '{}' end));
end
$$
$definition$);
  execute private.with_readings('error_logs', $definition$
create or replace function private.audit_resolution(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  was timestamptz := <old.resolved_at>;
  is_open boolean := <new.resolved_at> is null;
begin
  if (was is null) = is_open then
    return;
  end if;
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (new.user_id, auth.uid(), case when is_open then 'error.reopened' else 'error.resolved' end,
    case when is_open then 'reopen' else 'resolve' end, relation, new.id::text,
    jsonb_strip_nulls(jsonb_build_object('notes', new.resolution_notes)) || private.reason_of_change()
      || jsonb_build_object('previous', case when is_open then jsonb_build_object('resolved_at', was,
        'resolved_by', old.resolved_by, 'resolution_notes', old.resolution_notes) else '{}' end));
end
$$
$definition$);
end
$do$;

comment on function private.audit_acknowledgement(text, record, record) is
  'Writes the audit row of acknowledging an alert and of undoing that; nothing where lists show the same state as before.';

comment on function private.audit_resolution(text, record, record) is
  'Writes the audit row of resolving or reopening an error; nothing where lists show the same state as before.';

create or replace function private.audit_requeue(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (new.user_id, auth.uid(), 'webhook.requeued', 'requeue', relation, new.id::text,
    private.reason_of_change() || jsonb_build_object('previous', jsonb_build_object('processed_at', old.processed_at,
      'processed_by', old.processed_by, 'result', old.result, 'error_message', old.error_message, 'attempts', old.attempts)));
end
$$;

comment on function private.audit_requeue(text, record, record) is 'Writes the audit row of a processed webhook that waits again.';

create or replace function private.reason_of_change() returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return jsonb_strip_nulls(jsonb_build_object('reason', nullif(current_setting('kryonex.reason', true), '')));
end
$$;

comment on function private.reason_of_change() is 'The reason in the transaction''s kryonex.reason setting, for its audit rows; an empty object without one.';

revoke execute on function private.audit_acknowledgement(relation text, old record, new record),
  private.audit_resolution(relation text, old record, new record), private.audit_requeue(relation text, old record, new record),
  private.reason_of_change() from public, anon, authenticated, service_role;

-- A block for each table, so that no lock is held while the next is waited for.
do $$
begin
  execute format('create or replace trigger audit_change_of_state after update on public.ops_alerts for each row
    when (%s) execute function private.audit(''acknowledgement'')', private.stamp_changes('ops_alerts', 'acknowledged_at'));
end
$$;

create or replace trigger audit_change_of_state after update on public.webhook_queue for each row
  when (old.processed_at is not null and new.processed_at is null) execute function private.audit('requeue');

-- The errors that follow their group have the group's audit row; a hundred thousand of their own would bury the log.
do $$
begin
  execute format('create or replace trigger audit_change_of_state after update on public.error_logs for each row
    when ((%s) and coalesce(current_setting(''kryonex.group_act'', true), '''') = '''') execute function private.audit(''resolution'')',
    private.stamp_changes('error_logs', 'resolved_at'));
end
$$;
