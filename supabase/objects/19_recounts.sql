-- What a failed trigger did not count is counted again from the rows.

create or replace function private.recount_due(what text) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  lost bigint;
  r private.recounts;
begin
  execute format('select case when s.is_called then s.last_value else 0 end from private.lost_%s s', what) into lost;
  select * into r from private.recounts c where c.what = recount_due.what;
  if lost = r.noticed and r.after is null or current_setting('transaction_isolation') <> 'read committed'
    or current_setting('transaction_read_only') = 'on' then
    return false;
  end if;
  select * into r from private.recounts c where c.what = recount_due.what for update skip locked;
  if lost > r.noticed then
    update private.recounts c set noticed = lost, after = pg_snapshot_xmax(pg_current_snapshot()) where c.what = recount_due.what;
  elsif pg_snapshot_xmin(pg_current_snapshot()) >= r.after and coalesce(r.recounted_at < now() - interval '10 minutes', true) then
    update private.recounts c set after = null, recounted_at = now() where c.what = recount_due.what;
    return true;
  end if;
  return false;
end
$$;

comment on function private.recount_due(text) is
  'Whether something has to be counted again now: a trigger failed, and every transaction in which it may have is over, so that all its rows are seen. At most once in 10 minutes.';

create or replace function private.mend(what text) returns boolean
language plpgsql security definer set search_path = ''
as $$
begin
  if not private.recount_due(what) then
    return false;
  end if;
  case what
    when 'errors' then perform private.recount_error_groups();
    when 'latency' then perform private.recount_latency();
    when 'hours' then perform private.forget_hourly_counts();
    when 'events' then perform private.pair_known_events();
    when 'customers' then perform private.refresh_customer_figures();
    else null;
  end case;
  return true;
exception
  when others then
    perform private.record_failure(what, null, 'counting again', sqlerrm);
    return false;
end
$$;

comment on function private.mend(text) is
  'Counts again what a failed trigger did not: errors, latency, hours, events or customers. Cheap while nothing failed; readers call it before they read. Columns of ours that are empty are filled by private.backfill(); webhook attempts, past scores and audit rows cannot be derived from the remaining rows; their failures are only recorded.';

create or replace function private.mend_all() returns integer
language sql security definer set search_path = ''
as $$ select count(*) filter (where private.mend(r.what))::integer from private.recounts r $$;

comment on function private.mend_all() is 'Counts everything again that failed triggers did not; returns how much that was.';

revoke execute on function private.recount_due(text), private.mend(text), private.mend_all() from public, anon, authenticated, service_role;

grant execute on function private.mend_all() to service_role;
