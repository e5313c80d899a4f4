-- One page of a list, found by its sort keys: however deep the page is, it costs what the first one costs.
create or replace function private.after_start(keys text[], start text[], ascending boolean, gaps boolean) returns text
language sql immutable set search_path = ''
as $$
  select case
    when start is null then ''
    when start[1] like 'NULL%' and ascending then format(' and %s is null and %s > %s', keys[1], keys[2], start[2])
    when start[1] like 'NULL%' then format(' and (%1$s is null and %2$s < %3$s or %1$s is not null)', keys[1], keys[2], start[2])
    -- A comparison of rows says nothing of a row without a value.
    when gaps and cardinality(keys) = 3 and ascending then format(' and (%s > (%s) or %s = %s and %s is null and (%s is not null or %s > %s))',
      c.sorted_by, c.begun, keys[1], start[1], keys[2], start[2], keys[3], start[3])
    when gaps and cardinality(keys) = 3 then format(' and (%s < (%s) or %s = %s and %s is null and (%s is not null or %s < %s))',
      c.sorted_by, c.begun, keys[1], start[1], start[2], keys[2], keys[3], start[3])
    when gaps and ascending then format(' and (%s > (%s) or %s is null)', c.sorted_by, c.begun, keys[1])
    else format(' and %s %s (%s)', c.sorted_by, case when ascending then '>' else '<' end, c.begun)
  end
  from (select '(' || array_to_string(keys, ', ') || ')' as sorted_by, array_to_string(start, ', ') as begun) c
$$;

comment on function private.after_start(text[], text[], boolean, boolean) is
  'The condition of the rows after a start. A row without a value of the sort stands after all others where they ascend, before them where they descend; gaps: whether there are such rows.';

create or replace function private.page_ids(source text, identity text, condition text, keys text[], start text[],
  ascending boolean, size integer, gaps boolean default false) returns text
language sql immutable set search_path = ''
as $$
  select format('select %s as id from %s where %s%s order by %s limit %s',
    identity, source, condition, private.after_start(keys, start, ascending, gaps),
    (select string_agg(k || case when ascending then ' asc' else ' desc' end, ', ' order by n) from unnest(keys) with ordinality u (k, n)),
    size)
$$;

comment on function private.page_ids(text, text, text, text[], text[], boolean, integer, boolean) is
  'The query of one page''s ids: the rows of a source that come after a start, in the order of the keys. gaps: see private.after_start.';

create or replace function private.has_gaps(source text, key text) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  found boolean;
begin
  -- Looked for by the index that has the order. Words and ranks are never missing.
  if key !~ '^[a-z]\.[a-z_]+$' then
    return false;
  end if;
  execute format('select exists (select from %s where %s is null)', source, key) into found;
  return found;
end
$$;

comment on function private.has_gaps(text, text) is
  'Whether rows lack the value of a key. Only where some do is the order of a page more than a range of an index.';

create or replace function private.check_page(cursor_values jsonb, page_size integer) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if page_size is null or page_size not between 1 and 200 then
    raise exception 'page_size must be between 1 and 200' using errcode = '22023';
  end if;
  if coalesce(jsonb_typeof(cursor_values), 'null') <> 'null'
    and (jsonb_typeof(cursor_values) <> 'array' or jsonb_array_length(cursor_values) <> 2) then
    raise exception 'cursor_values must be the sort column and the id of a row' using errcode = '22023';
  end if;
end
$$;

comment on function private.check_page(jsonb, integer) is 'Refuses a page size out of bounds and a cursor of another shape with 22023.';

create or replace function private.cursor_start(cursor_values jsonb, casts text[]) returns text[]
language sql immutable set search_path = ''
as $$
  select case when jsonb_typeof(cursor_values) = 'array'
    -- Nothing stands for no value, where the value is no text.
    then array[format(casts[1], case when casts[1] like '%::%' then nullif(cursor_values ->> 0, '') else cursor_values ->> 0 end),
      format(casts[2], cursor_values ->> 1)] end
$$;

comment on function private.cursor_start(jsonb, text[]) is 'A cursor''s values as SQL literals of the keys'' types.';

create or replace function private.sorts_of(list text) returns table (sort text, keys text[])
language sql stable set search_path = ''
as $$ select s.sort, s.keys from private.list_sorts s where s.list = sorts_of.list $$;

comment on function private.sorts_of(text) is 'The sorts of a queue and the keys that each orders by; the last is always the id.';

create or replace function private.sort_keys(list text, sort text) returns text[]
language plpgsql stable set search_path = ''
as $$
declare
  keys text[] := (select s.keys from private.sorts_of(list) s where s.sort = sort_keys.sort);
