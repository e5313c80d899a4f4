-- The rows of any table, one page at a time. Names come from the catalogue, values enter the text only as quoted literals.
create or replace function private.record_test(c private.record_column, op text, value text, scanned boolean) returns text
language plpgsql stable set search_path = ''
as $$
declare
  of text := format('t.%I', c.name);
  pattern text := quote_literal('%' || regexp_replace(coalesce(value, ''), '([\\%_])', '\\\1', 'g') || '%');
begin
  if op = 'empty' and value in ('true', 'false') then
    return case when value = 'false' then 'not ' else '' end || case
      when c.secret and scanned then format('(not %s)', of)
      when c.secret then format('(not (%s))', c.presence)
      when c.kind = 'text' and not c.indexed then format('(coalesce(%s::text, '''') = '''')', of)
      else format('(%s is null)', of) end;
  end if;
  if c.secret or value is null or op = 'contains' and c.kind in ('number', 'time', 'boolean')
    or op in ('from', 'after', 'before', 'to') and c.kind not in ('number', 'time')
    or op not in ('is', 'not', 'contains', 'from', 'after', 'before', 'to') then
    raise exception 'filter: % cannot be asked of %', coalesce(op, 'nothing'), c.name using errcode = '22023';
  end if;
  return case
    when op = 'contains' then format('%s::text ilike %s', of, pattern)
    when c.kind = 'list' and op = 'is' then format('%L = any (%s::text[])', value, of)
    when c.kind = 'list' then format('not coalesce(%L = any (%s::text[]), false)', value, of)
    when op = 'not' then format('%s is distinct from %L::%s', of, value, c.type)
    else format('%s %s %L::%s', of,
      case op when 'is' then '=' when 'from' then '>=' when 'after' then '>' when 'before' then '<' else '<=' end, value, c.type)
  end;
end
$$;

comment on function private.record_test(private.record_column, text, text, boolean) is
  'One condition on a column. Of a secret nothing can be asked but whether it is there.';

create or replace function private.record_conditions(columns private.record_column[], filter jsonb, sort text, out served text, out searched text)
language plpgsql stable set search_path = ''
as $$
declare
  item record;
  c private.record_column;
  is_served boolean;
  q text := private.filter_text(filter, 'q');
begin
  if coalesce(jsonb_typeof(filter -> 'where'), 'null') not in ('null', 'array') or jsonb_array_length(coalesce(nullif(filter -> 'where', 'null'), '[]')) > 50 then
    raise exception 'filter.where must be a list of at most 50 conditions' using errcode = '22023';
  end if;
  for item in select w ->> 'column' as name, w ->> 'op' as op, w ->> 'value' as value
    from jsonb_array_elements(coalesce(nullif(filter -> 'where', 'null'), '[]')) w loop
    select * into c from unnest(columns) k where k.name = item.name;
    if c.name is null then
      raise exception 'filter: there is no column %', coalesce(item.name, 'without a name') using errcode = '22023';
    end if;
    is_served := not c.secret and c.indexed and (item.op = 'is' and c.kind <> 'list' or item.op = 'empty' and item.value = 'true')
      or item.op in ('from', 'after', 'before', 'to') and c.name = sort;
    if is_served then
      served := concat_ws(' and ', served, private.record_test(c, item.op, item.value, false));
    else
      searched := concat_ws(' and ', searched, private.record_test(c, item.op, item.value, true));
    end if;
  end loop;
  if q is not null then
    searched := concat_ws(' and ', searched, (
      select format('concat_ws('' '', %s) ilike %L', string_agg(format('t.%I::text', k.name), ', ' order by k.place),
        '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%')
      from unnest(columns) k where k.kind in ('text', 'uuid', 'list') and not k.secret));
  end if;
end
$$;

comment on function private.record_conditions(private.record_column[], jsonb, text) is
  'A filter as two conditions on t: what an index serves at any size, and what rows have to be searched for.';

create or replace function private.record_part(shown text, source text, conditions text, keys text[], start text, ascending boolean, size integer) returns text
language sql immutable set search_path = ''
as $$
  select format('(select %s from public.%I t where %s%s order by %s limit %s)', shown, source, conditions,
    case when start is not null then format(' and (%s) %s (%s)', (select string_agg(format('t.%I', k), ', ' order by n) from unnest(keys) with ordinality u (k, n)),
      case when ascending then '>' else '<' end, start) else '' end,
    (select string_agg(format('t.%I %s', k, case when ascending then 'asc' else 'desc' end), ', ' order by n) from unnest(keys) with ordinality u (k, n)), size)
