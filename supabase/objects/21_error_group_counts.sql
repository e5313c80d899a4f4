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

-- It has no search_path either: an owner's rights with one that the caller chose are safe because every name says its schema,
-- and there is no operator but one between numbers, whose schema is said as well.
create or replace function private.count_new_error() returns trigger
language plpgsql security definer
as $$
begin
  insert into public.error_group_deltas (group_id, user_id, endpoint, hour, events, unresolved, first_seen, last_seen)
  values (new.group_id, new.user_id, new.endpoint, pg_catalog.date_bin('1 hour', new.created_at, '2000-01-01 00:00+00'), 1,
    (new.resolved_at is null)::pg_catalog.int4, new.created_at, new.created_at);
  -- Somebody has to fold when nobody looks: on average each writer folds what 8,192 writers appended. Many at once are
  -- cheaper than few, as errors that come together have groups, customers and hours in common.
  if pg_catalog.random() operator(pg_catalog.<) 0.0001220703125 then
    perform private.apply_error_group_deltas(16000);
  end if;
  return null;
end
$$;

comment on function private.count_new_error() is
  'Trigger: appends what a new error adds to its group, and now and then folds. For each row, because errors come one by one: a transition table would cost such an insert three times as much.';

create or replace function private.count_changed_errors() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.error_group_deltas (group_id, user_id, endpoint, hour, events, unresolved, first_seen, last_seen, moved)
  select e.group_id, e.user_id, e.endpoint, date_bin('1 hour', e.created_at, '2000-01-01 00:00+00'), sum(e.sign),
    coalesce(sum(e.sign) filter (where e.resolved_at is null), 0),
    min(e.created_at) filter (where e.sign = 1), max(e.created_at) filter (where e.sign = 1),
    min(e.created_at) filter (where e.sign = 1) is distinct from min(e.created_at) filter (where e.sign = -1)
      or max(e.created_at) filter (where e.sign = 1) is distinct from max(e.created_at) filter (where e.sign = -1)
  from (
    select -1 as sign, b.group_id, b.user_id, b.endpoint, b.created_at, b.resolved_at from before b
    union all
    select 1, a.group_id, a.user_id, a.endpoint, a.created_at, a.resolved_at from after a
  ) e
  where e.group_id is not null
  group by e.group_id, e.user_id, e.endpoint, 4
  having sum(e.sign) <> 0 or coalesce(sum(e.sign) filter (where e.resolved_at is null), 0) <> 0
    or min(e.created_at) filter (where e.sign = 1) is distinct from min(e.created_at) filter (where e.sign = -1)
    or max(e.created_at) filter (where e.sign = 1) is distinct from max(e.created_at) filter (where e.sign = -1);
  -- Whoever opens an error again that its group's resolve had closed opens the group.
  update public.error_group_states s set resolved_at = null
  where s.resolved_at is not null and s.group_id in (
    select a.group_id from after a join before b on b.id = a.id
    where b.resolved_at is not null and a.resolved_at is null and a.created_at <= s.resolved_at
  );
  return null;
end
$$;

comment on function private.count_changed_errors() is
  'Trigger: appends what a statement that changed errors means for their groups; reopening an error of a resolved group reopens the group.';

create or replace function private.count_deleted_errors() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.error_group_deltas (group_id, user_id, endpoint, hour, events, unresolved, moved)
  select g.group_id, g.user_id, g.endpoint, date_bin('1 hour', g.created_at, '2000-01-01 00:00+00'), -count(*),
    -count(*) filter (where g.resolved_at is null), true
  from gone g
  where g.group_id is not null
  group by 1, 2, 3, 4;
  return null;
end
$$;

comment on function private.count_deleted_errors() is 'Trigger: appends what a statement''s deleted errors take from their groups.';

create or replace function private.reset_error_groups() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('private.apply_error_group_deltas'));
  delete from public.error_group_deltas;
  delete from public.error_group_totals;
  delete from public.error_group_customers;
  delete from public.error_group_endpoints;
  delete from public.error_group_hours;
  return null;
end
$$;

comment on function private.reset_error_groups() is 'Trigger: when error_logs is truncated nothing is left to count.';

-- Groups for the errors that were there before groups were.
create or replace function private.group_some_errors(after uuid, batch_size integer) returns uuid
language plpgsql set search_path = ''
as $$
declare
  last_id uuid;
begin
  with wanted as (
    select e.id from public.error_logs e where e.id > after order by e.id limit batch_size
  ), updated as (
    update public.error_logs e set group_id = private.error_group_id(e.error_type, e.message, e.stack_trace)
    from wanted w
    where e.id = w.id and e.group_id is distinct from private.error_group_id(e.error_type, e.message, e.stack_trace)
  )
  select w.id into last_id from wanted w order by w.id desc limit 1;
  perform private.apply_error_group_deltas(batch_size);
  return last_id;
end
$$;

comment on function private.group_some_errors(uuid, integer) is
  'Groups the next errors after an id that are in no group or in one of older rules, and returns the last id that it looked at; null at the end.';

create or replace procedure private.group_existing_errors(batch_size integer default 5000)
language plpgsql
as $$
declare
  reached uuid := '00000000-0000-0000-0000-000000000000'::uuid;
begin
  loop
    reached := private.group_some_errors(reached, batch_size);
    exit when reached is null;
    commit;
  end loop;
end
$$;

comment on procedure private.group_existing_errors(integer) is
  'Puts every error that is in no group, or in one of older rules, into its group, committing after each batch. Call it outside a transaction; called again it does nothing when nothing is left.';

-- Named to come after sync_names, which fills the columns of adopted rows.
create or replace trigger write_group before insert on public.error_logs for each row execute function private.group_error();

create or replace trigger write_group_again before update on public.error_logs for each row
  when (new.group_id is null or new.group_id is distinct from old.group_id or new.error_type is distinct from old.error_type
    or new.message is distinct from old.message or new.stack_trace is distinct from old.stack_trace)
  execute function private.group_error();

create or replace trigger count_new_error after insert on public.error_logs
  for each row execute function private.count_new_error();

create or replace trigger count_changed_errors after update on public.error_logs
  referencing old table as before new table as after for each statement execute function private.count_changed_errors();

create or replace trigger count_deleted_errors after delete on public.error_logs
  referencing old table as gone for each statement execute function private.count_deleted_errors();

create or replace trigger reset_error_groups after truncate on public.error_logs
  for each statement execute function private.reset_error_groups();

revoke execute on function private.count_changed_errors(), private.count_deleted_errors(), private.count_new_error(),
  private.reset_error_groups(), private.group_error(), private.group_some_errors(after uuid, batch_size integer)
  from public, anon, authenticated, service_role;

revoke execute on procedure private.group_existing_errors(IN batch_size integer)
  from public, anon, authenticated, service_role;
