-- Snoozing and assigning groups of errors.
create or replace function private.snooze_groups(ids uuid[], until timestamptz, more_events integer, more_customers integer)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  g record;
  setting boolean := until is not null or more_events is not null or more_customers is not null;
begin
  perform private.begin_act();
  for g in
    select w.id, l.state, l.events, l.customers, l.resolved_at, l.resolved_by, l.snoozed_at, l.snoozed_by
    from private.check_ids(ids) w left join private.lock_error_groups(ids) l on l.id = w.id order by w.place
  loop
    id := g.id;
    outcome := case when g.state is null then 'missing' when g.state = 'resolved' or (g.state = 'snoozed') = setting then 'already' else 'done' end;
    happened_at := case outcome when 'done' then clock_timestamp() when 'already' then coalesce(g.resolved_at, g.snoozed_at) end;
    actor_id := case outcome when 'done' then auth.uid() when 'already' then coalesce(g.resolved_by, g.snoozed_by) end;
    if outcome = 'done' then
      update public.error_group_states t set snoozed_at = case when setting then clock_timestamp() end,
        snoozed_by = case when setting then auth.uid() end, snoozed_until = until, snoozed_events = g.events + more_events,
        snoozed_customers = g.customers + more_customers
      where t.group_id = g.id;
    end if;
    actor_email := (select p.email from private.profiles p where p.user_id = actor_id);
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.snooze_groups(uuid[], timestamptz, integer, integer) is
  'Snoozes groups until a time, until so many more events, or until so many more customers than now; with none of these, wakes them. Groups that are snoozed already, or resolved, stay as they are.';

create or replace function public.snooze_error_groups(ids uuid[], until timestamptz default null, more_events integer default null,
  more_customers integer default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
begin
  if until is null and more_events is null and more_customers is null then
    raise exception 'a snooze needs an end: a time, more events, or more customers' using errcode = '22023';
  end if;
  if until <= now() or more_events < 1 or more_customers < 1 then
    raise exception 'the end of a snooze must be ahead' using errcode = '22023';
  end if;
  return query select * from private.snooze_groups(ids, until, more_events, more_customers);
end
$$;

comment on function public.snooze_error_groups(uuid[], timestamptz, integer, integer) is
  'Snoozes groups of errors until a time, until so many more events, or until so many more customers; what comes first ends it. One row per id with its outcome.';

create or replace function public.unsnooze_error_groups(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.snooze_groups(ids, null, null, null) $$;

comment on function public.unsnooze_error_groups(uuid[]) is 'Ends the snooze of groups of errors. One row per id with its outcome.';

create or replace function private.assign_groups(ids uuid[], assignee uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  g record;
begin
  perform private.begin_act();
  if assignee is not null and not private.may_be_assigned(assignee) then
    raise exception 'assignee must be an admin' using errcode = '22023';
  end if;
  for g in
    select w.id, l.state, l.assigned_to
    from private.check_ids(ids) w left join private.lock_error_groups(ids) l on l.id = w.id order by w.place
  loop
    id := g.id;
    outcome := case when g.state is null then 'missing' when g.assigned_to is not distinct from assignee then 'already' else 'done' end;
    happened_at := clock_timestamp();
    actor_id := auth.uid();
    if outcome = 'done' then
      update public.error_group_states t set assigned_to = assignee where t.group_id = g.id;
    else
      happened_at := null;
      actor_id := null;
      select w.happened_at, w.actor_id into happened_at, actor_id
      from private.who_acted_on_group(g.id, case when assignee is null then 'error_group.unassigned' else 'error_group.assigned' end) w;
    end if;
    actor_email := (select p.email from private.profiles p where p.user_id = actor_id);
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.assign_groups(uuid[], uuid) is 'Hands groups to an admin, or to nobody.';

create or replace function public.assign_error_groups(ids uuid[], assignee uuid default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.assign_groups(ids, assignee) $$;

comment on function public.assign_error_groups(uuid[], uuid) is
  'Hands groups of errors to an admin, or with null to nobody. One row per id with its outcome; already where they have it.';

revoke execute on function private.assign_groups(ids uuid[], assignee uuid),
  private.snooze_groups(ids uuid[], until timestamp with time zone, more_events integer, more_customers integer),
  public.assign_error_groups(ids uuid[], assignee uuid),
  public.snooze_error_groups(ids uuid[], until timestamp with time zone, more_events integer, more_customers integer),
  public.unsnooze_error_groups(ids uuid[]) from public, anon, authenticated, service_role;

grant execute on function private.assign_groups(ids uuid[], assignee uuid),
  private.snooze_groups(ids uuid[], until timestamp with time zone, more_events integer, more_customers integer),
  public.assign_error_groups(ids uuid[], assignee uuid),
  public.snooze_error_groups(ids uuid[], until timestamp with time zone, more_events integer, more_customers integer),
  public.unsnooze_error_groups(ids uuid[]) to authenticated, service_role;
