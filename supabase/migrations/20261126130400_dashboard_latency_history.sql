-- Requests that were there before the counting begins: from the youngest to the oldest, a batch at a time, each request
-- counted once whatever is written meanwhile.

create or replace function private.count_latency_batch(most integer) returns boolean
language plpgsql security definer set search_path = '' set lock_timeout = '200ms'
as $$
declare
  counted timestamptz;
  reaches timestamptz;
begin
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on' then
    return false;
  end if;
  -- Writers look at the frontier: none may be halfway while it moves.
  lock table public.latency_logs in share row exclusive mode;
  select f.counted_from into counted from private.latency_frontier f;
  if counted = '-infinity' then
    return false;
  end if;
  select date_bin('5 minutes', l.created_at, '2000-01-01 00:00+00') into reaches
  from public.latency_logs l where l.created_at < counted and isfinite(l.created_at) order by l.created_at desc offset most limit 1;
  insert into private.latency_changes (endpoint, method, slot, step, requests, slow)
  select l.endpoint, coalesce(l.method, ''), date_bin('5 minutes', l.created_at, '2000-01-01 00:00+00'), private.latency_step(l.duration_ms),
    count(*), count(*) filter (where l.is_slow)
  from public.latency_logs l
  where l.created_at < counted and (reaches is null or l.created_at >= reaches) and isfinite(l.created_at)
    and l.endpoint is not null and l.duration_ms is not null
  group by 1, 2, 3, 4;
  update private.latency_frontier set counted_from = coalesce(reaches, '-infinity');
  return reaches is not null;
exception when lock_not_available then
  return true;
end
$$;

comment on function private.count_latency_batch(integer) is
  'Counts about so many more of the requests that were there before the counting began; returns whether there are more. Gives way to writers; while it counts, for about 100 ms, they wait.';

create or replace function private.settle_latency() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if exists (select from private.latency_frontier f where f.counted_from > '-infinity') then
    perform private.count_latency_batch(5000);
  end if;
  perform private.fold_latency(10000);
end
$$;

comment on function private.settle_latency() is 'What whoever looks at latency does first: counts a little more of what was there before, and folds what has changed.';

create or replace function private.count_history(most integer) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  remaining boolean := private.count_latency_batch(most);
begin
  perform private.fold_latency(200000);
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

do $$
begin
  lock table public.latency_logs in share row exclusive mode;
  insert into private.latency_frontier (counted_from)
  select coalesce((select date_bin('5 minutes', greatest(max(l.created_at), now()), '2000-01-01 00:00+00') + interval '5 minutes'
    from public.latency_logs l where isfinite(l.created_at)), '-infinity')
  on conflict do nothing;
  create or replace trigger count_new_latency after insert on public.latency_logs
    referencing new table as after for each statement execute function private.count_new_latency();
  create or replace trigger count_changed_latency after update on public.latency_logs
    referencing old table as before new table as after for each statement execute function private.count_changed_latency();
  create or replace trigger count_gone_latency after delete on public.latency_logs
    referencing old table as gone for each statement execute function private.count_gone_latency();
  create or replace trigger forget_latency after truncate on public.latency_logs
    for each statement execute function private.forget_latency();
  if pg_relation_size('public.latency_logs') <= 64 * 1024 * 1024 then
    while private.count_latency_batch(50000) loop
      perform private.fold_latency(200000);
    end loop;
    perform private.fold_latency(200000);
  end if;
end
$$;

-- The worst requests of an endpoint, without reading all of them.
create index if not exists latency_logs_duration_idx on public.latency_logs (endpoint, duration_ms, id);

revoke execute on function private.count_latency_batch(integer), private.settle_latency(), private.count_history(integer),
  private.counted_from() from public;
grant execute on function private.count_history(integer) to service_role;
grant execute on function private.counted_from() to authenticated, service_role;
revoke execute on function public.count_latency_history(integer), public.latency_counted_from() from public, anon, authenticated;
grant execute on function public.count_latency_history(integer) to service_role;
grant execute on function public.latency_counted_from() to authenticated, service_role;
