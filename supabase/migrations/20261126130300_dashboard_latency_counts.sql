-- How long requests take, counted so that percentiles over months cost as little as over an hour. Whoever logs requests
-- only appends what changed, and so never waits for another; folding adds the changes to the totals. Both are exact in
-- every snapshot; what is estimated, within 2 %, is where inside a step of the histogram a duration lies. Rows that name no endpoint or no
-- duration are not counted.

create or replace function private.latency_step(duration_ms integer) returns smallint
language sql immutable parallel safe set search_path = ''
as $$ select case when duration_ms <= 1 then 0 else ceil(ln(duration_ms::double precision) / 0.0400053346136992) end::smallint $$;

comment on function private.latency_step(integer) is
  'The step of a logarithmic histogram that a duration falls into. Each step ends 1.02/0.98 times as high as the one before, so that private.step_duration is at most 2 % away from any duration in it.';

create or replace function private.step_duration(step integer) returns integer
language sql immutable parallel safe set search_path = ''
as $$ select round(0.98 * exp(step * 0.0400053346136992))::integer $$;

comment on function private.step_duration(integer) is 'The duration, in milliseconds, that stands for all in a step: see private.latency_step.';

create table if not exists private.latency_changes (
  endpoint text not null,
  method text not null,
  slot timestamptz not null,
  step smallint not null,
  requests integer not null,
  slow integer not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 10);

comment on table private.latency_changes is
  'What statements on latency_logs changed and latency_rollup does not know yet: how many requests more or fewer, per endpoint, method, five minutes and step.';

create table if not exists private.latency_rollup (
  width integer not null,
  slot timestamptz not null,
  endpoint text not null,
  method text not null,
  step smallint not null,
  requests bigint not null,
  slow bigint not null,
  primary key (width, slot, endpoint, method, step)
) with (fillfactor = 80);

comment on table private.latency_rollup is
  'Requests per endpoint, method and step of duration, in slots of 5 minutes (of the last two days), an hour, six hours and a day. Exact only together with latency_changes.';
comment on column private.latency_rollup.width is 'How long the slot is, in seconds.';

create table if not exists private.latency_frontier (
  only_row boolean primary key default true check (only_row),
  counted_from timestamptz not null
);

comment on table private.latency_frontier is
  'Requests of this moment and later are counted; earlier ones were there before and wait for private.count_latency_history. -infinity once all are.';

alter table private.latency_changes enable row level security;
alter table private.latency_rollup enable row level security;
alter table private.latency_frontier enable row level security;

create or replace function private.count_new_latency() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  appended bigint;
begin
  insert into private.latency_changes (endpoint, method, slot, step, requests, slow)
  select a.endpoint, coalesce(a.method, ''), date_bin('5 minutes', a.created_at, '2000-01-01 00:00+00'), private.latency_step(a.duration_ms),
    count(*), count(*) filter (where a.is_slow)
  from after a
  where a.created_at >= (select f.counted_from from private.latency_frontier f) and isfinite(a.created_at) and a.endpoint is not null and a.duration_ms is not null
  group by 1, 2, 3, 4;
  get diagnostics appended = row_count;
  -- Somebody has to fold when nobody looks. Rarely and much at a time: many changes become few cells.
  if random() < appended / 10000.0 then
    perform private.fold_latency(40000);
  end if;
  return null;
end
$$;

comment on function private.count_new_latency() is 'Trigger: appends what a statement''s new requests add, and now and then folds.';