$$;

comment on function private.record_part(text, text, text, text[], text, boolean, integer) is 'The query of the rows after a start, in the order of the keys.';

create or replace function private.record_start(source text, keys text[], types text[], cursor_values jsonb, skip integer) returns text
language sql immutable set search_path = ''
as $$
  select string_agg(case
      when n = cardinality(keys) then format('%L::%s', cursor_values ->> 1, types[n])
      when n = 1 then format('%L::%s', cursor_values ->> 0, types[1])
      else format('(select s.%I from public.%I s where s.%I = %L::%s)', k, source, keys[cardinality(keys)], cursor_values ->> 1, types[cardinality(keys)])
    end, ', ' order by n)
  from unnest(keys) with ordinality u (k, n) where n > skip
$$;

comment on function private.record_start(text, text[], text[], jsonb, integer) is 'A cursor as the values of a sort''s keys; those in between are looked up by the row''s id.';

create or replace function private.record_scan(source text, columns private.record_column[], shown text, condition text, sort text, ascending boolean, cursor_values jsonb,
  backward boolean, size integer) returns text
language plpgsql stable set search_path = ''
as $$
declare
  keys text[] := (select c.sort_keys from unnest(columns) c where c.name = sort);
  types text[] := array(select c.type from unnest(keys) with ordinality u (k, n) join unnest(columns) c on c.name = k order by n);
  nullable boolean := (select not c.required from unnest(columns) c where c.name = sort);
  started boolean := coalesce(jsonb_typeof(cursor_values), 'null') = 'array';
  among_nulls boolean := started and cursor_values ->> 0 is null;
  onward boolean := ascending is distinct from coalesce(backward, false);
  filled text;
  empty text;
begin
  if keys is null then
    raise exception 'sort: the table cannot be sorted by %', coalesce(sort, 'nothing') using errcode = '22023';
  end if;
  filled := private.record_part(shown, source, condition || case when nullable then format(' and t.%I is not null', sort) else '' end, keys,
    case when started and not among_nulls then private.record_start(source, keys, types, cursor_values, 0) end, onward, size);
  if not nullable then
    return filled;
  end if;
  -- Rows without a value come last, whichever way the others are ordered: an index finds both, one after the other.
  empty := private.record_part(shown, source, condition || format(' and t.%I is null', sort), keys[2:],
    case when among_nulls then private.record_start(source, keys, types, cursor_values, 1) end, onward, size);
  return case
    when coalesce(backward, false) and among_nulls then format('select * from (%s union all %s) u limit %s', empty, filled, size)
    when coalesce(backward, false) then filled
    when among_nulls then empty
    else format('select * from (%s union all %s) u limit %s', filled, empty, size)
  end;
end
$$;

comment on function private.record_scan(text, private.record_column[], text, text, text, boolean, jsonb, boolean, integer) is 'The query of the rows that come after a cursor in a sort''s order.';

