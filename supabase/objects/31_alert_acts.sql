-- Acts of admins on alerts: acknowledging, closing, snoozing, assigning.

create or replace function private.acknowledge_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.change_rows('ops_alerts', ids, 't.closed_at is null and (t.acknowledged_at is null or t.returns_at <= now())',
    'acknowledged_at = coalesce(t.acknowledged_at, now()),
      acknowledged_by = case when t.acknowledged_at is null then private.caller_id() else t.acknowledged_by end,
      snoozed_until = case when t.acknowledged_at is not null then now() + private.acknowledgement_lasts(t.severity) end,
      snoozed_by = case when t.acknowledged_at is not null then private.caller_id() end',
    'case when t.snoozed_by is null then t.acknowledged_at end', 'coalesce(t.snoozed_by, t.acknowledged_by)');
$$;

comment on function private.acknowledge_ops_alerts(uuid[]) is 'What public.acknowledge_ops_alerts does.';

create or replace function public.acknowledge_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.acknowledge_ops_alerts(ids) $$;

comment on function public.acknowledge_ops_alerts(uuid[]) is
  'Acknowledges alerts in the caller''s name. One that was acknowledged and came back is snoozed for as long as an acknowledgement lasts: unsnooze_ops_alerts takes that back. One row per id with its outcome.';

create or replace function private.unacknowledge_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.change_rows('ops_alerts', ids, 't.acknowledged_at is not null and t.closed_at is null',
    'acknowledged_at = null, acknowledged_by = null', 't.closed_at', 't.closed_by');
$$;

comment on function private.unacknowledge_ops_alerts(uuid[]) is 'What public.unacknowledge_ops_alerts does.';

create or replace function public.unacknowledge_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.unacknowledge_ops_alerts(ids) $$;

comment on function public.unacknowledge_ops_alerts(uuid[]) is 'Undoes the acknowledgement of alerts that are not closed. One row per id with its outcome.';

create or replace function private.close_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.change_rows('ops_alerts', ids, 't.closed_at is null',
    'closed_at = now(), closed_by = private.caller_id(), acknowledged_at = coalesce(t.acknowledged_at, now()),
      acknowledged_by = case when t.acknowledged_at is null then private.caller_id() else t.acknowledged_by end',
    't.closed_at', 't.closed_by');
$$;

comment on function private.close_ops_alerts(uuid[]) is 'What public.close_ops_alerts does.';

create or replace function public.close_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.close_ops_alerts(ids) $$;

comment on function public.close_ops_alerts(uuid[]) is
  'Closes alerts in the caller''s name, and acknowledges those that nobody had acknowledged. One row per id with its outcome.';

