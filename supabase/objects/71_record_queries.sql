-- The statements that read any table. Names come from the catalogue, values enter the text only as quoted literals.
create or replace function private.record_test(c private.record_column, op text, value text, scanned boolean) returns text
language plpgsql stable set search_path = ''
as $$
declare
  of text := format('t.%I', c.name);
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
    when op = 'contains' then private.holds_name(format('%s::text', of), value)
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
      select format('(%s or %s)', private.holds_name(t.whole, q), private.holds(t.whole, q))
      from (select format('concat_ws('' '', %s)', string_agg(format('t.%I::text', k.name), ', ' order by k.place)) as whole
        from unnest(columns) k where k.kind in ('text', 'uuid', 'list') and not k.secret) t));
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
  select string_agg(case when c.presence is not null then format('(%s) as %I', c.presence, c.name) else format('t.%I', c.name) end, ', ' order by c.place),
    string_agg(case
      -- Numbers, and JSON as a whole, as text: who reads jsonb with doubles would round them.
      when not c.secret and (c.kind = 'number' or whole and c.kind = 'json') then format('t.%1$I::text as %1$I', c.name)
      when not c.secret and c.kind = 'list' then format(case when whole then 't.%1$I::text[] as %1$I' else 't.%1$I[1:20]::text[] as %1$I' end, c.name)
      when c.secret or whole or c.kind in ('boolean', 'time', 'uuid') then format('t.%I', c.name)
      when c.kind = 'json' then format('case jsonb_typeof(t.%1$I::jsonb) when ''object'' then jsonb_build_object(''keys'', (select count(*) from jsonb_object_keys(t.%1$I::jsonb)))
        when ''array'' then jsonb_build_object(''items'', jsonb_array_length(t.%1$I::jsonb)) else to_jsonb(left(t.%1$I::text, 300)) end as %1$I', c.name)
      else format('left(t.%1$I::text, 300) as %1$I', c.name) end, ', ' order by c.place)
  from unnest(columns) c
$$;

comment on function private.record_shown(private.record_column[], boolean) is
  'What is selected of a table: secrets as present or absent, numbers as text with all their digits, JSON as text. Unless whole, long texts are cut and JSON is only counted.';

revoke execute on function
  private.record_conditions(columns private.record_column[], filter jsonb, sort text, OUT served text, OUT searched text),
  private.record_part(shown text, source text, conditions text, keys text[], start text, ascending boolean, size integer),
  private.record_scan(source text, columns private.record_column[], shown text, condition text, sort text, ascending boolean, cursor_values jsonb, backward boolean, size integer),
  private.record_shown(columns private.record_column[], whole boolean, OUT scanned text, OUT shown text),
  private.record_start(source text, keys text[], types text[], cursor_values jsonb, skip integer),
  private.record_test(c private.record_column, op text, value text, scanned boolean)
  from public, anon, authenticated, service_role;
