-- Facets that are counted value by value find each value's rows in an index, and need no row for what else they ask.

-- The same two indexes as before, with what became of a webhook in them.
create index if not exists webhook_queue_arrival_idx on public.webhook_queue (received_at, id) include (processed_at, result);
create index if not exists webhook_queue_type_idx on public.webhook_queue (event_type, received_at, id) include (processed_at, result);
drop index if exists public.webhook_queue_received_at_idx;
drop index if exists public.webhook_queue_event_type_idx;

create or replace function private.count_values_query(list text, filter jsonb, facet text, expression text, among text[]) returns text
language sql stable set search_path = ''
as $$
  select case
    when among is null then null
    when facet in ('state', 'assignee', 'actor') then (
      select string_agg(format('select %L, %L, (select count(*) from (select from %s where %s limit 10001) c)', facet, v,
        private.list_source(list), private.list_condition(list, filter || jsonb_build_object(facet,
          case facet when 'state' then to_jsonb(v) else jsonb_build_array(v) end))), ' union all ')
      from unnest(among) v)
    else format('select %L, v.value, (select count(*) from (select from %s where %s and %s = v.value limit 10001) c) from unnest(%L::text[]) v (value)',
      facet, private.list_source(list), private.list_condition(list, filter - facet), expression, among)
  end
$$;

comment on function private.count_values_query(text, jsonb, text, text, text[]) is
  'The query that counts the rows of each value of a facet by itself, each to 10,001. States, assignees and actors are asked for as their filters ask, which indexes know. Null where the values are not known.';

create or replace function private.count_rows_query(list text, filter jsonb, counted text[]) returns text
language sql stable set search_path = ''
as $$
  select format('
    select v.facet, v.value, least(sum(g.matches), 10001)::bigint
    from (select %s, count(*) as matches from %s where %s group by %s) g, lateral (values %s) v (facet, value)
    where v.value is not null group by 1, 2',
    string_agg(format('%s as %I', coalesce(f.account, f.expression), f.facet), ', ' order by f.facet), private.list_source(list),
    private.list_condition(list, filter), string_agg(f.place::text, ', '),
    string_agg(format('(%L, %s)', f.facet, replace(f.expression, coalesce(f.account, f.expression), format('g.%I', f.facet))), ', '))
  from (
    -- An account becomes a text once it is counted: for each row of many that would take as long as counting them.
    select c.facet, c.expression, substring(c.expression from '^coalesce\((t\.[a-z_]+)::text, ''[a-z]+''\)$') as account,
      row_number() over (order by c.facet) as place
    from private.list_facet_columns(list) c where c.facet = any (counted)
  ) f
$$;

comment on function private.count_rows_query(text, jsonb, text[]) is
  'The query that counts the values of some facets of a list, reading each matching row once.';
