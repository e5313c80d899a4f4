-- What people decided about a group of errors.

create table if not exists public.error_group_states (
  group_id uuid primary key,
  resolved_at timestamptz,
  resolved_by uuid,
  resolution_notes text,
  reopening timestamptz,
  snoozed_at timestamptz,
  snoozed_by uuid,
  snoozed_until timestamptz,
  snoozed_events bigint,
  snoozed_customers integer,
  assigned_to uuid
);

comment on table public.error_group_states is 'What admins decided about a group of errors; no row while nobody has. Written by the functions that act on groups.';
comment on column public.error_group_states.resolved_at is 'When the group was resolved. Events after it reopen the group; events of before that arrive late do not.';
comment on column public.error_group_states.resolved_by is 'Who resolved it. No foreign key: the stamp outlives the account.';
comment on column public.error_group_states.reopening is 'The resolve that was taken back: its errors are being reopened.';
comment on column public.error_group_states.snoozed_events is 'How many events end the snooze. Likewise snoozed_customers; snoozed_until is a time. What comes first ends it.';

alter table public.error_group_states enable row level security;
drop policy if exists error_group_states_select on public.error_group_states;
create policy error_group_states_select on public.error_group_states for select to authenticated using ((select private.is_admin()));
create or replace trigger refuse_people before insert or update or delete on public.error_group_states for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();
grant all on public.error_group_states to service_role;
revoke all on public.error_group_states from anon, authenticated;
grant select on public.error_group_states to authenticated;
create index if not exists error_group_states_assigned_to_idx on public.error_group_states (assigned_to);

create or replace function private.error_group_changes_of_state(old public.error_group_states, new public.error_group_states)
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

comment on function private.error_group_changes_of_state(public.error_group_states, public.error_group_states) is
  'What a change of a group''s row means: the actions, their types, and what to keep of them.';

create or replace function private.audit_error_group() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.audit_logs (actor_id, action, action_type, entity, entity_id, metadata)
  select auth.uid(), c.action, c.action_type, 'error_groups', new.group_id::text, jsonb_strip_nulls(c.details)
  from private.error_group_changes_of_state(case tg_op when 'UPDATE' then old end, new) c;
  return null;
end
$$;

comment on function private.audit_error_group() is 'Trigger: a resolve, reopen, snooze, unsnooze or assignment of a group leaves an audit row.';

create or replace trigger audit_error_group after insert or update on public.error_group_states for each row
  execute function private.audit_error_group();

-- The errors that follow their group have the group's audit row; a hundred thousand of their own would bury the log.
-- Nobody acts on those that are being adopted.
create or replace trigger audit_change_of_state after update on public.error_logs for each row
  when ((old.resolved_at is null) <> (new.resolved_at is null)
    and concat(current_setting('kryonex.group_act', true), current_setting('kryonex.adopting', true)) = '')
  execute function private.audit_change_of_state();

revoke execute on function private.error_group_changes_of_state(public.error_group_states, public.error_group_states),
  private.audit_error_group() from public;
