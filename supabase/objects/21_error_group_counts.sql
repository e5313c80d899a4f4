-- Counts of error groups: triggers append changes.

do $$
declare
  relation text;
begin
  foreach relation in array '{error_group_deltas,error_group_totals,error_group_customers,error_group_endpoints,error_group_hours}'::text[] loop
    execute format('alter table public.%I enable row level security', relation);
    execute format('drop policy if exists %I on public.%I', relation || '_select', relation);
    execute format('create policy %I on public.%I for select to authenticated using ((select private.is_admin()))', relation || '_select', relation);
    -- A change is appended with every error: a restrictive policy refuses people's inserts there, since a trigger would cost each of them.
    execute format('create or replace trigger refuse_people before %s on public.%I for each row
      when (current_user in (''anon'', ''authenticated'')) execute function private.refuse_people()',
      case relation when 'error_group_deltas' then 'update or delete' else 'insert or update or delete' end, relation);
    execute format('grant all on public.%I to service_role', relation);
    execute format('revoke all on public.%I from anon, authenticated', relation);
    execute format('grant select on public.%I to authenticated', relation);
  end loop;
end
$$;

-- Rows of the platform may have a time that date_bin cannot compute, or none.
create or replace function private.hour_of(moment timestamptz) returns timestamptz
language sql immutable parallel safe
as $$
  select case when moment >= '0001-01-01 00:00+00' and moment < '10000-01-01 00:00+00' then date_bin('1 hour', moment, '2000-01-01 00:00+00')
    when moment > '0001-01-01 00:00+00' then 'infinity' else '-infinity' end
$$;

comment on function private.hour_of(timestamptz) is 'The hour of a moment; infinity or -infinity for a time out of range, or none. Fails for no value.';

create or replace function private.apply_some_error_group_deltas() returns void
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if private.may_apply() then
    perform private.apply_error_group_deltas(1000);
  end if;
exception
  when others then
    perform private.note_failure('errors', 'error_logs', null, 'applying changes', sqlstate, sqlerrm);
end
$$;

comment on function private.apply_some_error_group_deltas() is 'Applies pending changes in the statement of a writer, once in its transaction; never fails.';

-- A statement is counted as lists show it: on a table of the platform an error may be resolved by a boolean alone.
do $do$
declare
  definition text;