create or replace function private.record_shown(columns private.record_column[], whole boolean, out scanned text, out shown text)
language sql stable set search_path = ''
as $$
  select string_agg(case when c.secret then format('(%s) as %I', c.presence, c.name) else format('t.%I', c.name) end, ', ' order by c.place),
    string_agg(case
      when c.secret or whole or c.kind in ('number', 'boolean', 'time', 'uuid') then format('t.%I', c.name)
      when c.kind = 'json' then format('case jsonb_typeof(t.%1$I::jsonb) when ''object'' then jsonb_build_object(''keys'', (select count(*) from jsonb_object_keys(t.%1$I::jsonb)))
        when ''array'' then jsonb_build_object(''items'', jsonb_array_length(t.%1$I::jsonb)) else to_jsonb(left(t.%1$I::text, 300)) end as %1$I', c.name)
      when c.kind = 'list' then format('t.%1$I[1:20] as %1$I', c.name)
      else format('left(t.%1$I::text, 300) as %1$I', c.name) end, ', ' order by c.place)
  from unnest(columns) c
$$;

comment on function private.record_shown(private.record_column[], boolean) is
  'What is selected of a table: secrets as whether they are there. Unless whole, long texts are cut and JSON is only counted.';

create or replace function public.list_records(table_name text, filter jsonb default '{}'::jsonb, sort text default null, descending boolean default true,
  cursor_values jsonb default null, backward boolean default false, page_size integer default 51, whole boolean default false) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  r record;
  conditions record;
  columns private.record_column[] := array(select c from private.record_columns_of(table_name) c);
  selected record;
  by_column text;
  page jsonb;
begin
  perform private.admins_only(), private.check_page(cursor_values, page_size);
  select * into r from private.record_tables() t where t.relation = table_name;
  if r.relation is null then
    raise exception 'there is no table %', table_name using errcode = '22023';
  end if;
  by_column := coalesce(sort, r.key);
  conditions := private.record_conditions(columns, filter, by_column);
  selected := private.record_shown(columns, whole);
  execute format('with scanned as materialized (select t.*, row_number() over () as "_place" from (%s) t),
      found as (select t."_place", jsonb_build_array(t.%I::text, t.%I::text) as at, (select to_jsonb(x) from (select %s) x) as cells
        from scanned t where %s order by t."_place" limit %s)
    select jsonb_build_object(
      ''rows'', coalesce((select jsonb_agg(jsonb_build_object(''cells'', f.cells, ''cursor'', f.at) order by f."_place" %s) from found f), ''[]''),
      ''searched_to'', (select jsonb_build_array(t.%I::text, t.%I::text) from scanned t where %L and t."_place" = %s and (select count(*) from found) < %s))',
    private.record_scan(r.source, columns, selected.scanned, coalesce(conditions.served, 'true'), by_column, descending is false, cursor_values, backward,
      case when conditions.searched is null then page_size else 1000 end),
    by_column, r.key, selected.shown, coalesce(conditions.searched, 'true'), page_size, case when backward then 'desc' else 'asc' end,
    by_column, r.key, conditions.searched is not null, 1000, page_size) into page;
  return page;
end
$$;

comment on function public.list_records(text, jsonb, text, boolean, jsonb, boolean, integer, boolean) is
  'One page of any table for admins: rows, each with its cells and its cursor, secrets as present or absent. filter: q (any text contains it) and where, a list of {column, op, value} with op is, not, contains, from, after, before, to or empty (true, false). Sorts by columns that describe_table calls sortable. What no index serves is looked for among 1,000 rows at a time: searched_to is then where to go on. Unless whole, texts are cut at 300 characters and JSON is counted only.';

create or replace function public.count_records(table_name text, filter jsonb default '{}'::jsonb, sort text default null) returns table (matches bigint, certainty text)
language plpgsql stable rows 1 set search_path = ''
as $$
declare
  r record;
  conditions record;
  columns private.record_column[] := array(select c from private.record_columns_of(table_name) c);
  selected record;
  estimate record;
begin
  perform private.admins_only();
  select * into r from private.record_tables() t where t.relation = table_name;
  if r.relation is null then
    raise exception 'there is no table %', table_name using errcode = '22023';
  end if;
  conditions := private.record_conditions(columns, filter, coalesce(sort, r.key));
  select * into estimate from private.estimate_rows(r.relid, r.source) e;
  if conditions.served is null and conditions.searched is null then
    return query select estimate.matches, estimate.certainty;
  elsif conditions.searched is not null and (estimate.certainty = 'more' or estimate.matches > 20000) then
    return query select null::bigint, 'unknown'::text;
  else
    selected := private.record_shown(columns, true);
    return query execute format('select least(count(*), 10000), case when count(*) > 10000 then ''more'' else ''exact'' end
      from (select from (select %s from public.%I t where %s) t where %s limit 10001) m',
      selected.scanned, r.source, coalesce(conditions.served, 'true'), coalesce(conditions.searched, 'true'));
  end if;
end
$$;

comment on function public.count_records(text, jsonb, text) is
  'How many rows match a filter of list_records, exactly up to 10,000. certainty: exact; more; estimate, of a large table as a whole; unknown, where only reading all of it would tell. For admins.';

revoke execute on function
  private.record_conditions(columns private.record_column[], filter jsonb, sort text, OUT served text, OUT searched text),
  private.record_part(shown text, source text, conditions text, keys text[], start text, ascending boolean, size integer),
  private.record_scan(source text, columns private.record_column[], shown text, condition text, sort text, ascending boolean, cursor_values jsonb, backward boolean, size integer),
  private.record_shown(columns private.record_column[], whole boolean, OUT scanned text, OUT shown text),
  private.record_start(source text, keys text[], types text[], cursor_values jsonb, skip integer),
  private.record_test(c private.record_column, op text, value text, scanned boolean),
  public.count_records(table_name text, filter jsonb, sort text),
  public.list_records(table_name text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer, whole boolean)
  from public, anon, authenticated, service_role;

grant execute on function
  private.record_conditions(columns private.record_column[], filter jsonb, sort text, OUT served text, OUT searched text),
  private.record_part(shown text, source text, conditions text, keys text[], start text, ascending boolean, size integer),
  private.record_scan(source text, columns private.record_column[], shown text, condition text, sort text, ascending boolean, cursor_values jsonb, backward boolean, size integer),
  private.record_shown(columns private.record_column[], whole boolean, OUT scanned text, OUT shown text),
  private.record_start(source text, keys text[], types text[], cursor_values jsonb, skip integer),
  private.record_test(c private.record_column, op text, value text, scanned boolean),
  public.count_records(table_name text, filter jsonb, sort text),
  public.list_records(table_name text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer, whole boolean)
  to authenticated, service_role;

-- What refers to a row, and a look at a value that records pages mask.
create or replace function private.count_references(table_name text, row_key text) returns table (relation text, column_name text, matches bigint, certainty text)
language plpgsql stable security definer rows 40 set search_path = ''
as $$
declare
  link record;
begin
  perform private.admins_only();
  for link in select l.relation, l.column_name, r.source, l.type, l.indexed
    from private.record_links() l join private.record_tables() r on r.relation = l.relation
    where l.target = table_name order by l.relation, l.column_name loop
    relation := link.relation;
    column_name := link.column_name;
    matches := null;
    certainty := 'unknown';
    if link.indexed then
      execute format('select least(count(*), 10000), case when count(*) > 10000 then ''more'' else ''exact'' end
        from (select from public.%I t where t.%I = %L::%s limit 10001) m', link.source, link.column_name, row_key, link.type) into matches, certainty;
    end if;
    return next;
  end loop;
end
$$;

comment on function private.count_references(text, text) is 'What leads to a row, for admins: whether the caller is one is asked once, not once a table.';

create or replace function public.count_references(table_name text, row_key text) returns table (relation text, column_name text, matches bigint, certainty text)
language sql stable rows 40 set search_path = ''
as $$ select r.relation, r.column_name, r.matches, r.certainty from private.count_references(table_name, row_key) r $$;

comment on function public.count_references(text, text) is
  'The columns of other tables that lead to a row, and how many rows do, exactly up to 10,000; unknown where no index finds them. For admins.';

create or replace function private.write_table_export(table_name text, query text, format text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.admins_only();
  if not exists (select from private.record_tables() t where t.relation = table_name) or format is null or format not in ('csv', 'json') or length(query) > 4000 then
    raise exception 'an export needs a table and a format' using errcode = '22023';
  end if;
  insert into public.audit_trail (actor_id, action, action_type, entity, metadata)
  values (auth.uid(), 'list.exported', 'export', table_name, jsonb_build_object('query', coalesce(query, ''), 'format', format));
end
$$;

comment on function private.write_table_export(text, text, text) is 'Writes down that the caller exports rows of a table.';

create or replace function public.record_table_export(table_name text, query text, format text) returns void
language sql set search_path = ''
as $$ select private.write_table_export(table_name, query, format) $$;

comment on function public.record_table_export(text, text, text) is
  'Called before rows of a table leave as a file: who, which table, which query, csv or json (list.exported). For admins.';

revoke execute on function private.count_references(table_name text, row_key text),
  private.write_table_export(table_name text, query text, format text),
  public.count_references(table_name text, row_key text),
  public.record_table_export(table_name text, query text, format text) from public, anon, authenticated, service_role;

grant execute on function private.count_references(table_name text, row_key text),
  private.write_table_export(table_name text, query text, format text),
  public.count_references(table_name text, row_key text),
  public.record_table_export(table_name text, query text, format text) to authenticated, service_role;
