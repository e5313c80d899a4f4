-- Reconciliation runs and their discrepancies as lists.

create or replace function private.account_of(starter text) returns uuid
language sql immutable set search_path = ''
as $$ select case when starter ~ '^admin:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then substr(starter, 7)::uuid end $$;

comment on function private.account_of(text) is 'The account that triggered_by names; null for the scheduler.';

-- Reconciliation as lists: the runs, and what each found, whatever shape its details have.
create or replace function private.whole_number(given text) returns bigint
language sql immutable set search_path = ''
as $$ select case when given ~ '^-?\d{1,15}(\.\d+)?$' then round(given::numeric)::bigint end $$;

comment on function private.whole_number(text) is 'A text as a whole number; null for what is none.';

create or replace function private.moment_of(given text) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  return given::timestamptz;
exception when others then
  return null;
end
$$;

comment on function private.moment_of(text) is 'A text as a time; null for what is none.';

create or replace function private.run_discrepancies(details jsonb)
returns table (place bigint, user_id uuid, metric text, recorded bigint, counted bigint, period_start timestamptz, period_end timestamptz)
language sql stable rows 10 set search_path = ''
as $$
  select f.place,
    case when v.account ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then v.account::uuid end,
    case when v.field ~* 'sms|text|message' then 'sms' when v.field ~* 'call|second' or v.field is null then 'call_seconds' else v.field end,
    private.whole_number(coalesce(f.d ->> 'in_limits', f.d ->> 'recorded', f.d ->> 'stored', f.d ->> 'expected', f.d ->> 'limit_value')),
    private.whole_number(coalesce(f.d ->> 'counted', f.d ->> 'actual', f.d ->> 'calculated', f.d ->> 'computed')),
    private.moment_of(f.d ->> 'period_start'), private.moment_of(f.d ->> 'period_end')
  from jsonb_array_elements(case
      when jsonb_typeof(details) = 'array' then details
      when jsonb_typeof(details -> 'discrepancies') = 'array' then details -> 'discrepancies'
      when jsonb_typeof(details -> 'details') = 'array' then details -> 'details'
      else '[]' end) with ordinality f (d, place)
  cross join lateral (select coalesce(f.d ->> 'user_id', f.d ->> 'userId', f.d ->> 'user') as account,
    coalesce(f.d ->> 'field', f.d ->> 'metric', f.d ->> 'type') as field) v
  where jsonb_typeof(f.d) = 'object'
$$;

comment on function private.run_discrepancies(jsonb) is
  'What a run found, one row per difference, out of the details of our runs and of older ones under other names. What cannot be read is null, not left out.';

create or replace view public.reconciliation_list with (security_invoker = true) as
select r.id, r.run_type, r.status, r.started_at, r.completed_at,
  extract(epoch from r.completed_at - r.started_at)::double precision as seconds,
  r.records_checked, r.customers_total, r.discrepancies_found, r.triggered_by, p.email as triggered_by_email,
  case r.status when 'failed' then left(coalesce(nullif(btrim(r.notes), ''), r.discrepancy_details ->> 'error', r.discrepancy_details ->> 'message'), 400)
    end as failure,
  case when r.status <> 'failed' then left(r.notes, 400) end as notes,
  r.heartbeat_at, r.heartbeat_at is not null as goes_in_parts, private.run_is_stale(r.status, r.started_at, r.heartbeat_at) as is_stale
from private.reconciliation_runs r
left join private.list_admins() p on p.user_id = private.account_of(r.triggered_by);

comment on view public.reconciliation_list is 'Reconciliation runs without what they found. failure says why a failed one failed, as far as it was written down.';

create or replace view public.discrepancy_list with (security_invoker = true) as
select md5(r.id::text || ':' || d.place)::uuid as id, r.id as run_id, r.started_at, d.user_id, d.metric, d.recorded, d.counted,
  d.recorded - d.counted as difference,
  abs(d.recorded - d.counted) as size,
  round((d.recorded - d.counted) * 100.0 / nullif(d.counted, 0), 1) as difference_percent,
  coalesce(d.period_start, l.period_start) as period_start, coalesce(d.period_end, l.period_end) as period_end,
  p.business_name, p.email, p.tier, h.grade