begin
  foreach definition in array array[
$definition$
create or replace function private.count_new_error() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  -- Changes must be applied even when nobody reads: on average one writer in 512 applies what the others appended, in
  -- a tenth of a second. One condition for both, because each expression adds to the cost of every error.
  if random() < 0.001953125 or current_setting('kryonex.locked', true) = 'on' then
    if current_setting('kryonex.locked', true) = 'on' then
      perform private.give_up('errors');
      return null;
    end if;
    perform private.apply_some_error_group_deltas();
  end if;
  begin
    insert into public.error_group_deltas (group_id, user_id, endpoint, hour, events, unresolved, first_seen, last_seen, text_key)
    select a.group_id, a.user_id, left(a.endpoint, 500), private.hour_of(a.created_at), 1, (<a.resolved_at> is null)::integer,
      a.created_at, a.created_at, private.error_text_hash(<a.message>)
    from after a where a.group_id is not null;
  exception
    when others then
      perform private.note_failure('errors', 'error_logs', null, 'counting new errors', sqlstate, sqlerrm);
  end;
  return null;
end
$$
$definition$,
$definition$
create or replace function private.count_changed_errors() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('errors');
    return null;
  end if;
  begin
    insert into public.error_group_deltas (group_id, user_id, endpoint, hour, events, unresolved, first_seen, last_seen, moved)
    select e.group_id, e.user_id, e.endpoint, e.hour, sum(e.sign), coalesce(sum(e.sign) filter (where e.resolved_at is null), 0),
      min(e.created_at) filter (where e.sign = 1), max(e.created_at) filter (where e.sign = 1),
      min(e.created_at) filter (where e.sign = 1) is distinct from min(e.created_at) filter (where e.sign = -1)
        or max(e.created_at) filter (where e.sign = 1) is distinct from max(e.created_at) filter (where e.sign = -1)
    from (
      select -1 as sign, b.group_id, b.user_id, left(b.endpoint, 500) as endpoint, private.hour_of(b.created_at) as hour, b.created_at, <b.resolved_at> as resolved_at from before b
      union all
      select 1, a.group_id, a.user_id, left(a.endpoint, 500), private.hour_of(a.created_at), a.created_at, <a.resolved_at> from after a
    ) e
    where e.group_id is not null
    group by e.group_id, e.user_id, e.endpoint, e.hour
    having sum(e.sign) <> 0 or coalesce(sum(e.sign) filter (where e.resolved_at is null), 0) <> 0
      or min(e.created_at) filter (where e.sign = 1) is distinct from min(e.created_at) filter (where e.sign = -1)
      or max(e.created_at) filter (where e.sign = 1) is distinct from max(e.created_at) filter (where e.sign = -1);
    -- Few statements change what an error says, or its group.
    insert into public.error_group_deltas (group_id, hour, events, unresolved, text_key, text_events)
    select e.group_id, '-infinity', 0, 0, e.text_key, sum(e.sign)
    from (
      select -1 as sign, b.group_id, private.error_text_hash(<b.message>) as text_key from before b
      union all
      select 1, a.group_id, private.error_text_hash(<a.message>) from after a
    ) e
    where e.group_id is not null
    group by e.group_id, e.text_key having sum(e.sign) <> 0;
    -- Reopening an error that the resolve of its group had closed opens the group; one that an admin is acting on stays theirs.
    update public.error_group_states s set resolved_at = null
    where s.group_id in (
      select o.group_id from public.error_group_states o
      where o.resolved_at is not null and o.group_id in (
        select coalesce(m.target_id, a.group_id) from after a join before b on b.id = a.id
        left join private.error_group_aliases m on m.group_id = a.group_id
        where <b.resolved_at> is not null and <a.resolved_at> is null and a.created_at <= o.resolved_at
      ) for update skip locked
    );
  exception
    when others then
      perform private.note_failure('errors', 'error_logs', null, 'counting changed errors', sqlstate, sqlerrm);
  end;
  return null;
end
$$
$definition$,
$definition$
create or replace function private.count_deleted_errors() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('errors');
    return null;
  end if;
  begin
    -- By their text only in groups that have few, or a clearing of old rows would append as many.
    insert into public.error_group_deltas (group_id, user_id, endpoint, hour, events, unresolved, moved, text_key)
    select g.group_id, g.user_id, left(g.endpoint, 500), private.hour_of(g.created_at), -count(*), -count(*) filter (where <g.resolved_at> is null), true,
      case when t.many_texts is not true then private.error_text_hash(<g.message>) end
    from gone g left join public.error_group_totals t on t.group_id = g.group_id
    where g.group_id is not null
    group by 1, 2, 3, 4, 8;
  exception
    when others then
      perform private.note_failure('errors', 'error_logs', null, 'counting deleted errors', sqlstate, sqlerrm);
  end;
  return null;
end
$$
$definition$
  ] loop
    execute private.with_readings('error_logs', definition);
  end loop;
end
$do$;

comment on function private.count_new_error() is
  'Trigger: appends what new errors add to their groups, a row for each: nearly every error is inserted by itself, and summing one costs more than appending it. Now and then applies what was appended. It reads a transition table, so that a statement of many rows costs one subtransaction.';

comment on function private.count_changed_errors() is
  'Trigger: appends the effect of a statement that changed errors on their groups; reopening an error of a resolved group reopens the group.';

comment on function private.count_deleted_errors() is 'Trigger: appends what a statement''s deleted errors take from their groups.';

