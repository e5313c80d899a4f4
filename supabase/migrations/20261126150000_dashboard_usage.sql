-- Who is near, over and stopped: how much of the plan is used, kept beside what was used, so that an index can order by it.

-- A column and not an expression of the index: under row level security only comparisons of columns may use an index.
-- Written out and not by a function of ours: whoever updates a row would need the right to call it. Rounded down, so that
-- 100 means reached; any use of nothing counts as 100000.
alter table public.usage_limits
  add column if not exists call_percent integer generated always as (case when coalesce(call_cap_seconds, 0) + coalesce(call_credit, 0) > 0
    then least(100 * coalesce(call_used_seconds, 0)::bigint / (coalesce(call_cap_seconds, 0) + coalesce(call_credit, 0)), 100000)::integer
    when coalesce(call_used_seconds, 0) > 0 then 100000 else 0 end) stored,
  add column if not exists sms_percent integer generated always as (case when coalesce(sms_cap, 0) + coalesce(sms_credit, 0) > 0
    then least(100 * coalesce(sms_used, 0)::bigint / (coalesce(sms_cap, 0) + coalesce(sms_credit, 0)), 100000)::integer
    when coalesce(sms_used, 0) > 0 then 100000 else 0 end) stored,
  add column if not exists used_percent integer generated always as (greatest(
    case when coalesce(call_cap_seconds, 0) + coalesce(call_credit, 0) > 0
    then least(100 * coalesce(call_used_seconds, 0)::bigint / (coalesce(call_cap_seconds, 0) + coalesce(call_credit, 0)), 100000)::integer
    when coalesce(call_used_seconds, 0) > 0 then 100000 else 0 end,
    case when coalesce(sms_cap, 0) + coalesce(sms_credit, 0) > 0
    then least(100 * coalesce(sms_used, 0)::bigint / (coalesce(sms_cap, 0) + coalesce(sms_credit, 0)), 100000)::integer
    when coalesce(sms_used, 0) > 0 then 100000 else 0 end)) stored;

comment on column public.usage_limits.call_percent is 'How much of the minutes and their credit is used, in percent.';
comment on column public.usage_limits.sms_percent is 'How much of the messages and their credit is used, in percent.';
comment on column public.usage_limits.used_percent is 'The greater of call_percent and sms_percent: 80 warns, 100 is soft, 110 stops.';

create index if not exists usage_limits_used_percent_idx on public.usage_limits (used_percent, user_id);
create index if not exists usage_limits_stopped_idx on public.usage_limits (used_percent, user_id) where hard_stop_active;
create index if not exists usage_limits_period_idx on public.usage_limits ((coalesce(period_end, '9999-12-31 00:00+00')), user_id);

create or replace function private.projected_percent(percent integer, period_start timestamptz, period_end timestamptz, moment timestamptz)
returns integer
language sql immutable set search_path = ''
as $$
  select case
    when period_end <= period_start or moment >= period_end then null
    when moment - period_start >= (period_end - period_start) * 0.1
      then least(percent * extract(epoch from period_end - period_start) / extract(epoch from moment - period_start), 100000)::integer
  end
$$;

comment on function private.projected_percent(integer, timestamptz, timestamptz, timestamptz) is
  'An estimate: what a use in percent comes to by the end of the period if it goes on as it has so far. Null before a tenth of the period has passed, and once it is over.';

create or replace view public.usage_list with (security_invoker = true) as
select u.user_id as id, u.user_id, p.business_name, coalesce(u.tier, p.tier) as tier, h.grade, h.score,
  u.call_used_seconds, u.call_cap_seconds, u.call_credit, u.call_percent,
  u.sms_used, u.sms_cap, u.sms_credit, u.sms_percent, u.used_percent,
  u.limit_state, u.hard_stop_active, u.period_start, u.period_end, coalesce(u.period_end, '9999-12-31 00:00+00') as period_ends,
  private.projected_percent(u.call_percent, u.period_start, u.period_end, now()) as call_projected,
  private.projected_percent(u.sms_percent, u.period_start, u.period_end, now()) as sms_projected,
  case when u.hard_stop_active then 'stopped' when u.used_percent >= 100 then 'over' when u.used_percent >= 80 then 'near' else 'under' end as state
