-- One page of customers. Customers without a score come after all the others, whichever column sorts.

create or replace function private.customers_ids(filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns text
language plpgsql stable set search_path = ''
as $$
declare
  ascending boolean := descending is false;
  forward boolean := backward is not true;
  condition text := private.customers_condition(filter);
  by_score boolean := sort in ('score', 'last_calculated');
  from_unscored boolean := jsonb_typeof(cursor_values) = 'array' and cursor_values -> 0 = 'null';
  scored text;
  unscored text;
  ids text;
begin
  perform private.check_page(cursor_values, page_size);
  case sort
    when 'score' then
      scored := private.page_ids('public.customer_health_scores h join public.profiles t on t.user_id = h.user_id', 't.user_id',
        condition, '{h.score,h.user_id}', case when not from_unscored then private.cursor_start(cursor_values, '{%L::integer,%L::uuid}') end,
        ascending = forward, page_size);
    when 'last_calculated' then
      scored := private.page_ids('public.customer_health_scores h join public.profiles t on t.user_id = h.user_id', 't.user_id',
        condition, '{h.last_calculated,h.user_id}', case when not from_unscored then private.cursor_start(cursor_values, '{%L::timestamptz,%L::uuid}') end,
        ascending = forward, page_size);
    when 'business_name' then
      ids := private.page_ids(private.list_source('customers'), 't.user_id', condition,
        '{"coalesce(t.business_name, '''')",t.user_id}', private.cursor_start(cursor_values, '{"coalesce(%L, '''')",%L::uuid}'),
        ascending = forward, page_size);
    else
      raise exception 'sort must be one of score, business_name, last_calculated' using errcode = '22023';
  end case;
  if by_score then
    unscored := private.page_ids(private.list_source('customers'), 't.user_id', condition || ' and h.user_id is null', '{t.user_id}',
      case when from_unscored then array[format('%L::uuid', cursor_values ->> 1)] end, ascending = forward, page_size);
    ids := case
      when forward and from_unscored then unscored
      when forward then format('(%s) union all (%s) limit %s', scored, unscored, page_size)
      when from_unscored then format('(%s) union all (%s) limit %s', unscored, scored, page_size)
      else scored
    end;
  end if;
  return ids;
end
$$;

comment on function private.customers_ids(jsonb, text, boolean, jsonb, boolean, integer) is
  'The query of the ids of one page of customers: those with a score in its order, then those without.';

create or replace function private.customers_page(filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns text
language sql stable set search_path = ''
as $$
  select format('select l.* from (%s) page join public.customer_list l on l.user_id = page.id order by %s %s nulls last, l.user_id %s',
    private.page_of('customers', filter, sort, descending, cursor_values, backward, page_size),
    case when sort = 'business_name' then 'coalesce(l.business_name, '''')' else 'l.' || quote_ident(sort) end, direction, direction)
  from (select case when descending is false then 'asc' else 'desc' end as direction) d
$$;

comment on function private.customers_page(jsonb, text, boolean, jsonb, boolean, integer) is
  'The query of one page of customers, with the rows of the customer list in the order of the sort.';

create or replace function public.list_customers(filter jsonb default '{}', sort text default 'score',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.customer_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.customers_page(filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_customers(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of customers. filter: grade, risk, tier, industry, q, ids. sort: score, business_name, last_calculated; customers without a score come last. cursor_values: the sort column and the user_id of the row to go on from, or to go back from.';

revoke execute on function private.customers_ids(jsonb, text, boolean, jsonb, boolean, integer),
  private.customers_page(jsonb, text, boolean, jsonb, boolean, integer) from public;
grant execute on function private.customers_ids(jsonb, text, boolean, jsonb, boolean, integer),
  private.customers_page(jsonb, text, boolean, jsonb, boolean, integer) to authenticated, service_role;
revoke execute on function public.list_customers(jsonb, text, boolean, jsonb, boolean, integer) from public, anon;
grant execute on function public.list_customers(jsonb, text, boolean, jsonb, boolean, integer) to authenticated, service_role;