create or replace function private.reset_error_groups() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  begin
    delete from public.error_group_deltas d where d.group_id is not null;
    delete from public.error_group_totals t where t.group_id is not null;
    delete from public.error_group_customers k where k.group_id is not null;
    delete from public.error_group_endpoints p where p.group_id is not null;
    delete from public.error_group_hours h where h.group_id is not null;
    delete from private.error_group_texts w where w.group_id is not null;
  exception
    when others then
      perform private.note_failure('errors', 'error_logs', null, 'forgetting all errors', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.reset_error_groups() is 'Trigger: when error_logs is truncated nothing is left to count.';

create or replace function private.recount_error_groups() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  found_groups uuid[];
begin
  if not pg_try_advisory_xact_lock(hashtext('private.apply_error_group_deltas')) then
    raise exception 'somebody is applying changes' using errcode = '55P03';
  end if;
  -- One statement: what it counts and what it takes out of the changes are of one snapshot.
  with taken as (
    delete from public.error_group_deltas d where d.group_id is not null
  ), own as materialized (
    select e.group_id, e.user_id, left(e.endpoint, 500) as endpoint, private.hour_of(e.created_at) as hour, count(*) as events,
      count(*) filter (where e.resolved_at is null) as unresolved, min(e.created_at) as first_seen, max(e.created_at) as last_seen
    from private.error_logs e where e.group_id is not null group by 1, 2, 3, 4
  ), counted as materialized (
    select o.* from own o
    union all
    select p.id, o.user_id, o.endpoint, o.hour, o.events, o.unresolved, o.first_seen, o.last_seen
    from own o join private.error_group_aliases a on a.group_id = o.group_id cross join unnest(a.path) p (id)
  ), totals as (
    insert into public.error_group_totals as t (group_id, events, unresolved, first_seen, last_seen, customers)
    select c.group_id, sum(c.events), sum(c.unresolved), min(c.first_seen), max(c.last_seen), count(distinct c.user_id) from counted c group by 1
    on conflict (group_id) do update set events = excluded.events, unresolved = excluded.unresolved, first_seen = excluded.first_seen,
      last_seen = excluded.last_seen, customers = excluded.customers, counted_at = clock_timestamp(), many_texts = null
  ), customers as (
    insert into public.error_group_customers as k (group_id, user_id, events, unresolved, last_seen)
    select c.group_id, c.user_id, sum(c.events), sum(c.unresolved), max(c.last_seen) from counted c where c.user_id is not null group by 1, 2
    on conflict (group_id, user_id) do update set events = excluded.events, unresolved = excluded.unresolved, last_seen = excluded.last_seen
  ), endpoints as (
    insert into public.error_group_endpoints as p (group_id, endpoint, events, unresolved)
    select c.group_id, c.endpoint, sum(c.events), sum(c.unresolved) from counted c where c.endpoint is not null group by 1, 2
    on conflict (group_id, endpoint) do update set events = excluded.events, unresolved = excluded.unresolved
  ), hours as (
    insert into public.error_group_hours as h (group_id, hour, events)
    select c.group_id, c.hour, sum(c.events) from counted c group by 1, 2
    on conflict (group_id, hour) do update set events = excluded.events
  ), gone_customers as (
    delete from public.error_group_customers k
    where not exists (select from counted c where c.group_id = k.group_id and c.user_id = k.user_id)
  ), gone_endpoints as (
    delete from public.error_group_endpoints p
    where not exists (select from counted c where c.group_id = p.group_id and c.endpoint = p.endpoint)
  ), gone_hours as (
    delete from public.error_group_hours h where not exists (select from counted c where c.group_id = h.group_id and c.hour = h.hour)
  )
  delete from public.error_group_totals t where not exists (select from counted c where c.group_id = t.group_id);
  -- As private.apply_error_group_deltas does for a group that it counts first.
  found_groups := array(select t.group_id from public.error_group_totals t where t.error_type is null or t.weighed_at is null);
  perform private.name_error_groups(found_groups);
  perform private.update_error_group_impact(found_groups);
  perform private.store_stacks(found_groups);
  perform private.count_error_texts(array(select t.group_id from public.error_group_totals t where t.many_texts is null));
end
$$;

comment on function private.recount_error_groups() is
  'Counts all groups of errors from their rows, after a trigger could not. Writers do not wait for it.';

-- Its name sorts after those of the platform's triggers and of the naming trigger.
create or replace trigger zz_write_group before insert on public.error_logs for each row execute function private.group_error();

create or replace trigger zz_write_group_again before update on public.error_logs for each row
  when (new.group_id is null or new.group_id is distinct from old.group_id or new.error_type is distinct from old.error_type
    or new.message is distinct from old.message
    or left(new.stack_trace, 20000) is distinct from left(old.stack_trace, 20000))
  execute function private.group_error();

create or replace trigger count_new_error after insert on public.error_logs
  referencing new table as after for each statement execute function private.count_new_error();

create or replace trigger count_changed_errors after update on public.error_logs
  referencing old table as before new table as after for each statement execute function private.count_changed_errors();

create or replace trigger count_deleted_errors after delete on public.error_logs
  referencing old table as gone for each statement execute function private.count_deleted_errors();

create or replace trigger reset_error_groups after truncate on public.error_logs
  for each statement execute function private.reset_error_groups();

revoke execute on function private.count_changed_errors(), private.count_deleted_errors(), private.count_new_error(),
  private.reset_error_groups(), private.recount_error_groups(), private.apply_some_error_group_deltas(), private.group_error(), private.hour_of(moment timestamptz)
  from public, anon, authenticated, service_role;