begin
  if keys is null then
    raise exception 'sort must be one of %', (select string_agg(s.sort, ', ' order by s.sort) from private.sorts_of(list) s)
      using errcode = '22023';
  end if;
  return keys;
end
$$;

comment on function private.sort_keys(text, text) is 'The keys of a sort; refuses a sort that the queue does not have.';

create or replace function private.sort_is_ascending(sort text, descending boolean) returns boolean
language sql immutable set search_path = ''
-- Most severe first is lowest rank first; equals are ordered by age.
as $$ select (descending is false) <> (sort = 'severity') $$;

comment on function private.sort_is_ascending(text, boolean) is 'Whether the keys of a sort ascend.';

create or replace function private.list_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns text
language plpgsql stable set search_path = ''
as $$
declare
  source text := private.list_source(list);
  keys text[] := private.sort_keys(list, sort);
  start text[] := private.cursor_start(cursor_values,
    (select s.casts from private.list_sorts s where s.list = list_ids.list and s.sort = list_ids.sort));
  gaps boolean := start is not null and private.has_gaps(source, keys[cardinality(keys) - 1]);
begin
  perform private.check_page(cursor_values, page_size);
  if start is not null and cardinality(keys) = 3 then
    start := array[replace(keys[1], 't.' || sort, start[1]),
      format('(select %s from %s where s.id = %s)', replace(keys[2], 't.', 's.'), left(source, -1) || 's', start[2]), start[2]];
  end if;
  return private.page_ids(source, 't.id', private.list_condition(list, filter), keys, start,
    private.sort_is_ascending(sort, descending) is distinct from coalesce(backward, false), page_size, gaps);
end
$$;

comment on function private.list_ids(text, jsonb, text, boolean, jsonb, boolean, integer) is 'The query of the ids of one page of a queue.';

-- How many rows hold a text is guessed from a hundred rows of the planner's sample: one among them that holds it is taken
-- for a hundredth of the table. Where it is rare nevertheless, the first fifty in the order of the list were looked for from
-- one end of the table to the other, half a million rows. Planned as for more rows than a page has, the order of the list is
-- followed only where it soon finds some even if the guess is a hundred times too high; no more are read than the page needs.
create or replace function private.search_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns setof uuid
language plpgsql stable security definer rows 50 set search_path = ''
as $$
begin
  if not private.is_admin() then
    return;
  end if;
  if list = 'customers' then
    return query execute private.customers_ids(filter, sort, descending, cursor_values, backward, page_size);
  else
    return query execute format('with found as materialized (%s) select f.id from found f limit %s',
      regexp_replace(private.list_ids(list, filter, sort, descending, cursor_values, backward, page_size), 'limit \d+$', 'limit 2000'), page_size);
  end if;
end
$$;

comment on function private.search_ids(text, jsonb, text, boolean, jsonb, boolean, integer) is
  'The ids of one page of a text search, for admins. Under row level security a text search cannot use its index, because ilike is not leakproof; the rows themselves are still read with the caller''s rights.';

