-- Exact counts per group of errors. Whoever writes errors only appends what changed, and so never waits for another
-- writer; folding adds the changes to the totals. Totals plus changes are exact in every snapshot.

alter table public.error_logs add column if not exists group_id uuid;
comment on column public.error_logs.group_id is 'The group of errors that this one belongs to: private.error_group_id. Set by the database; null only until an adopted row is grouped.';

create index if not exists error_logs_group_idx on public.error_logs (group_id, created_at, id);
create index if not exists error_logs_unresolved_group_idx on public.error_logs (group_id, created_at, id) where resolved_at is null;

create table if not exists public.error_group_changes (
  group_id uuid not null,
  user_id uuid,
  endpoint text,
  hour timestamptz not null,
  events integer not null,
  unresolved integer not null,
  first_seen timestamptz,
  last_seen timestamptz,
  moved boolean not null default false
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 10);

comment on table public.error_group_changes is 'What statements on error_logs changed and the totals do not know yet: how many events and unresolved ones more or fewer, per group, customer, endpoint and hour.';
comment on column public.error_group_changes.moved is 'Events were deleted, or moved in time or to another group: the first and last time must be looked up.';

create table if not exists public.error_group_totals (
  group_id uuid primary key,
  error_type text,
  pattern text,
  events bigint not null default 0,
  unresolved bigint not null default 0,
  first_seen timestamptz,
  last_seen timestamptz,
  customers integer not null default 0,
  impact numeric not null default 0,
  worst_grade text,
  plans text[] not null default '{}',
  open_churn integer not null default 0,
  folded_at timestamptz not null default now(),
  weighed_at timestamptz
) with (fillfactor = 60);

comment on table public.error_group_totals is 'What is known of each group of errors. Exact only together with error_group_changes: read the view error_groups.';
comment on column public.error_group_totals.pattern is 'The message without its values: see private.error_fingerprint.';
comment on column public.error_group_totals.impact is 'See private.weigh_error_groups, which also sets worst_grade, plans and open_churn.';

create table if not exists public.error_group_customers (
  group_id uuid not null,
  user_id uuid not null,
  events bigint not null,
  unresolved bigint not null,
  last_seen timestamptz,
  primary key (group_id, user_id)
) with (fillfactor = 70);
create index if not exists error_group_customers_user_id_idx on public.error_group_customers (user_id, group_id);
comment on table public.error_group_customers is 'How often each customer met each group of errors, as far as it was folded.';

create table if not exists public.error_group_endpoints (
  group_id uuid not null,
  endpoint text not null,
  events bigint not null,
  unresolved bigint not null,
  primary key (group_id, endpoint)
) with (fillfactor = 70);
comment on table public.error_group_endpoints is 'Where each group of errors happens, as far as it was folded.';

create table if not exists public.error_group_hours (
  group_id uuid not null,
  hour timestamptz not null,
  events bigint not null,
  primary key (group_id, hour)
) with (fillfactor = 70);
create index if not exists error_group_hours_hour_idx on public.error_group_hours (hour, group_id) include (events);
comment on table public.error_group_hours is 'How many events each group of errors had in each hour (UTC), as far as it was folded.';

do $$
declare
  relation text;
begin
  foreach relation in array '{error_group_changes,error_group_totals,error_group_customers,error_group_endpoints,error_group_hours}'::text[] loop
    execute format('alter table public.%I enable row level security', relation);
    execute format('drop policy if exists %I on public.%I', relation || '_select', relation);
    execute format('create policy %I on public.%I for select to authenticated using ((select private.is_admin()))', relation || '_select', relation);
    execute format('create or replace trigger refuse_people before insert or update or delete on public.%I for each row
      when (current_user in (''anon'', ''authenticated'')) execute function private.refuse_people()', relation);
    execute format('grant all on public.%I to service_role', relation);
    execute format('revoke all on public.%I from anon, authenticated', relation);
    execute format('grant select on public.%I to authenticated', relation);
  end loop;
end
$$;

create or replace function private.group_error() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.group_id := private.error_group_id(new.error_type, new.message, new.stack_trace);
  return new;
end
$$;

comment on function private.group_error() is 'Trigger: every error carries the id of its group, whatever the request says.';

-- Named to come after sync_names, which fills the columns of adopted rows.
create or replace trigger write_group before insert on public.error_logs for each row execute function private.group_error();
create or replace trigger write_group_again before update on public.error_logs for each row
  when (new.group_id is null or new.group_id is distinct from old.group_id or new.error_type is distinct from old.error_type
    or new.message is distinct from old.message or new.stack_trace is distinct from old.stack_trace)
  execute function private.group_error();

create or replace function private.count_new_error() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.error_group_changes (group_id, user_id, endpoint, hour, events, unresolved, first_seen, last_seen)
  values (new.group_id, new.user_id, new.endpoint, date_bin('1 hour', new.created_at, '2000-01-01 00:00+00'), 1,
    (new.resolved_at is null)::integer, new.created_at, new.created_at);
  -- Somebody has to fold when nobody looks: on average each writer folds what 256 writers appended.
  if random() < 1.0 / 256 then
    perform private.fold_error_group_changes(2000);
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
  insert into public.error_group_changes (group_id, user_id, endpoint, hour, events, unresolved, first_seen, last_seen, moved)
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

create or replace function private.count_gone_errors() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.error_group_changes (group_id, user_id, endpoint, hour, events, unresolved, moved)
  select g.group_id, g.user_id, g.endpoint, date_bin('1 hour', g.created_at, '2000-01-01 00:00+00'), -count(*),
    -count(*) filter (where g.resolved_at is null), true
  from gone g
  where g.group_id is not null
  group by 1, 2, 3, 4;
  return null;
end
$$;

comment on function private.count_gone_errors() is 'Trigger: appends what a statement''s deleted errors take from their groups.';

create or replace function private.forget_error_groups() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('private.fold_error_group_changes'));
  delete from public.error_group_changes;
  delete from public.error_group_totals;
  delete from public.error_group_customers;
  delete from public.error_group_endpoints;
  delete from public.error_group_hours;
  return null;
end
$$;

comment on function private.forget_error_groups() is 'Trigger: when error_logs is truncated nothing is left to count.';

create or replace trigger count_new_error after insert on public.error_logs
  for each row execute function private.count_new_error();
create or replace trigger count_changed_errors after update on public.error_logs
  referencing old table as before new table as after for each statement execute function private.count_changed_errors();
create or replace trigger count_gone_errors after delete on public.error_logs
  referencing old table as gone for each statement execute function private.count_gone_errors();
create or replace trigger forget_error_groups after truncate on public.error_logs
  for each statement execute function private.forget_error_groups();

revoke execute on function private.group_error(), private.count_new_error(), private.count_changed_errors(),
  private.count_gone_errors(), private.forget_error_groups() from public;
