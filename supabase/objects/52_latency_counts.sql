-- How long requests take, counted so that percentiles over months cost as little as over an hour. Whoever logs requests
-- writes down only its transaction, which costs next to nothing and waits for nobody; folding adds to the totals what
-- has been logged by transactions that are over. Both together are exact in every snapshot; what is estimated, within 2 %, is
-- where inside a step of the histogram a duration lies. Rows that name no endpoint or no duration are not counted.
create or replace function private.latency_step(duration_ms integer) returns smallint
language sql immutable parallel safe set search_path = ''
as $$ select case when duration_ms <= 1 then 0 else ceil(ln(duration_ms::double precision) / 0.0400053346136992) end::smallint $$;

comment on function private.latency_step(integer) is
  'The step of a logarithmic histogram that a duration falls into. Each step ends 1.02/0.98 times as high as the one before, so that private.step_duration is at most 2 % away from any duration in it.';

create or replace function private.step_duration(step integer) returns integer
language sql immutable parallel safe set search_path = ''
as $$ select round(0.98 * exp(step * 0.0400053346136992))::integer $$;

comment on function private.step_duration(integer) is 'The duration, in milliseconds, that stands for all in a step: see private.latency_step.';

create or replace function private.step_percentiles(steps integer[], requests numeric[]) returns integer[]
language sql immutable parallel safe set search_path = ''
as $$
  select array[private.step_duration(min(r.step) filter (where r.so_far >= ceil(0.50 * r.total))),
    private.step_duration(min(r.step) filter (where r.so_far >= ceil(0.95 * r.total))),
    private.step_duration(min(r.step) filter (where r.so_far >= ceil(0.99 * r.total)))]
  from (
    select u.step, sum(u.requests) over (order by u.step) as so_far, sum(u.requests) over () as total
    from unnest(step_percentiles.steps, step_percentiles.requests) u (step, requests)
  ) r
$$;

comment on function private.step_percentiles(integer[], numeric[]) is 'p50, p95 and p99, in milliseconds, of so many requests in each of these steps.';

create or replace function private.count_changed_latency() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  f private.latency_frontier;
begin
  -- Nothing is folded until this transaction is over: what it changed is either in the totals already or not at all.
  select * into f from private.latency_frontier for share;
  insert into private.latency_deltas (endpoint, method, slot, step, requests, slow)
  select r.endpoint, coalesce(r.method, ''), date_bin('5 minutes', r.created_at, '2000-01-01 00:00+00'), private.latency_step(r.duration_ms),
    sum(r.sign), coalesce(sum(r.sign) filter (where r.is_slow), 0)
  from (
    select -1 as sign, b.written_by, b.endpoint, b.method, b.created_at, b.duration_ms, b.is_slow from before b
    union all
    select 1, a.written_by, a.endpoint, a.method, a.created_at, a.duration_ms, a.is_slow from after a
  ) r
  where r.created_at >= f.counted_from and (r.written_by < f.counted_to or r.written_by is null)
    and isfinite(r.created_at) and r.endpoint is not null and r.duration_ms is not null
  group by 1, 2, 3, 4
  having sum(r.sign) <> 0 or coalesce(sum(r.sign) filter (where r.is_slow), 0) <> 0;
  return null;
end
$$;

comment on function private.count_changed_latency() is 'Trigger: appends what a statement that changed counted requests means for their counts.';

create or replace function private.count_deleted_latency() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  f private.latency_frontier;
begin
  select * into f from private.latency_frontier for share;
  insert into private.latency_deltas (endpoint, method, slot, step, requests, slow)
  select g.endpoint, coalesce(g.method, ''), date_bin('5 minutes', g.created_at, '2000-01-01 00:00+00'), private.latency_step(g.duration_ms),
    -count(*), -count(*) filter (where g.is_slow)
  from gone g
  where g.created_at >= f.counted_from and (g.written_by < f.counted_to or g.written_by is null)
    and isfinite(g.created_at) and g.endpoint is not null and g.duration_ms is not null
  group by 1, 2, 3, 4;
  return null;
end
$$;

comment on function private.count_deleted_latency() is 'Trigger: appends what a statement''s deleted requests take away.';

create or replace function private.reset_latency() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update private.latency_frontier set counted_from = '-infinity';
  delete from private.latency_deltas;
  delete from private.latency_rollup;
  delete from private.latency_slots;
  return null;
end
$$;

comment on function private.reset_latency() is 'Trigger: when latency_logs is truncated nothing is left to count.';

create or replace function private.apply_some_latency_deltas() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.apply_latency_deltas(40000);
  return null;
end
$$;

comment on function private.apply_some_latency_deltas() is 'Trigger: folds now and then, as somebody has to when nobody looks.';

revoke execute on function private.count_changed_latency(), private.count_deleted_latency(), private.apply_some_latency_deltas(),
  private.reset_latency(), private.latency_step(duration_ms integer), private.step_duration(step integer),
  private.step_percentiles(steps integer[], requests numeric[]) from public, anon, authenticated, service_role;
