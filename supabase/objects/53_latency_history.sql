-- Adds logged requests to the totals, and requests logged before the counting began: from the newest to the oldest, in
-- batches, each request counted once whatever is written meanwhile.
create or replace function private.recount_latency() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  update private.latency_frontier f set counted_to = pg_snapshot_xmin(pg_current_snapshot()), epoch = f.epoch + 1,
    counted_from = coalesce((select date_bin('5 minutes', greatest(max(l.created_at), now()), '2000-01-01 00:00+00') + interval '5 minutes'
      from public.latency_logs l where private.latency_slot(l.created_at) is not null), '-infinity')
  where f.only_row;
  delete from private.latency_deltas d where d.slot is not null;
  delete from private.latency_rollup r where r.slot is not null;
  delete from private.latency_slots s where s.slot is not null;
end
$$;

comment on function private.recount_latency() is
  'Restarts the counting: all existing requests wait for private.count_latency_batch. Needed where transaction numbers restarted, as in a database restored from a dump.';

create or replace function private.end_of_batch(start xid8, most integer) returns xid8
language plpgsql stable set search_path = ''
as $$
declare
  reaches xid8;
begin
  -- All rows of a transaction at once, and of those only that are over, so that all their rows are seen.
  select l.written_by into reaches from public.latency_logs l where l.written_by >= start order by l.written_by offset most limit 1;
  if reaches = start then
    select l.written_by into reaches from public.latency_logs l where l.written_by > start order by l.written_by limit 1;
  end if;
  return greatest(start, least(pg_snapshot_xmin(pg_current_snapshot()), coalesce(reaches, pg_snapshot_xmin(pg_current_snapshot()))));
end
$$;

comment on function private.end_of_batch(xid8, integer) is 'The transaction, exclusive, up to which about the given number of requests since a transaction can be applied to the totals.';

create or replace function private.apply_latency_cells(start xid8, finish xid8, since timestamptz, changes tid[], out applied integer, out touched private.latency_slots[])
language sql volatile security definer set search_path = ''
as $$
  with dropped as (
    -- What is counted here is counted as these changes left it.
    delete from private.latency_deltas c where c.written_by >= start and c.written_by < finish and c.logged_at >= since
  ), news as (
    select left(l.endpoint, 500) as endpoint, coalesce(left(l.method, 50), '') as method, private.latency_slot(l.created_at) as slot,
      private.latency_step(l.duration_ms) as step, count(*) as requests, count(*) filter (where l.is_slow) as slow
    from public.latency_logs l
    where l.written_by >= start and l.written_by < finish and l.created_at >= since and private.latency_slot(l.created_at) is not null
      and l.endpoint is not null and l.duration_ms is not null
    group by 1, 2, 3, 4
    union all
    select c.endpoint, c.method, c.slot, c.step, c.requests, c.slow from private.latency_deltas c where c.ctid = any (changes)
  ), minutes as (
    select 300 as width, n.slot, n.endpoint, n.method, n.step, sum(n.requests) as requests, sum(n.slow) as slow
    from news n where n.slot >= now() - interval '2 days' group by 2, 3, 4, 5
  ), hours as (
    select 3600 as width, date_bin('3600 seconds', n.slot, '2000-01-01 00:00+00') as slot, n.endpoint, n.method, n.step, sum(n.requests) as requests, sum(n.slow) as slow
    from news n group by 2, 3, 4, 5
  ), quarters as (
    select 21600 as width, date_bin('21600 seconds', n.slot, '2000-01-01 00:00+00') as slot, n.endpoint, n.method, n.step, sum(n.requests) as requests, sum(n.slow) as slow
    from hours n group by 2, 3, 4, 5
  ), days as (
    select 86400 as width, date_bin('86400 seconds', n.slot, '2000-01-01 00:00+00') as slot, n.endpoint, n.method, n.step, sum(n.requests) as requests, sum(n.slow) as slow
    from quarters n group by 2, 3, 4, 5
  ), decades as (
    select 864000 as width, date_bin('864000 seconds', n.slot, '2000-01-01 00:00+00') as slot, n.endpoint, n.method, n.step, sum(n.requests) as requests, sum(n.slow) as slow
    from days n group by 2, 3, 4, 5
  ), cells as (
    select * from minutes union all select * from hours union all select * from quarters union all select * from days union all select * from decades
  ), written as (
    insert into private.latency_rollup as r (width, slot, endpoint, method, step, requests, slow)
    select c.width, c.slot, c.endpoint, c.method, c.step, c.requests, c.slow from cells c where c.requests <> 0 or c.slow <> 0
    union all
    select c.width, c.slot, '*', '', c.step, sum(c.requests), sum(c.slow) from cells c group by 1, 2, 5 having sum(c.requests) <> 0 or sum(c.slow) <> 0
    on conflict (width, slot, endpoint, method, step) do update
      set requests = r.requests + excluded.requests, slow = r.slow + excluded.slow
    returning r.width, r.slot, r.endpoint, r.method
  )
  select coalesce((select sum(greatest(n.requests, 1)) from news n), 0)::integer,
    array(select distinct (w.width, w.slot, w.endpoint, w.method, 0, 0, '{}')::private.latency_slots from written w)
