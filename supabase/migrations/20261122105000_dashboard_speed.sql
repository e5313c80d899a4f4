-- What the measurements asked for.

-- Written with a plain subquery, the planner puts the count into both columns and counts twice.
create or replace function public.count_matching(list text, filter jsonb default '{}')
returns table (matches bigint, exact boolean)
language sql stable rows 1 set search_path = ''
as $$
  with counted as materialized (
    select case when private.filter_text(filter, 'q') is null then private.count_up_to(list, filter, 10001)
      else private.search_count_up_to(list, filter, 10001) end as n
  )
  select least(c.n, 10000), c.n <= 10000 from counted c
$$;

comment on function public.count_matching(text, jsonb) is
  'How many rows of a list (errors, alerts, churn, webhooks, customers) match a filter: exact up to 10,000, and no more than that beyond.';
revoke execute on function public.count_matching(text, jsonb) from public, anon;
grant execute on function public.count_matching(text, jsonb) to authenticated, service_role;
