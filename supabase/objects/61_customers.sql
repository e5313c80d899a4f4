-- The list of customers.

create or replace view public.customer_list with (security_invoker = true) as
select p.user_id, p.email, p.business_name, p.tier, p.industry, p.role, p.area_code,
  h.score, h.grade, h.risk_level, h.factors, h.last_calculated,
  (select count(*)::integer from (
    select from private.ops_alerts a
    where a.user_id = p.user_id and (a.acknowledged_at is null or a.returns_at is not null)
      and (a.returns_at is null or a.returns_at <= now()) limit 100
  ) a) as open_alerts,
  (select count(*)::integer from (
    select from private.error_logs e where e.user_id = p.user_id and e.resolved_at is null limit 100
  ) e) as unresolved_errors,
  (select count(*)::integer from (
    select from private.churn_alerts c where c.user_id = p.user_id and c.resolved_at is null limit 100
  ) c) as open_churn
from private.profiles p
left join private.customer_health_scores h on h.user_id = p.user_id
where (p.role in ('admin', 'seller')) is not true;

comment on view public.customer_list is 'Customers with their health and what is open for them, each count at most 100.';

-- The list of customers with what their health has done, what is at risk, and what is open for them.
create or replace function private.customers_condition(filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  days text := private.filter_text(filter, 'no_contact');
begin
  if days is not null and (days !~ '^[0-9]{1,3}$' or days::integer not between 1 and 365) then
    perform private.refuse_filter('no_contact', 'a number of days from 1 to 365');
  end if;
  return concat_ws(' and ',
    '(t.role in (''admin'', ''seller'')) is not true',
    private.one_of('h.grade', filter, 'grade'),
    private.one_of('h.risk_level', filter, 'risk'),
    private.plan_condition(filter),
    private.word_condition('industry', 't.industry', 't.raw_industry', private.filter_texts(filter, 'industry')),
    private.one_of(private.customer_usage(), filter, 'usage'),
    'coalesce(f.last_contact, ''epoch'') < now() - interval ''' || days || ' days''',
    private.contains_name('(coalesce(t.business_name, '''') || '' '' || t.email)', filter),
    'h.last_calculated >= ' || quote_literal(private.filter_time(filter, 'since')) || '::timestamptz',
    case when filter ? 'ids' and filter -> 'ids' <> 'null' then private.among_ids('t.user_id', filter) end);
end
$$;

comment on function private.customers_condition(jsonb) is
  'The condition on profiles t, customer_health_scores h, usage_limits u and customer_figures f that a customers filter stands for.';

create or replace function private.customers_ids(filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns text
language plpgsql stable set search_path = ''
as $$
declare
  s record;
  ascending boolean := (descending is false) <> (backward is true);
  forward boolean := backward is not true;
  condition text := private.customers_condition(filter);
  from_others boolean;
  ranked text;
  others text;
begin
  perform private.check_page(cursor_values, page_size);
  select * into s from private.customer_sorts() c where c.sort = customers_ids.sort;
  if s is null then
    raise exception 'sort must be one of %', (select string_agg(c.sort, ', ' order by c.sort) from private.customer_sorts() c)
      using errcode = '22023';
  end if;
  from_others := s.others is not null and jsonb_typeof(cursor_values) = 'array' and cursor_values -> 0 = 'null';
  ranked := private.page_ids(private.customer_source(s.driver), 't.user_id', condition,
    array[s.key, coalesce(right(s.driver, 1), 't') || '.user_id'],
    case when not from_others then private.cursor_start(cursor_values, array[case s.kind when 'text' then 'coalesce(%L, '''')' else '%L::' || s.kind end, '%L::uuid']) end,
    ascending, page_size,
    jsonb_typeof(cursor_values) = 'array' and s.driver is not null and private.has_gaps(s.driver, s.key));
  if s.others is null then
    return ranked;
  end if;
  others := private.page_ids(private.customer_source(null), 't.user_id', condition || ' and ' || s.others, '{t.user_id}',
    case when from_others then array[format('%L::uuid', cursor_values ->> 1)] end, ascending, page_size);
  return case
    when forward and from_others then others
    when forward then format('(%s) union all (%s) limit %s', ranked, others, page_size)
    when from_others then format('(%s) union all (%s) limit %s', others, ranked, page_size)
    else ranked
  end;
end
$$;

comment on function private.customers_ids(jsonb, text, boolean, jsonb, boolean, integer) is
  'The query of the ids of one page of customers: those that have what is sorted by in its order, then those without.';

create or replace function private.customer_usage() returns text
language sql immutable set search_path = ''
as $$ select 'case when u.hard_stop_active then ''stopped'' when u.used_percent >= 100 then ''over'' when u.used_percent >= 80 then ''near'' when u.user_id is not null then ''under'' end' $$;

comment on function private.customer_usage() is 'The expression on usage_limits u of where a customer stands with their plan.';

