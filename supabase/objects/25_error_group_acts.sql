-- Acts of admins on groups of errors. As with rows, each id gets its own outcome: done, already or missing.
create or replace function private.lock_error_groups(ids uuid[]) returns setof public.error_group_list
language plpgsql set search_path = ''
as $$
begin
  -- Not while changes are being applied: errors that arrive during a resolve are applied after it, and resolved with it.
  perform pg_advisory_xact_lock(hashtext('private.apply_error_group_deltas'));
  perform private.apply_error_group_deltas(1000000);
  insert into public.error_group_states (group_id)
  select w.id from private.check_ids(ids) w where exists (select from private.error_logs e where e.group_id = any (private.error_group_members(w.id)))
  on conflict do nothing;
  perform from public.error_group_states s where s.group_id = any (ids) order by s.group_id for update;
  return query select l.* from public.error_group_list l where l.id = any (ids);
end
$$;

comment on function private.lock_error_groups(uuid[]) is 'Gives groups their row, locks it until the transaction ends, and returns how they are now, counted exactly.';

create or replace function private.move_error_rows(wanted uuid, moment timestamptz, resolving boolean, most bigint, quietly boolean)
returns bigint
language plpgsql set search_path = ''
as $$
declare
  moved bigint;
begin
  perform set_config('kryonex.group_act', case when quietly then 'on' else '' end, true);
  if resolving then
    update public.error_logs e
    set resolved_at = moment, resolved_by = s.resolved_by, resolution_notes = s.resolution_notes
    from public.error_group_states s
    where s.group_id = wanted and e.id in (
      select o.id from private.error_logs l join public.error_logs o on o.id = l.id
      where l.group_id = any (private.error_group_members(wanted)) and l.resolved_at is null and l.created_at <= moment limit most for update of o skip locked
    );
  else
    update public.error_logs e set resolved_at = null, resolved_by = null, resolution_notes = null
    where e.id in (
      select o.id from private.error_logs l join public.error_logs o on o.id = l.id
      where l.resolved_at = moment and l.group_id = any (private.error_group_members(wanted)) limit most for update of o skip locked
    );
  end if;
  get diagnostics moved = row_count;
  perform set_config('kryonex.group_act', '', true);
  return moved;
end
$$;

comment on function private.move_error_rows(uuid, timestamptz, boolean, bigint, boolean) is
  'Resolves at most so many errors of a group that were there at a moment, or reopens those that were resolved at it; returns how many. Rows that somebody else is acting on are left to the next call. Quietly: their group''s audit row stands for them.';

create or replace function private.remaining_error_rows(wanted uuid, moment timestamptz, resolving boolean) returns bigint
language sql stable set search_path = ''
as $$
  select case when resolving
    then (select count(*) from private.error_logs e where e.group_id = any (m.ids) and e.resolved_at is null and e.created_at <= moment)
    else (select count(*) from private.error_logs e where e.resolved_at = moment and e.group_id = any (m.ids)) end
  from (select private.error_group_members(wanted) as ids) m
$$;

comment on function private.remaining_error_rows(uuid, timestamptz, boolean) is 'How many errors of a group a resolve or reopen has not reached yet.';

create or replace function private.who_acted_on_group(wanted uuid, done text)
returns table (happened_at timestamptz, actor_id uuid, actor_email text)
language sql stable rows 1 set search_path = ''
as $$
  select l.created_at, l.actor_id, p.email
  from public.audit_trail l left join private.profiles p on p.user_id = l.actor_id
  where l.entity = 'error_groups' and l.entity_id = wanted::text and l.action = done
  order by l.created_at desc limit 1
$$;

comment on function private.who_acted_on_group(uuid, text) is 'Who last did something to a group, and when.';

create or replace function private.set_group_state(ids uuid[], resolving boolean, notes text, most bigint)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text, rows_left bigint)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  g record;
  s public.error_group_states;
  moment timestamptz;
  budget bigint := most;
  stamped boolean;
