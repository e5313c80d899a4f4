-- What many payloads hold no index counts. So many webhooks are looked into as can be in time, the newest first, and what
-- is not counted to its end says so.

create or replace function private.most_payloads() returns integer
language sql immutable set search_path = ''
as $$ select 50000 $$;

comment on function private.most_payloads() is 'How many payloads the facets of webhooks look into.';

create or replace function private.payload_facet_query(filter jsonb, counted text[]) returns text
language sql stable set search_path = ''
as $$
  select format($query$
    with looked as materialized (
      select %1$s, %2$s as holds from public.webhook_queue t where %3$s order by t.received_at desc, t.id desc limit %4$s + 1
    ),
    held as (select %5$s, count(*) as matches from looked l where l.holds group by %5$s),
    told as (
      select v.facet, v.value, sum(h.matches) as matches from held h cross join lateral (values %6$s) v (facet, value) group by 1, 2
      union all
      -- What none of them is may be further back.
      select k.facet, unnest(k.among), 0 from (values %7$s) k (facet, among)
    )
    select t.facet, t.value, case when sum(t.matches) > 10000 then 10001
      when (select count(*) from looked) <= %4$s then sum(t.matches)::bigint else ~sum(t.matches)::bigint end
    from told t group by 1, 2$query$,
    string_agg(format('%s as %I', f.expression, f.facet), ', '), private.payload_condition(filter), private.webhooks_condition(filter - 'payload'),
    private.most_payloads(), string_agg(format('%I', f.facet), ', '), string_agg(format('(%L, h.%I)', f.facet, f.facet), ', '),
    string_agg(format('(%L, %L::text[])', f.facet, private.facet_values('webhooks', f.facet)), ', '))
  from private.list_facet_columns('webhooks') f where f.facet = any (counted)
$$;

comment on function private.payload_facet_query(jsonb, text[]) is
  'The query that counts the values of some facets among the newest webhooks that the rest of a filter leaves, by what their payloads hold. Where there are more than it looks into, n found are told as -n - 1.';

create or replace function private.facets(list text, filter jsonb)
returns table (facet text, value text, matches bigint)
language plpgsql stable rows 50 set search_path = ''
as $$
declare
  -- An unknown list or a malformed filter is refused whether or not there are facets to count.
  condition text := private.list_condition(list, filter);
  asked jsonb;
  f record;
begin
  -- What leaves nothing out is no reason to read the rows for one facet more.
  select coalesce(jsonb_object_agg(a.key, a.value), '{}') into asked from jsonb_each(filter) a
  where a.value <> 'null' and not (a.key = 'state' and a.value = '"all"');
  for f in
    select asked - c.facet as others, array_agg(c.facet) as counted from private.list_facet_columns(list) c group by 1
  loop
    return query execute format('select * from (%s) c (facet, value, matches) where c.matches <> 0 order by 1, greatest(c.matches, ~c.matches) desc, 2',
      case when list = 'webhooks' and asked ? 'payload' and not asked ? 'q' and strpos(condition, 't.raw_payload @> ') > 0
        then private.payload_facet_query(f.others, f.counted) else private.cheapest_facet_query(list, f.others, f.counted) end);
  end loop;
end
$$;

comment on function private.facets(text, jsonb) is 'What public.list_facets returns, as far as the caller may see it.';
comment on function public.list_facets(text, jsonb) is
  'The values of each facet of a list and how many rows have them: exact up to 10,000, and 10,001 for more than that; a negative number -n - 1 for at least n, where what a payload holds was looked for in the newest 50,000 only. A facet''s counts ignore its own selection, so that the other values stay in sight.';

revoke execute on function private.most_payloads(), private.payload_facet_query(jsonb, text[]) from public;
grant execute on function private.most_payloads(), private.payload_facet_query(jsonb, text[]) to authenticated, service_role;