create or replace function private.reopen_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  -- Undoes the acknowledgement that closing implied.
  select * from private.change_rows('ops_alerts', ids, 't.closed_at is not null', 'closed_at = null, closed_by = null,
    acknowledged_at = case when t.acknowledged_at is distinct from t.closed_at then t.acknowledged_at end,
    acknowledged_by = case when t.acknowledged_at is distinct from t.closed_at then t.acknowledged_by end');
$$;

comment on function private.reopen_ops_alerts(uuid[]) is 'What public.reopen_ops_alerts does.';

create or replace function public.reopen_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.reopen_ops_alerts(ids) $$;

comment on function public.reopen_ops_alerts(uuid[]) is
  'Reopens closed alerts, and undoes the acknowledgement that closing implied. One row per id with its outcome.';

create or replace function private.snooze_ops_alerts(ids uuid[], until timestamptz)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin();
  if until is null or until not between now() and now() + interval '90 days' then
    raise exception 'until must be within the next 90 days' using errcode = '22023';
  end if;
  return query select * from private.change_rows('ops_alerts', ids,
    't.closed_at is null and (t.snoozed_until is null or t.snoozed_until <= now())', format('snoozed_until = %L, snoozed_by = private.caller_id()', until),
    't.closed_at', 'coalesce(t.closed_by, t.snoozed_by)');
end
$$;

comment on function private.snooze_ops_alerts(uuid[], timestamptz) is 'What public.snooze_ops_alerts does.';

create or replace function public.snooze_ops_alerts(ids uuid[], until timestamptz)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.snooze_ops_alerts(ids, until) $$;

comment on function public.snooze_ops_alerts(uuid[], timestamptz) is
  'Keeps alerts out of the open list until a time. One row per id with its outcome.';

create or replace function private.unsnooze_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.change_rows('ops_alerts', ids, 't.snoozed_until is not null', 'snoozed_until = null, snoozed_by = null');
$$;

comment on function private.unsnooze_ops_alerts(uuid[]) is 'What public.unsnooze_ops_alerts does.';

create or replace function public.unsnooze_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.unsnooze_ops_alerts(ids) $$;

comment on function public.unsnooze_ops_alerts(uuid[]) is 'Ends snoozes. One row per id with its outcome.';

create or replace function private.require_assignee(assignee uuid) returns void
language plpgsql stable set search_path = ''
as $$
begin
  if assignee is not null and not private.may_be_assigned(assignee) then
    raise exception 'assignee must be an admin' using errcode = '22023';
  end if;
end
$$;

comment on function private.require_assignee(uuid) is 'Refuses to hand anything to an account that is not an admin''s; nobody is allowed.';

create or replace function private.assign_rows(relation text, ids uuid[], assignee uuid, instead_of uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
begin
  perform private.require_assignee(assignee);
  return query select * from private.change_rows(relation, ids,
    format('t.assigned_to is not distinct from %L and t.assigned_to is distinct from %L', instead_of, assignee),
    format('assigned_to = %L, assigned_at = %s', assignee, case when assignee is null then 'null' else 'now()' end),
    't.assigned_at', 't.assigned_to');
end
$$;

comment on function private.assign_rows(text, uuid[], uuid, uuid) is 'What public.assign_ops_alerts and public.assign_churn_alerts do.';

create or replace function private.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.assign_rows('ops_alerts', ids, assignee, instead_of);
$$;

comment on function private.assign_ops_alerts(uuid[], uuid, uuid) is 'What public.assign_ops_alerts does.';

create or replace function public.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.assign_ops_alerts(ids, assignee, instead_of) $$;

comment on function public.assign_ops_alerts(uuid[], uuid, uuid) is
  'Hands alerts to an admin, or to nobody. Changes only alerts whose current assignee is the one that the caller names (by default nobody): an assignment that came first is kept and named in the outcome.';

revoke execute on function private.require_assignee(assignee uuid),
  private.assign_rows(relation text, ids uuid[], assignee uuid, instead_of uuid),
  private.acknowledge_ops_alerts(ids uuid[]),
  private.unacknowledge_ops_alerts(ids uuid[]),
  private.close_ops_alerts(ids uuid[]),
  private.reopen_ops_alerts(ids uuid[]),
  private.snooze_ops_alerts(ids uuid[], until timestamptz),
  private.unsnooze_ops_alerts(ids uuid[]),
  private.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid),
  public.acknowledge_ops_alerts(ids uuid[]),
  public.unacknowledge_ops_alerts(ids uuid[]),
  public.close_ops_alerts(ids uuid[]),
  public.reopen_ops_alerts(ids uuid[]),
  public.snooze_ops_alerts(ids uuid[], until timestamptz),
  public.unsnooze_ops_alerts(ids uuid[]),
  public.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid)
  from public, anon, authenticated, service_role;

grant execute on function
  private.acknowledge_ops_alerts(ids uuid[]),
  private.unacknowledge_ops_alerts(ids uuid[]),
  private.close_ops_alerts(ids uuid[]),
  private.reopen_ops_alerts(ids uuid[]),
  private.snooze_ops_alerts(ids uuid[], until timestamptz),
  private.unsnooze_ops_alerts(ids uuid[]),
  private.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid),
  public.acknowledge_ops_alerts(ids uuid[]),
  public.unacknowledge_ops_alerts(ids uuid[]),
  public.close_ops_alerts(ids uuid[]),
  public.reopen_ops_alerts(ids uuid[]),
  public.snooze_ops_alerts(ids uuid[], until timestamptz),
  public.unsnooze_ops_alerts(ids uuid[]),
  public.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid)
  to authenticated, service_role;
