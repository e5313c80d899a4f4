-- What should have come and has not.

create or replace function private.record_uptime() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  update private.uptime u set until = now()
  where u.began = (select max(l.began) from private.uptime l) and u.until > now() - interval '3 minutes';
  if not found then
    insert into private.uptime (began, until) values (now(), now()) on conflict do nothing;
  end if;
end
$$;

comment on function private.record_uptime() is 'What public.record_uptime does.';

create or replace function public.record_uptime() returns void
language sql set search_path = ''
as $$ select private.record_uptime() $$;

comment on function public.record_uptime() is 'The embedded backend says once a minute that it runs. For the service role.';

create or replace function private.was_up(since timestamptz, until timestamptz) returns boolean
language sql stable security definer set search_path = ''
as $$
  select not exists (select from private.uptime) or exists (
    select from private.uptime u where u.began <= was_up.since and u.until > was_up.until - interval '3 minutes')
$$;

comment on function private.was_up(timestamptz, timestamptz) is
  'Whether the database could be written to for all of a time: always, but for the embedded backend.';

create or replace function private.silence_of_flow(source text, moment text)
returns table (state text, expected numeric, came bigint, last_at timestamptz)
language plpgsql stable security definer rows 1 set search_path = ''
as $$
declare
  hour timestamptz := date_trunc('hour', now(), 'UTC');
  share numeric := extract(epoch from now() - date_trunc('hour', now(), 'UTC')) / 3600;
  first_at timestamptz;
begin
  execute format('select min(t.%1$I) from %2$s t where isfinite(t.%1$I)', moment, source) into first_at;
  execute format('select max(t.%1$I) from %2$s t where t.%1$I <= now()', moment, source) into last_at;
  execute format('select count(*) from %2$s t where t.%1$I > now() - interval ''60 minutes'' and t.%1$I <= now()', moment, source) into came;
  if first_at is null then
    state := 'nothing yet';
  elsif greatest(first_at, (select min(u.began) from private.uptime u)) > now() - interval '14 days'
    or not private.was_up(now() - interval '60 minutes', now()) then
    state := 'not known yet';
  else
    -- The last 60 minutes overlap two hours of the clock; each counts for as much of it as it covers.
    execute format('
      select avg((select count(*) from %2$s t where t.%1$I >= w.hour and t.%1$I < w.hour + interval ''1 hour'') * $2
        + (select count(*) from %2$s t where t.%1$I >= w.hour - interval ''1 hour'' and t.%1$I < w.hour) * (1 - $2))
      from (select $1 - n * interval ''7 days'' as hour from generate_series(1, 4) n) w
      where w.hour - interval ''1 hour'' >= $3 and private.was_up(w.hour - interval ''1 hour'', w.hour + interval ''1 hour'')',
      moment, source) into expected using hour, share, first_at;
    state := case when expected is null then 'not known yet' when expected >= 10 and came <= expected / 10 then 'silent' else 'heard' end;
  end if;
  return next;
end
$$;

comment on function private.silence_of_flow(text, text) is
  'Whether as much came in the last 60 minutes as usual: the weighted mean of the two UTC hours that they overlap, on the same weekday of the last four weeks. Silent where that is 10 or more and a tenth of it or less came; not known before two weeks of history.';

create or replace function private.silence_of_daily_work(source text, moment text, condition text)
returns table (state text, due_at timestamptz, last_at timestamptz)
language plpgsql stable security definer rows 1 set search_path = ''
as $$
declare
  first_at timestamptz;
  days bigint;
  usual interval;
begin
  execute format('select min(t.%1$I), max(t.%1$I) filter (where t.%1$I <= now()) from %2$s t where isfinite(t.%1$I) and %3$s', moment, source, condition)
    into first_at, last_at;
  -- How much earlier or later than the last run the first of each day began, at most half a day.
  execute format('
    select count(r.run), make_interval(secs => percentile_cont(0.5) within group (order by
      mod(extract(epoch from r.run - $1)::numeric + 43200 + 86400 * 100, 86400) - 43200))
    from generate_series(0, 14) n cross join lateral (
      select min(t.%1$I) as run from %2$s t
      where t.%1$I > $1 - (n + 1) * interval ''1 day'' and t.%1$I <= $1 - n * interval ''1 day'' and %3$s) r', moment, source, condition)
    into days, usual using last_at;
  due_at := last_at + usual;
  due_at := due_at + floor(extract(epoch from now() - interval '2 hours' - due_at) / 86400) * interval '1 day';
  state := case
    when first_at is null then 'nothing yet'
    when greatest(first_at, (select min(u.began) from private.uptime u)) > now() - interval '14 days' or days < 10
      or not private.was_up(due_at, now()) then 'not known yet'
    when last_at < due_at - interval '12 hours' then 'silent'
    else 'heard'
  end;
  return next;
end
$$;

comment on function private.silence_of_daily_work(text, text, text) is
  'Whether work that is done every day was done today: silent two hours after its usual time, the median of its last two weeks. Not known before two weeks of history, or where it was done on fewer than ten of the last fifteen days.';

create or replace function private.silences_now() returns table (
  what text, state text, expected numeric, came bigint, due_at timestamptz, last_at timestamptz
)
language plpgsql stable security definer rows 4 set search_path = ''
as $$
begin
  if not private.is_admin() then
    return;
  end if;
  return query
    select k.what, s.state, s.expected, s.came, null::timestamptz, s.last_at
    from (values ('webhooks', 'private.webhook_queue', 'received_at'), ('calls', 'private.usage_calls', 'created_at')) k (what, source, moment)
    cross join lateral private.silence_of_flow(k.source, k.moment) s
    union all
    select k.what, s.state, null, null, s.due_at, s.last_at
    from (values ('health', 'private.customer_health_history', 'created_at', 'true'),
      ('reconciliation', 'private.reconciliation_runs', 'started_at', 't.run_type = ''nightly''')) k (what, source, moment, condition)
    cross join lateral private.silence_of_daily_work(k.source, k.moment, k.condition) s;
end
$$;

comment on function private.silences_now() is 'What public.silences returns, for admins and nobody else.';

create or replace function public.silences() returns table (
  what text, state text, expected numeric, came bigint, due_at timestamptz, last_at timestamptz
)
language sql stable rows 4 set search_path = ''
as $$ select * from private.silences_now() $$;

comment on function public.silences() is
  'What should have come and has not, for admins: webhooks and calls by the last 60 minutes, health runs and the nightly reconciliation by their usual time. state: silent, heard, not known yet (before two weeks of history, and where the embedded backend did not run), nothing yet.';

revoke execute on function private.record_uptime(), public.record_uptime(), private.silences_now(), private.was_up(since timestamp with time zone, until timestamp with time zone),
  private.silence_of_flow(source text, moment text), private.silence_of_daily_work(source text, moment text, condition text), public.silences()
  from public, anon, authenticated, service_role;

grant execute on function private.record_uptime(), public.record_uptime() to service_role;

grant execute on function private.silences_now(), public.silences() to authenticated, service_role;
