create or replace function public.acknowledge_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$
  select * from private.change_rows('ops_alerts', ids, 't.closed_at is null and (t.acknowledged_at is null or t.returns_at <= now())',
    'acknowledged_at = coalesce(t.acknowledged_at, now()),
      snoozed_until = case when t.acknowledged_at is not null then now() + private.acknowledgement_lasts(t.severity) end',
    'case when t.snoozed_by is null then t.acknowledged_at end', 'coalesce(t.snoozed_by, t.acknowledged_by)')
$$;

comment on function public.acknowledge_ops_alerts(uuid[]) is
  'Acknowledges alerts in the caller''s name. One that was acknowledged and came back is snoozed for as long as an acknowledgement lasts: unsnooze_ops_alerts takes that back. One row per id with its outcome.';

create or replace function public.unacknowledge_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$
  select * from private.change_rows('ops_alerts', ids, 't.acknowledged_at is not null and t.closed_at is null', 'acknowledged_at = null',
    't.closed_at', 't.closed_by')
$$;

comment on function public.unacknowledge_ops_alerts(uuid[]) is 'Takes acknowledgements of alerts back that are not closed. One row per id with its outcome.';

-- What an admin does to alerts beside taking an acknowledgement back: see dashboard_actions.sql for the outcomes.
create or replace function private.change_rows(relation text, ids uuid[], changeable text, change text,
  happened text default 'null', actor text default 'null')
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
#variable_conflict use_column
declare
  changed uuid[];
begin
  if not private.is_admin() then
    return query select w.id, 'denied', null::timestamptz, null::uuid, null::text from private.check_ids(ids) w order by w.place;
    return;
  end if;
  -- One order of locking for everybody, or two bulk actions could wait for each other.
  execute format('select from public.%I t where t.id in (select w.id from private.check_ids($1) w) order by t.id for update', relation)
    using ids;
  execute format('with changed as (update public.%I t set %s where t.id = any ($1) and %s returning t.id)
    select coalesce(array_agg(c.id), ''{}'') from changed c', relation, change, changeable) into changed using ids;
  return query execute format('
    select w.id, case when t.id is null then ''missing'' when w.id = any ($2) then ''done'' else ''already'' end,
      t.happened_at, t.actor_id, p.email
    from private.check_ids($1) w
    left join (select t.id, (%s)::timestamptz as happened_at, (%s)::uuid as actor_id from public.%I t where t.id = any ($1)) t on t.id = w.id
    left join private.profiles p on p.user_id = t.actor_id
    order by w.place', happened, actor, relation) using ids, changed;
end
$$;

comment on function private.change_rows(text, uuid[], text, text, text, text) is
  'Makes a change to the rows t of a queue that fulfil a condition, and tells for every id what came of it; happened and actor say when and who, of rows that did not. The texts are SQL of ours, never a caller''s.';

create or replace function public.close_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$
  select * from private.change_rows('ops_alerts', ids, 't.closed_at is null', 'closed_at = now()', 't.closed_at', 't.closed_by')
$$;

comment on function public.close_ops_alerts(uuid[]) is
  'Says that alerts are over, in the caller''s name, and acknowledges those that nobody had acknowledged. One row per id with its outcome.';

create or replace function public.reopen_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.change_rows('ops_alerts', ids, 't.closed_at is not null', 'closed_at = null') $$;

comment on function public.reopen_ops_alerts(uuid[]) is
  'Takes closing back, with the acknowledgement that it brought. One row per id with its outcome.';

create or replace function public.snooze_ops_alerts(ids uuid[], until timestamptz)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
begin
  if until is null or until not between now() and now() + interval '90 days' then
    raise exception 'until must be within the next 90 days' using errcode = '22023';
  end if;
  return query select * from private.change_rows('ops_alerts', ids,
    't.closed_at is null and (t.snoozed_until is null or t.snoozed_until <= now())', format('snoozed_until = %L', until),
    't.closed_at', 'coalesce(t.closed_by, t.snoozed_by)');
end
$$;

comment on function public.snooze_ops_alerts(uuid[], timestamptz) is
  'Keeps alerts out of the open list until a time. One row per id with its outcome.';

create or replace function public.unsnooze_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.change_rows('ops_alerts', ids, 't.snoozed_until is not null', 'snoozed_until = null') $$;

comment on function public.unsnooze_ops_alerts(uuid[]) is 'Ends snoozes. One row per id with its outcome.';

create or replace function private.assign_rows(relation text, ids uuid[], assignee uuid, instead_of uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$
  select * from private.change_rows(relation, ids,
    format('t.assigned_to is not distinct from %L and t.assigned_to is distinct from %L', instead_of, assignee),
    format('assigned_to = %L', assignee), 't.assigned_at', 't.assigned_to')
$$;

comment on function private.assign_rows(text, uuid[], uuid, uuid) is 'What public.assign_ops_alerts and public.assign_churn_alerts do.';

create or replace function public.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.assign_rows('ops_alerts', ids, assignee, instead_of) $$;

comment on function public.assign_ops_alerts(uuid[], uuid, uuid) is
  'Hands alerts to an admin, or to nobody. Only those that are with whom the caller says, nobody unless told: whoever was first is not overruled, and is named in the outcome.';

revoke execute on function private.assign_rows(relation text, ids uuid[], assignee uuid, instead_of uuid),
  private.change_rows(relation text, ids uuid[], changeable text, change text, happened text, actor text),
  public.acknowledge_ops_alerts(ids uuid[]), public.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid),
  public.close_ops_alerts(ids uuid[]), public.reopen_ops_alerts(ids uuid[]),
  public.snooze_ops_alerts(ids uuid[], until timestamp with time zone), public.unacknowledge_ops_alerts(ids uuid[]),
  public.unsnooze_ops_alerts(ids uuid[]) from public, anon, authenticated, service_role;

grant execute on function private.assign_rows(relation text, ids uuid[], assignee uuid, instead_of uuid),
  private.change_rows(relation text, ids uuid[], changeable text, change text, happened text, actor text),
  public.acknowledge_ops_alerts(ids uuid[]), public.assign_ops_alerts(ids uuid[], assignee uuid, instead_of uuid),
  public.close_ops_alerts(ids uuid[]), public.reopen_ops_alerts(ids uuid[]),
  public.snooze_ops_alerts(ids uuid[], until timestamp with time zone), public.unacknowledge_ops_alerts(ids uuid[]),
  public.unsnooze_ops_alerts(ids uuid[]) to authenticated, service_role;