begin
  perform private.begin_act();
  for g in
    select w.id, l.state from private.check_ids(ids) w left join private.lock_error_groups(ids) l on l.id = w.id order by w.place
  loop
    select * into s from public.error_group_states t where t.group_id = g.id;
    stamped := s.resolved_at is not null;
    moment := s.resolved_at;
    id := g.id;
    rows_left := 0;
    happened_at := null;
    actor_id := auth.uid();
    outcome := 'done';
    if g.state is null then
      outcome := 'missing';
      actor_id := null;
    elsif resolving and g.state <> 'resolved' then
      moment := clock_timestamp();
      update public.error_group_states t set resolved_at = moment, resolved_by = auth.uid(), resolution_notes = notes, reopening = null,
        snoozed_at = null, snoozed_by = null, snoozed_until = null, snoozed_events = null, snoozed_customers = null
      where t.group_id = g.id;
      happened_at := moment;
      stamped := true;
    elsif resolving then
      outcome := 'already';
      select coalesce(s.resolved_at, e.resolved_at), coalesce(s.resolved_by, e.resolved_by) into happened_at, actor_id
      from private.error_logs e where e.group_id = any (private.error_group_members(g.id)) and e.resolved_at is not null order by e.created_at desc limit 1;
    elsif stamped then
      update public.error_group_states t set resolved_at = null, resolved_by = null, resolution_notes = null, reopening = moment
      where t.group_id = g.id;
      happened_at := clock_timestamp();
    elsif g.state = 'resolved' then
      -- Its errors were resolved one by one: undo the last of these resolves, with an audit row each.
      moment := (select max(e.resolved_at) from private.error_logs e where e.group_id = any (private.error_group_members(g.id)));
      update public.error_group_states t set reopening = moment where t.group_id = g.id;
      happened_at := clock_timestamp();
    else
      outcome := 'already';
      select w.happened_at, w.actor_id into happened_at, actor_id from private.who_acted_on_group(g.id, 'error_group.reopened') w;
    end if;
    if outcome = 'done' then
      budget := budget - private.move_error_rows(g.id, moment, resolving, budget, stamped);
      rows_left := private.remaining_error_rows(g.id, moment, resolving);
    end if;
    actor_email := (select p.email from private.profiles p where p.user_id = actor_id);
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.set_group_state(uuid[], boolean, text, bigint) is
  'Resolves groups, or undoes their resolve, with at most the given number of their errors; continue_error_groups reaches the rest.';

create or replace function private.continue_groups(ids uuid[], most bigint) returns table (id uuid, rows_left bigint)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  s public.error_group_states;
  budget bigint := most;
begin
  perform private.begin_act();
  perform private.lock_error_groups(ids);
  for s in select * from public.error_group_states t where t.group_id = any (ids) and coalesce(t.resolved_at, t.reopening) is not null order by t.group_id loop
    id := s.group_id;
    budget := budget - private.move_error_rows(s.group_id, coalesce(s.resolved_at, s.reopening), s.resolved_at is not null, budget, true);
    rows_left := private.remaining_error_rows(s.group_id, coalesce(s.resolved_at, s.reopening), s.resolved_at is not null);
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.continue_groups(uuid[], bigint) is 'Brings at most so many more errors to where their groups are.';

create or replace function public.resolve_error_groups(ids uuid[], notes text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text, rows_left bigint)
language sql set search_path = ''
as $$ select * from private.set_group_state(ids, true, private.required_text('notes', notes), 4000) $$;

comment on function public.resolve_error_groups(uuid[], text) is
  'Resolves groups of errors with notes, in the caller''s name: the groups at once, and at most 4,000 of their errors; rows_left says how many are left for continue_error_groups. One row per id with its outcome.';

create or replace function public.reopen_error_groups(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text, rows_left bigint)
language sql set search_path = ''
as $$ select * from private.set_group_state(ids, false, null, 4000) $$;

comment on function public.reopen_error_groups(uuid[]) is
  'Undoes the last resolve of groups and of the errors that it resolved, at most 4,000 in one call; see resolve_error_groups.';

create or replace function public.continue_error_groups(ids uuid[]) returns table (id uuid, rows_left bigint)
language sql set search_path = ''
as $$ select * from private.continue_groups(ids, 4000) $$;

comment on function public.continue_error_groups(uuid[]) is
  'Goes on with the errors of groups that were resolved or reopened, at most 4,000 in one call; how many are left after it.';

revoke execute on function private.continue_groups(ids uuid[], most bigint),
  private.remaining_error_rows(wanted uuid, moment timestamp with time zone, resolving boolean),
  private.lock_error_groups(ids uuid[]),
  private.move_error_rows(wanted uuid, moment timestamp with time zone, resolving boolean, most bigint, quietly boolean),
  private.set_group_state(ids uuid[], resolving boolean, notes text, most bigint),
  private.who_acted_on_group(wanted uuid, done text), public.continue_error_groups(ids uuid[]),
  public.reopen_error_groups(ids uuid[]), public.resolve_error_groups(ids uuid[], notes text)
  from public, anon, authenticated, service_role;

grant execute on function private.continue_groups(ids uuid[], most bigint),
  private.set_group_state(ids uuid[], resolving boolean, notes text, most bigint),
  public.continue_error_groups(ids uuid[]), public.reopen_error_groups(ids uuid[]),
  public.resolve_error_groups(ids uuid[], notes text) to authenticated, service_role;