create or replace function private.page_of(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns text
language plpgsql stable set search_path = ''
as $$
begin
  if private.filter_text(filter, 'q') is not null then
    return format('select id from private.search_ids(%L, %L, %L, %L, %L, %L, %L) id', list, filter, sort, descending, cursor_values,
      backward, page_size);
  end if;
  return case list
    when 'customers' then private.customers_ids(filter, sort, descending, cursor_values, backward, page_size)
    else private.list_ids(list, filter, sort, descending, cursor_values, backward, page_size)
  end;
end
$$;

comment on function private.page_of(text, jsonb, text, boolean, jsonb, boolean, integer) is 'The query of one page''s ids, searched for or not.';

create or replace function private.list_page(list text, listing text, filter jsonb, sort text, descending boolean,
  cursor_values jsonb, backward boolean, page_size integer) returns text
language sql stable set search_path = ''
as $$
  select format('select l.* from (%s) page join public.%I l on l.id = page.id order by %s',
    private.page_of(list, filter, sort, descending, cursor_values, backward, page_size), listing,
    (select string_agg(replace(k, 't.', 'l.') || case when private.sort_is_ascending(sort, descending) then ' asc' else ' desc' end, ', ' order by n)
      from unnest(private.sort_keys(list, sort)) with ordinality u (k, n)))
$$;

comment on function private.list_page(text, text, jsonb, text, boolean, jsonb, boolean, integer) is
  'The query of one page of a queue, with the rows of its listing in the order of the sort.';

revoke execute on function private.check_page(cursor_values jsonb, page_size integer),
  private.cursor_start(cursor_values jsonb, casts text[]),
  private.page_ids(source text, identity text, condition text, keys text[], start text[], ascending boolean, size integer, gaps boolean),
  private.after_start(keys text[], start text[], ascending boolean, gaps boolean), private.has_gaps(source text, key text),
  private.page_of(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.sort_is_ascending(sort text, descending boolean),
  private.list_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.sort_keys(list text, sort text),
  private.list_page(list text, listing text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.sorts_of(list text),
  private.search_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.check_page(cursor_values jsonb, page_size integer),
  private.cursor_start(cursor_values jsonb, casts text[]),
  private.page_ids(source text, identity text, condition text, keys text[], start text[], ascending boolean, size integer, gaps boolean),
  private.after_start(keys text[], start text[], ascending boolean, gaps boolean), private.has_gaps(source text, key text),
  private.page_of(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.sort_is_ascending(sort text, descending boolean),
  private.list_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.sort_keys(list text, sort text),
  private.list_page(list text, listing text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.sorts_of(list text),
  private.search_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;

-- How many rows a list has that came after it was opened.
create or replace function public.count_newer(list text, filter jsonb, since timestamptz) returns integer
language plpgsql set search_path = ''
as $$
declare
  most constant integer := 100;
  newer jsonb := filter || jsonb_build_object('since',
    greatest(since, private.filter_time(filter, 'since')));
begin
  if since is null then
    raise exception 'since must be a time' using errcode = '22023';
  end if;
  if list = 'error_groups' then
    perform private.refresh_error_groups();
  end if;
  return case when private.filter_text(filter, 'q') is null then private.count_up_to(list, newer, most)
    else private.search_count_up_to(list, newer, most) end;
end
$$;

comment on function public.count_newer(text, jsonb, timestamptz) is
  'How many rows of a list match a filter and happened at a moment or later: exact up to 99, 100 stands for more. For lists whose filter has since.';

-- How many rows of any table came after it was opened.
create or replace function private.count_newer_records(table_name text, filter jsonb, moment text, since timestamptz) returns integer
language plpgsql stable security definer set search_path = ''
as $$
declare
  most constant integer := 100;
  -- As many of the newest as a page is searched among at once.
  looked_at constant integer := 1000;
  r record;
  conditions record;
  columns private.record_column[] := array(select c from private.record_columns_of(table_name) c);
  newer integer;
begin
  perform private.admins_only();
  select * into r from private.record_tables() t where t.relation = table_name;
  if r.relation is null then
    raise exception 'there is no table %', table_name using errcode = '22023';
  end if;
  if since is null or not exists (select from unnest(columns) c where c.name = moment and c.kind = 'time' and c.sort_keys is not null) then
    raise exception 'a table and its time are needed' using errcode = '22023';
  end if;
  conditions := private.record_conditions(columns, filter, moment);
  execute format('select count(*) from (select from (%s) t where %s limit %s) n',
    private.record_scan(r.source, columns, (private.record_shown(columns, true)).scanned,
      concat_ws(' and ', conditions.served, format('t.%I >= %L::timestamptz', moment, since)), moment, false, null, false, looked_at),
    coalesce(conditions.searched, 'true'), most) into newer;
  return newer;
end
$$;

comment on function private.count_newer_records(text, jsonb, text, timestamptz) is 'What public.count_newer_records does, for admins.';

create or replace function public.count_newer_records(table_name text, filter jsonb, moment text, since timestamptz) returns integer
language sql stable set search_path = ''
as $$ select private.count_newer_records(table_name, filter, moment, since) $$;

comment on function public.count_newer_records(text, jsonb, text, timestamptz) is
  'How many rows of a table match a filter of list_records and have a time of since or later in the column moment, which must be one that can be sorted by: exact up to 99, 100 stands for more. What no index serves is looked for among the newest 1,000. For admins.';

revoke execute on function public.count_newer(list text, filter jsonb, since timestamp with time zone),
  private.count_newer_records(table_name text, filter jsonb, moment text, since timestamp with time zone),
  public.count_newer_records(table_name text, filter jsonb, moment text, since timestamp with time zone)
  from public, anon, authenticated, service_role;

grant execute on function public.count_newer(list text, filter jsonb, since timestamp with time zone),
  private.count_newer_records(table_name text, filter jsonb, moment text, since timestamp with time zone),
  public.count_newer_records(table_name text, filter jsonb, moment text, since timestamp with time zone)
  to authenticated, service_role;
