-- What admins decide of groups of errors: the audit rows, and who reads the decisions.

create or replace function private.error_group_transition(old public.error_group_states, new public.error_group_states)
returns table (action text, action_type text, details jsonb)
language sql immutable rows 2 set search_path = ''
as $$
  select c.action, c.action_type, c.details
  from (values
    (new.resolved_at is not null and new.resolved_at is distinct from old.resolved_at, 'error_group.resolved', 'resolve',
      jsonb_build_object('notes', new.resolution_notes)),
    (new.resolved_at is null and old.resolved_at is not null, 'error_group.reopened', 'reopen',
      jsonb_build_object('previous', jsonb_build_object('resolved_at', old.resolved_at, 'resolved_by', old.resolved_by, 'resolution_notes', old.resolution_notes))),
    (new.snoozed_at is not null and new.snoozed_at is distinct from old.snoozed_at, 'error_group.snoozed', 'snooze',
      jsonb_build_object('until', new.snoozed_until, 'events', new.snoozed_events, 'customers', new.snoozed_customers)),
    (new.snoozed_at is null and old.snoozed_at is not null and new.resolved_at is not distinct from old.resolved_at,
      'error_group.unsnoozed', 'unsnooze', jsonb_build_object('previous', jsonb_build_object('until', old.snoozed_until,
        'events', old.snoozed_events, 'customers', old.snoozed_customers))),
    (new.assigned_to is not null and new.assigned_to is distinct from old.assigned_to, 'error_group.assigned', 'assign',
      jsonb_build_object('assignee', new.assigned_to, 'previous', jsonb_build_object('assignee', old.assigned_to))),
    (new.assigned_to is null and old.assigned_to is not null, 'error_group.unassigned', 'unassign',
      jsonb_build_object('previous', jsonb_build_object('assignee', old.assigned_to)))
  ) c (happened, action, action_type, details)
  where c.happened
$$;

comment on function private.error_group_transition(public.error_group_states, public.error_group_states) is
  'What a change of a group''s row means: the actions, their types, and what to keep of them.';

create or replace function private.audit_error_group() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
  select auth.uid(), c.action, c.action_type, 'error_groups', new.group_id::text, jsonb_strip_nulls(c.details)
  from private.error_group_transition(case tg_op when 'UPDATE' then old end, new) c;
  return null;
end
$$;

comment on function private.audit_error_group() is 'Trigger: a resolve, reopen, snooze, unsnooze or assignment of a group leaves an audit row.';

-- What newer rules carry to another group was audited when it was decided.
create or replace trigger audit_error_group after insert or update on public.error_group_states for each row
  when (current_setting('kryonex.regrouping', true) is distinct from 'on')
  execute function private.audit_error_group();

drop policy if exists error_group_states_select on public.error_group_states;
create policy error_group_states_select on public.error_group_states for select to authenticated using ((select private.is_admin()));

grant all on public.error_group_states to service_role;

revoke all on public.error_group_states from anon, authenticated;

grant select on public.error_group_states to authenticated;

revoke execute on function private.audit_error_group(), private.error_group_transition(old error_group_states, new error_group_states)
  from public, anon, authenticated, service_role;