from public.usage_limits u
left join public.profiles p on p.user_id = u.user_id
left join public.customer_health_scores h on h.user_id = u.user_id;

comment on view public.usage_list is
  'What customers may use in their period and have used. state: stopped while the hard stop is active, else over from 100 %, near from 80 %, under. The projections are estimates.';

revoke all on public.usage_list from anon, authenticated;
grant select on public.usage_list to authenticated, service_role;

create or replace function private.usage_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{
      "near": "not t.hard_stop_active and t.used_percent between 80 and 99",
      "over": "not t.hard_stop_active and t.used_percent >= 100",
      "stopped": "t.hard_stop_active",
      "under": "not t.hard_stop_active and t.used_percent < 80"
    }'),
    private.one_of('t.tier', filter, 'tier'),
    't.user_id = ' || quote_literal(private.filter_uuid(filter, 'customer')) || '::uuid',
    -- Found by name as customers are: the index of that text is on profiles.
    't.user_id in (select p.user_id from public.profiles p where '
      || private.contains('(coalesce(p.business_name, '''') || '' '' || p.email)', filter) || ')',
    case when filter ? 'ids' and filter -> 'ids' <> 'null' then private.among_ids('t.user_id', filter) end,
    'true')
$$;

comment on function private.usage_condition(jsonb) is 'The condition on usage_list t that a usage filter stands for.';

insert into private.lists (list, source, condition, moment, series) values
  ('usage', 'public.usage_list t', 'usage_condition', null, null)
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('usage', 'used_percent', '{t.used_percent,t.id}', '{%L::integer,%L::uuid}'),
  ('usage', 'period_ends', '{t.period_ends,t.id}', '{%L::timestamptz,%L::uuid}')
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('usage', 'state', 't.state', '''{stopped,over,near,under}''::text[]'),
  ('usage', 'tier', 't.tier', null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

create or replace function public.list_usage(filter jsonb default '{}', sort text default 'used_percent',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.usage_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.queue_page('usage', 'usage_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_usage(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of what customers use. filter: state (near, over, stopped, under, all), tier, customer, q, ids. sort: used_percent, period_ends.';

create or replace function public.usage_by_state() returns table (state text, customers bigint)
language sql stable rows 4 set search_path = ''
as $$
  select s.state, case s.state
    when 'stopped' then (select count(*) from public.usage_limits u where u.hard_stop_active)
    when 'over' then (select count(*) from public.usage_limits u where u.used_percent >= 100 and not u.hard_stop_active)
    when 'near' then (select count(*) from public.usage_limits u where u.used_percent between 80 and 99 and not u.hard_stop_active)
    else (select count(*) from public.usage_limits u where u.used_percent < 80 and not u.hard_stop_active)
  end
  from unnest('{stopped,over,near,under}'::text[]) with ordinality s (state, place)
  order by s.place
$$;

comment on function public.usage_by_state() is 'How many customers are stopped, over, near and under; all four, always.';

revoke execute on function private.projected_percent(integer, timestamptz, timestamptz, timestamptz),
  private.usage_condition(jsonb) from public;
grant execute on function private.projected_percent(integer, timestamptz, timestamptz, timestamptz),
  private.usage_condition(jsonb) to authenticated, service_role;
revoke execute on function public.list_usage(jsonb, text, boolean, jsonb, boolean, integer), public.usage_by_state() from public, anon;
grant execute on function public.list_usage(jsonb, text, boolean, jsonb, boolean, integer), public.usage_by_state() to authenticated, service_role;