create or replace function private.count_changed_latency() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.latency_changes (endpoint, method, slot, step, requests, slow)
  select r.endpoint, coalesce(r.method, ''), date_bin('5 minutes', r.created_at, '2000-01-01 00:00+00'), private.latency_step(r.duration_ms),
    sum(r.sign), coalesce(sum(r.sign) filter (where r.is_slow), 0)
  from (
    select -1 as sign, b.endpoint, b.method, b.created_at, b.duration_ms, b.is_slow from before b
    union all
    select 1, a.endpoint, a.method, a.created_at, a.duration_ms, a.is_slow from after a
  ) r
  where r.created_at >= (select f.counted_from from private.latency_frontier f) and isfinite(r.created_at) and r.endpoint is not null and r.duration_ms is not null
  group by 1, 2, 3, 4
  having sum(r.sign) <> 0 or coalesce(sum(r.sign) filter (where r.is_slow), 0) <> 0;
  return null;
end
$$;

comment on function private.count_changed_latency() is 'Trigger: appends what a statement that changed requests means for their counts.';

create or replace function private.count_gone_latency() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.latency_changes (endpoint, method, slot, step, requests, slow)
  select g.endpoint, coalesce(g.method, ''), date_bin('5 minutes', g.created_at, '2000-01-01 00:00+00'), private.latency_step(g.duration_ms),
    -count(*), -count(*) filter (where g.is_slow)
  from gone g
  where g.created_at >= (select f.counted_from from private.latency_frontier f) and isfinite(g.created_at) and g.endpoint is not null and g.duration_ms is not null
  group by 1, 2, 3, 4;
  return null;
end
$$;

comment on function private.count_gone_latency() is 'Trigger: appends what a statement''s deleted requests take away.';

create or replace function private.forget_latency() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('private.fold_latency'));
  delete from private.latency_changes;
  delete from private.latency_rollup;
  update private.latency_frontier set counted_from = '-infinity' where counted_from <> '-infinity';
  return null;
end
$$;

comment on function private.forget_latency() is 'Trigger: when latency_logs is truncated nothing is left to count.';

create or replace function private.fold_latency(most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  taken tid[];
begin
  -- Elsewhere what others folded meanwhile would be a serialization failure, or a write where none is allowed.
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtext('private.fold_latency')) then
    return 0;
  end if;
  taken := array(select c.ctid from private.latency_changes c limit most);
  if cardinality(taken) = 0 then
    return 0;
  end if;
  insert into private.latency_rollup as r (width, slot, endpoint, method, step, requests, slow)
  select w.width, date_bin(make_interval(secs => w.width), c.slot, '2000-01-01 00:00+00'), c.endpoint, c.method, c.step,
    sum(c.requests), sum(c.slow)
  from private.latency_changes c cross join unnest('{300,3600,21600,86400}'::integer[]) w (width)
  where c.ctid = any (taken) and (w.width > 300 or c.slot >= now() - interval '2 days')
  group by 1, 2, 3, 4, 5
  having sum(c.requests) <> 0 or sum(c.slow) <> 0
  on conflict (width, slot, endpoint, method, step) do update
    set requests = r.requests + excluded.requests, slow = r.slow + excluded.slow;
  delete from private.latency_rollup r using (
    select distinct w.width, date_bin(make_interval(secs => w.width), c.slot, '2000-01-01 00:00+00') as slot, c.endpoint, c.method, c.step
    from private.latency_changes c cross join unnest('{300,3600,21600,86400}'::integer[]) w (width)
    where c.ctid = any (taken) and c.requests < 0
  ) less
  where (r.width, r.slot, r.endpoint, r.method, r.step) = (less.width, less.slot, less.endpoint, less.method, less.step)
    and r.requests = 0 and r.slow = 0;
  delete from private.latency_rollup r where r.width = 300 and r.slot < now() - interval '2 days';
  delete from private.latency_changes c where c.ctid = any (taken);
  return cardinality(taken);
end
$$;

comment on function private.fold_latency(integer) is
  'Adds at most so many changes to latency_rollup and returns how many. Does nothing while somebody else folds: only one does at a time, and nobody waits.';

revoke execute on function private.latency_step(integer), private.step_duration(integer), private.count_new_latency(),
  private.count_changed_latency(), private.count_gone_latency(), private.forget_latency(), private.fold_latency(integer) from public;