$$;

comment on function private.apply_latency_cells(xid8, xid8, timestamptz, tid[]) is
  'Adds to latency_rollup the requests of these transactions and these changes, and returns the slots that changed.';

create or replace function private.apply_latency_deltas(most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  f private.latency_frontier;
  reaches xid8;
  taken tid[];
  done record;
begin
  -- At another isolation level a concurrent run would be a serialization failure, and in a read-only transaction the write an error.
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on' then
    return 0;
  end if;
  select * into f from private.latency_frontier for update skip locked;
  if f.counted_to is null then
    return 0;
  elsif f.counted_to > pg_snapshot_xmax(pg_current_snapshot()) then
    perform private.recount_latency();
    return 0;
  end if;
  reaches := private.end_of_batch(f.counted_to, most);
  delete from private.latency_deltas c where c.epoch <> f.epoch;
  taken := array(select c.ctid from private.latency_deltas c
    where c.logged_at is null or c.logged_at >= f.counted_from and (c.written_by is null or c.written_by < f.counted_to) limit most);
  select * into done from private.apply_latency_cells(f.counted_to, reaches, f.counted_from, taken);
  update private.latency_frontier t set counted_to = reaches where t.counted_to <> reaches;
  if done.applied = 0 then
    return 0;
  end if;
  if cardinality(taken) > 0 then
    delete from private.latency_deltas c where c.ctid = any (taken);
    delete from private.latency_rollup r using unnest(done.touched) t
    where (r.width, r.slot, r.endpoint, r.method) = (t.width, t.slot, t.endpoint, t.method) and r.requests = 0 and r.slow = 0;
    delete from private.latency_slots s using unnest(done.touched) t
    where (s.width, s.slot, s.endpoint, s.method) = (t.width, t.slot, t.endpoint, t.method);
  end if;
  insert into private.latency_slots as s (width, slot, endpoint, method, requests, slow, percentiles)
  select r.width, r.slot, r.endpoint, r.method, sum(r.requests), sum(r.slow), private.step_percentiles(array_agg(r.step::integer), array_agg(r.requests::numeric))
  from unnest(done.touched) t join private.latency_rollup r on (r.width, r.slot, r.endpoint, r.method) = (t.width, t.slot, t.endpoint, t.method)
  where t.width <= 86400
  group by 1, 2, 3, 4
  on conflict (width, slot, endpoint, method) do update set requests = excluded.requests, slow = excluded.slow, percentiles = excluded.percentiles;
  delete from private.latency_rollup r where r.width = 300 and r.slot < now() - interval '2 days';
  delete from private.latency_slots s where s.width = 300 and s.slot < now() - interval '2 days';
  return done.applied;
end
$$;

comment on function private.apply_latency_deltas(integer) is
  'Adds about so many requests, and so many changes, to the totals and returns how many. Does nothing while another session applies changes: only one does so at a time, and no session waits.';

create or replace function private.count_latency_batch(most integer) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  f private.latency_frontier;
  reaches timestamptz;
begin
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on' then
    return false;
  end if;
  select * into f from private.latency_frontier for update skip locked;
  if f.counted_from is null then
    return exists (select from private.latency_frontier o where o.counted_from > '-infinity');
  elsif f.counted_from = '-infinity' then
    return false;
  end if;
  select private.latency_slot(l.created_at) into reaches
  from public.latency_logs l where l.created_at < f.counted_from and private.latency_slot(l.created_at) is not null
  order by l.created_at desc offset most limit 1;
  with dropped as (
    delete from private.latency_deltas c where c.logged_at < f.counted_from and (reaches is null or c.logged_at >= reaches)
      and (c.written_by < f.counted_to or c.written_by is null)
  )
  insert into private.latency_deltas (endpoint, method, slot, step, requests, slow, epoch)
  select left(l.endpoint, 500), coalesce(left(l.method, 50), ''), private.latency_slot(l.created_at), private.latency_step(l.duration_ms),
    count(*), count(*) filter (where l.is_slow), f.epoch
  from public.latency_logs l
  where l.created_at < f.counted_from and (reaches is null or l.created_at >= reaches) and (l.written_by < f.counted_to or l.written_by is null)
    and private.latency_slot(l.created_at) is not null and l.endpoint is not null and l.duration_ms is not null
  group by 1, 2, 3, 4;
  update private.latency_frontier t set counted_from = coalesce(reaches, '-infinity') where t.only_row;
  return reaches is not null;
end
$$;

comment on function private.count_latency_batch(integer) is
  'Counts about the given number of requests that were logged before the counting began; returns whether there are more. Writers do not wait for it.';

create or replace function private.refresh_latency() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.mend('latency');
  if exists (select from private.latency_frontier f where f.counted_from > '-infinity') then
    perform private.count_latency_batch(5000);
  end if;
  perform private.apply_latency_deltas(10000);
end
$$;

comment on function private.refresh_latency() is 'Called before latency is read: counts some more of the older requests, and applies pending changes.';

create or replace function private.count_history(most integer) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  remaining boolean := private.count_latency_batch(most);
begin
  perform private.apply_latency_deltas(200000);
  return remaining;
end
$$;

comment on function private.count_history(integer) is 'What public.count_latency_history does.';

create or replace function public.count_latency_history(most integer default 50000) returns boolean
language sql volatile set search_path = ''
as $$ select private.count_history(most) $$;

comment on function public.count_latency_history(integer) is
  'For the backend, once on a database in use: counts about so many of the requests that were there before the dashboard. Call it until it returns false; looking at the page does the same in smaller parts.';

create or replace function private.counted_from() returns timestamptz
language sql stable security definer set search_path = ''
as $$ select nullif(f.counted_from, '-infinity') from private.latency_frontier f where private.is_admin() $$;

comment on function private.counted_from() is 'What public.latency_counted_from returns.';

create or replace function public.latency_counted_from() returns timestamptz
language sql stable set search_path = ''
as $$ select private.counted_from() $$;

comment on function public.latency_counted_from() is 'From when on requests are counted, while older ones wait to be; null once all are.';

create or replace trigger apply_some_latency_deltas after insert on public.latency_logs
  for each row when (random() < 0.001) execute function private.apply_some_latency_deltas();

create or replace trigger count_changed_latency after update on public.latency_logs
  referencing old table as before new table as after for each statement execute function private.count_changed_latency();

create or replace trigger count_deleted_latency after delete on public.latency_logs
  referencing old table as gone for each statement execute function private.count_deleted_latency();

create or replace trigger reset_latency after truncate on public.latency_logs
  for each statement execute function private.reset_latency();

revoke execute on function private.count_history(most integer), private.count_latency_batch(most integer),
  private.counted_from(),
  private.apply_latency_cells(start xid8, finish xid8, since timestamp with time zone, changes tid[], OUT applied integer, OUT touched private.latency_slots[]),
  private.apply_latency_deltas(most integer), private.end_of_batch(start xid8, most integer), private.recount_latency(),
  private.refresh_latency(), public.count_latency_history(most integer), public.latency_counted_from()
  from public, anon, authenticated, service_role;

grant execute on function private.counted_from(), public.latency_counted_from() to authenticated, service_role;

grant execute on function private.count_history(most integer), public.count_latency_history(most integer)
  to service_role;
