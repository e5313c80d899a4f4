-- Durations of requests, counted so that percentiles over months cost as little as over an hour. Logging a request only
-- records its transaction, which costs next to nothing and waits for nobody; readers add to the totals what finished
-- transactions have logged. Both together are exact in every snapshot; only the place of a duration within a step of the
-- histogram is estimated, within 2 %. Rows without an endpoint or a duration are not counted.
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

create or replace function private.latency_slot(moment timestamptz) returns timestamptz
language sql immutable parallel safe
as $$
  select case when moment >= '0001-01-01 00:00+00' and moment < '10000-01-01 00:00+00' then date_bin('5 minutes', moment, '2000-01-01 00:00+00') end
$$;

comment on function private.latency_slot(timestamptz) is 'The five minutes that a moment is in; null for a time out of range, such as infinity.';

-- Writers wait for nobody. A change to a counted request says so; one to a request that is not counted yet says which
-- it was, and either the count that comes to it sees the change as well, and drops it, or it is applied afterwards.
create or replace function private.count_changed_latency() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('latency');
    return null;
  end if;
  begin
    insert into private.latency_deltas (endpoint, method, slot, step, requests, slow, written_by, logged_at, epoch)
    select c.endpoint, c.method, c.slot, c.step, sum(c.sign), coalesce(sum(c.sign) filter (where c.is_slow), 0), c.written_by, c.logged_at, c.epoch
    from (
      select r.sign, left(r.endpoint, 500) as endpoint, coalesce(left(r.method, 50), '') as method, private.latency_slot(r.created_at) as slot,
        private.latency_step(r.duration_ms) as step, r.is_slow, f.epoch,
        case when p.counted then null else r.written_by end as written_by, case when p.counted then null else r.created_at end as logged_at
      from (
        select -1 as sign, b.written_by, b.endpoint, b.method, b.created_at, b.duration_ms, b.is_slow from before b
        union all
        select 1, a.written_by, a.endpoint, a.method, a.created_at, a.duration_ms, a.is_slow from after a
      ) r
      cross join private.latency_frontier f
      cross join lateral (select r.created_at >= f.counted_from and (r.written_by < f.counted_to or r.written_by is null) as counted) p
      -- What this transaction logged itself, and later ones, is counted once this one is over: as it is then.
      where (r.written_by is null or r.written_by < pg_current_xact_id())
        and private.latency_slot(r.created_at) is not null and r.endpoint is not null and r.duration_ms is not null
    ) c
    group by c.endpoint, c.method, c.slot, c.step, c.written_by, c.logged_at, c.epoch
    having sum(c.sign) <> 0 or coalesce(sum(c.sign) filter (where c.is_slow), 0) <> 0;
  exception
    when others then
      perform private.note_failure('latency', tg_table_name, null, 'counting', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.count_changed_latency() is 'Trigger: appends the effect of a statement that changed requests on their counts.';

create or replace function private.count_deleted_latency() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('latency');
    return null;
  end if;
  begin
    insert into private.latency_deltas (endpoint, method, slot, step, requests, slow, written_by, logged_at, epoch)
    select c.endpoint, c.method, c.slot, c.step, sum(c.sign), coalesce(sum(c.sign) filter (where c.is_slow), 0), c.written_by, c.logged_at, c.epoch
    from (
      select r.sign, left(r.endpoint, 500) as endpoint, coalesce(left(r.method, 50), '') as method, private.latency_slot(r.created_at) as slot,
        private.latency_step(r.duration_ms) as step, r.is_slow, f.epoch,
        case when p.counted then null else r.written_by end as written_by, case when p.counted then null else r.created_at end as logged_at
      from (select -1 as sign, g.written_by, g.endpoint, g.method, g.created_at, g.duration_ms, g.is_slow from gone g) r
      cross join private.latency_frontier f
      cross join lateral (select r.created_at >= f.counted_from and (r.written_by < f.counted_to or r.written_by is null) as counted) p
      -- What this transaction logged itself, and later ones, is counted once this one is over: as it is then.
      where (r.written_by is null or r.written_by < pg_current_xact_id())
        and private.latency_slot(r.created_at) is not null and r.endpoint is not null and r.duration_ms is not null
    ) c
    group by c.endpoint, c.method, c.slot, c.step, c.written_by, c.logged_at, c.epoch
    having sum(c.sign) <> 0 or coalesce(sum(c.sign) filter (where c.is_slow), 0) <> 0;
  exception
    when others then
      perform private.note_failure('latency', tg_table_name, null, 'counting', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.count_deleted_latency() is 'Trigger: appends what a statement''s deleted requests take away.';

create or replace function private.reset_latency() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  begin
    update private.latency_frontier f set counted_from = '-infinity', epoch = f.epoch + 1 where f.only_row;
    delete from private.latency_deltas d where d.slot is not null;
    delete from private.latency_rollup r where r.slot is not null;
    delete from private.latency_slots s where s.slot is not null;
  exception
    when others then
      perform private.note_failure('latency', tg_table_name, null, 'forgetting all requests', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.reset_latency() is 'Trigger: when latency_logs is truncated nothing is left to count.';

create or replace function private.apply_some_latency_deltas() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  begin
    if private.may_apply() then
      perform private.apply_latency_deltas(8000);
    end if;
  exception
    when others then
      perform private.note_failure('latency', tg_table_name, null, 'applying changes', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.apply_some_latency_deltas() is 'Trigger: applies changes in one of many inserts, so that they do not pile up while nobody reads.';

revoke execute on function private.count_changed_latency(), private.count_deleted_latency(), private.apply_some_latency_deltas(),
  private.reset_latency(), private.latency_slot(moment timestamptz), private.latency_step(duration_ms integer), private.step_duration(step integer),
  private.step_percentiles(steps integer[], requests numeric[]) from public, anon, authenticated, service_role;
