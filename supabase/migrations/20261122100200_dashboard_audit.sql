-- Every change of state leaves an audit row, written in the same transaction, whichever way the change came.

create or replace function private.change_of_state(relation text, before jsonb, after jsonb,
  out action text, out action_type text, out previous text[])
language sql immutable set search_path = ''
as $$
  select s.action, s.action_type, s.previous
  from (values
    ('error_logs', 'resolved_at', false, 'error.resolved', 'resolve', '{}'::text[]),
    ('error_logs', 'resolved_at', true, 'error.reopened', 'reopen', '{resolved_at,resolved_by,resolution_notes}'),
    ('churn_alerts', 'resolved_at', false, 'churn.resolved', 'resolve', '{}'),
    ('churn_alerts', 'resolved_at', true, 'churn.reopened', 'reopen', '{resolved_at,resolved_by,resolution_notes}'),
    ('ops_alerts', 'acknowledged_at', false, 'alert.acknowledged', 'acknowledge', '{}'),
    ('ops_alerts', 'acknowledged_at', true, 'alert.unacknowledged', 'unacknowledge', '{acknowledged_at,acknowledged_by}'),
    ('webhook_queue', 'processed_at', true, 'webhook.requeued', 'requeue',
      '{processed_at,processed_by,result,error_message,attempts}')
  ) s (relation, stamp, was_set, action, action_type, previous)
  where s.relation = change_of_state.relation
    and (before ->> s.stamp is not null) = s.was_set
    and (after ->> s.stamp is null) = s.was_set
$$;

comment on function private.change_of_state(text, jsonb, jsonb) is
  'What an update of one of the queues means: the action, its type, and which old values to keep.';

create or replace function private.audit_change_of_state() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb := to_jsonb(old) - 'raw_payload' - 'request_body' - 'stack_trace' - 'details';
  after jsonb := to_jsonb(new) - 'raw_payload' - 'request_body' - 'stack_trace' - 'details';
  reason text := nullif(current_setting('kryonex.reason', true), '');
  change record;
begin
  change := private.change_of_state(tg_table_name, before, after);
  if change.action is null then
    return null;
  end if;
  insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (
    new.user_id, auth.uid(), change.action, change.action_type, tg_table_name, new.id::text,
    jsonb_strip_nulls(jsonb_build_object('notes', after -> 'resolution_notes', 'reason', reason))
      || jsonb_build_object('previous', (
        select coalesce(jsonb_object_agg(p, before -> p), '{}') from unnest(change.previous) p
      ))
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

create or replace trigger audit_change_of_state after update on public.error_logs for each row
  when ((old.resolved_at is null) <> (new.resolved_at is null)) execute function private.audit_change_of_state();
create or replace trigger audit_change_of_state after update on public.churn_alerts for each row
  when ((old.resolved_at is null) <> (new.resolved_at is null)) execute function private.audit_change_of_state();
create or replace trigger audit_change_of_state after update on public.ops_alerts for each row
  when ((old.acknowledged_at is null) <> (new.acknowledged_at is null)) execute function private.audit_change_of_state();
create or replace trigger audit_change_of_state after update on public.webhook_queue for each row
  when (old.processed_at is not null and new.processed_at is null) execute function private.audit_change_of_state();

create or replace trigger audit_profile after update on public.profiles for each row
  when (old.role is distinct from new.role or old.tier is distinct from new.tier) execute function private.audit_profile();
create or replace trigger audit_new_admin after insert on public.profiles for each row
  when (new.role = 'admin') execute function private.audit_profile();

revoke execute on function private.change_of_state(text, jsonb, jsonb), private.audit_change_of_state(),
  private.audit_profile() from public;