from private.reconciliation_runs r
cross join lateral private.run_discrepancies(r.discrepancy_details) d
left join private.usage_limits l on l.user_id = d.user_id and r.started_at >= l.period_start
left join private.profiles p on p.user_id = d.user_id
left join private.customer_health_scores h on h.user_id = d.user_id;

comment on view public.discrepancy_list is
  'What reconciliation runs found: recorded is what usage_limits said, counted what the rows of the period add up to. difference_percent is null where nothing was counted. Ask for one run_id at a time.';

create or replace function private.reconciliation_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"running": "t.status = ''running''", "completed": "t.status = ''completed''", "failed": "t.status = ''failed''",
      "found": "t.discrepancies_found > 0"}'),
    private.one_of('t.run_type', filter, 'type'),
    private.common_condition(filter - 'customer', 'started_at'))
$$;

comment on function private.reconciliation_condition(jsonb) is 'The condition on reconciliation_runs t that a filter stands for.';

create or replace function private.discrepancies_condition(filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  run uuid := private.filter_uuid(filter, 'run');
begin
  if run is null then
    perform private.refuse_filter('run', 'the id of a run');
  end if;
  return concat_ws(' and ', format('t.run_id = %L::uuid', run), private.one_of('t.metric', filter, 'metric'),
    private.common_condition(filter, 'started_at'));
end
$$;

comment on function private.discrepancies_condition(jsonb) is 'The condition on discrepancy_list t that a filter stands for; it is always about one run.';

create or replace function public.list_reconciliation_runs(filter jsonb default '{}', sort text default 'started_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.reconciliation_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('reconciliation', 'reconciliation_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_reconciliation_runs(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of reconciliation runs. filter: state (running, completed, failed, found, all), type, since, until, ids. sort: started_at.';

create or replace function public.list_discrepancies(filter jsonb, sort text default 'size',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.discrepancy_list
language plpgsql stable set search_path = ''
as $$
declare
  start text[] := private.cursor_start(cursor_values, '{%L::bigint,%L::uuid}');
  ascending boolean := private.sort_is_ascending(sort, descending);
  page text;
begin
  perform private.check_page(cursor_values, page_size);
  -- The rows are not joined to their ids again: they come out of one run's details, which is read once.
  page := private.page_ids('public.discrepancy_list t', 't.*', private.discrepancies_condition(filter),
    private.sort_keys('discrepancies', sort), start, ascending is distinct from coalesce(backward, false), page_size);
  return query execute format('select p.* from (%1$s) p order by coalesce(p.size, 0) %2$s, p.id %2$s',
    replace(page, 't.* as id', 't.*'), case when ascending then 'asc' else 'desc' end);
end
$$;

comment on function public.list_discrepancies(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of what a run found. filter: run (required), metric (call_seconds, sms, or what an old run called it), customer. sort: size, the difference without its sign.';

-- The account of a run is found by its key.

revoke all on public.reconciliation_list, public.discrepancy_list from anon, authenticated;

grant select on public.reconciliation_list, public.discrepancy_list to authenticated;

insert into private.lists (list, source, condition, moment, series) values
  ('reconciliation', 'private.reconciliation_runs t', 'reconciliation_condition', 't.started_at', 'status'),
  ('discrepancies', 'public.discrepancy_list t', 'discrepancies_condition', null, null)
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('reconciliation', 'started_at', array['t.started_at', 't.id'], array['%L::timestamptz', '%L::uuid']),
  ('discrepancies', 'size', array['coalesce(t.size, 0)', 't.id'], array['%L::bigint', '%L::uuid'])
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('reconciliation', 'type', 't.run_type', null),
  ('reconciliation', 'status', 't.status', null),
  ('discrepancies', 'metric', 't.metric', null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke execute on function private.account_of(starter text), private.discrepancies_condition(filter jsonb),
  private.moment_of(given text), private.reconciliation_condition(filter jsonb),
  private.run_discrepancies(details jsonb), private.whole_number(given text),
  public.list_discrepancies(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.list_reconciliation_runs(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.account_of(starter text), private.discrepancies_condition(filter jsonb),
  private.moment_of(given text), private.reconciliation_condition(filter jsonb),
  private.run_discrepancies(details jsonb), private.whole_number(given text),
  public.list_discrepancies(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.list_reconciliation_runs(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;