create or replace function private.customer_sorts() returns table (sort text, driver text, key text, kind text, others text)
language sql immutable rows 6 set search_path = ''
as $$
  select s.sort, s.driver, s.key, s.kind, s.others
  from (values
    ('score', 'private.customer_health_scores h', 'h.score', 'integer', 'h.user_id is null'),
    ('last_calculated', 'private.customer_health_scores h', 'h.last_calculated', 'timestamptz', 'h.user_id is null'),
    ('used_percent', 'private.usage_limits u', 'u.used_percent', 'integer', 'u.user_id is null'),
    ('value_at_risk', 'private.customer_figures f', 'f.value_at_risk', 'integer', null),
    ('last_contact', 'private.customer_figures f', 'f.last_contact', 'timestamptz', null),
    ('business_name', null, 'coalesce(t.business_name, '''')', 'text', null)
  ) s (sort, driver, key, kind, others)
$$;

comment on function private.customer_sorts() is
  'The sorts of customers: the table whose index has the order, the key, its type, and the customers missing from that table, who come last in both directions.';

create or replace function private.customer_source(driver text) returns text
language sql immutable set search_path = ''
as $$
  select case when driver is null then 'private.profiles t' else driver || ' join private.profiles t on t.user_id = ' || right(driver, 1) || '.user_id' end
    || case when driver like '%h' then '' else ' left join private.customer_health_scores h on h.user_id = t.user_id' end
    || case when driver like '%u' then '' else ' left join private.usage_limits u on u.user_id = t.user_id' end
    || case when driver like '%f' then '' else ' left join private.customer_figures f on f.user_id = t.user_id' end
$$;

comment on function private.customer_source(text) is 'Profiles t with h, u and f, read in the order of the table that drives a sort.';

create or replace view public.customer_health_list with (security_invoker = true) as
select p.user_id, p.email, p.business_name, p.tier, p.industry, p.role, p.area_code,
  h.score, h.grade, h.risk_level, h.factors, h.last_calculated,
  w.score as score_week_ago, w.factors as factors_week_ago,
  -- From one walk over the history: each score counts until the next one.
  (select array_agg(r.score order by d.day) from (
    select y.score, y.day, coalesce(lead(y.day) over (order by y.created_at, y.id), 31) as next_day from (
      (select b.score, b.created_at, b.id, 0 as day from private.customer_health_history b
      where b.user_id = p.user_id and b.created_at <= now() - interval '30 days' order by b.created_at desc, b.id desc limit 1)
      union all
      select b.score, b.created_at, b.id, 30 - floor(extract(epoch from now() - b.created_at) / 86400)::integer
      from private.customer_health_history b
      where b.user_id = p.user_id and b.created_at > now() - interval '30 days' and b.created_at <= now()
    ) y
  ) r, generate_series(r.day, r.next_day - 1) d (day)) as daily_scores,
  private.monthly_value(p.tier) as monthly_value, coalesce(f.value_at_risk, 0) as value_at_risk, coalesce(f.last_contact, 'epoch') as last_contact,
  u.used_percent, u.hard_stop_active, a.last_activity,
  (select count(*)::integer from (
    select from private.ops_alerts o where o.user_id = p.user_id and o.acknowledged_at is null limit 100
  ) o) as open_alerts,
  (select count(*)::integer from (
    select from private.error_logs e where e.user_id = p.user_id and e.resolved_at is null limit 100
  ) e) as unresolved_errors
from private.profiles p
left join private.customer_health_scores h on h.user_id = p.user_id
left join private.usage_limits u on u.user_id = p.user_id
left join private.customer_figures f on f.user_id = p.user_id
left join lateral (
  select y.score, y.factors from private.customer_health_history y
  where y.user_id = p.user_id and y.created_at <= now() - interval '7 days' order by y.created_at desc, y.id desc limit 1
) w on true
left join lateral (
  select greatest(
    (select c.created_at from private.usage_calls c where c.user_id = p.user_id order by c.created_at desc limit 1),
    (select s.last_active from private.active_sessions s where s.user_id = p.user_id order by s.last_active desc limit 1)
  ) as last_activity
) a on true
where (p.role in ('admin', 'seller')) is not true;

comment on view public.customer_health_list is
  'Customers with their health now and a week ago, once a day over 30 days, the value that is at risk, and what is open for them, each count at most 100. Meant for the rows of one page: every row costs a few dozen look-ups.';

create or replace function public.list_customer_health(filter jsonb default '{}', sort text default 'value_at_risk',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.customer_health_list
language plpgsql stable set search_path = ''
as $$
declare
  direction text := case when descending is false then 'asc' else 'desc' end;
begin
  return query execute format('select l.* from (%s) page join public.customer_health_list l on l.user_id = page.id order by %s %s nulls last, l.user_id %s',
    private.page_of('customers', filter, sort, descending, cursor_values, backward, page_size),
    case when sort = 'business_name' then 'coalesce(l.business_name, '''')' else 'l.' || quote_ident(sort) end, direction, direction);
end
$$;

comment on function public.list_customer_health(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of customers with what their health did. filter: grade, risk, tier, industry, usage (under, near, over, stopped), no_contact (days), since (of the score), q, ids. sort: value_at_risk (the plan''s monthly dollars times the points that the score lacks to 100), score, last_calculated, used_percent, last_contact, business_name; customers without a score or without limits come last.';

revoke all on public.customer_health_list from anon, authenticated;

grant select on public.customer_health_list to authenticated, service_role;

insert into private.lists (list, source, condition, moment, series) values
  ('customers', 'private.profiles t left join private.customer_health_scores h on h.user_id = t.user_id left join private.usage_limits u on u.user_id = t.user_id left join private.customer_figures f on f.user_id = t.user_id',
    'customers_condition', null, null)
on conflict (list) do update set source = excluded.source, condition = excluded.condition;

insert into private.list_facets (list, facet, expression, among) values
  ('customers', 'usage', private.customer_usage(), null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke all on public.customer_list from anon, authenticated;

grant select on public.customer_list to authenticated, service_role;

revoke execute on function private.customer_sorts(), private.customer_source(driver text), private.customer_usage(),
  private.customers_condition(filter jsonb),
  private.customers_ids(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.list_customer_health(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.customer_sorts(), private.customer_source(driver text), private.customer_usage(),
  private.customers_condition(filter jsonb),
  private.customers_ids(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.list_customer_health(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;
