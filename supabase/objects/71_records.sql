-- The rows of any table for admins, one page at a time.
create or replace function private.list_records(table_name text, filter jsonb default '{}'::jsonb, sort text default null, descending boolean default true,
  cursor_values jsonb default null, backward boolean default false, page_size integer default 51, whole boolean default false) returns jsonb
language plpgsql stable security definer set search_path = ''
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

comment on function private.list_records(text, jsonb, text, boolean, jsonb, boolean, integer, boolean) is 'What public.list_records does, for admins.';

create or replace function public.list_records(table_name text, filter jsonb default '{}'::jsonb, sort text default null, descending boolean default true,
  cursor_values jsonb default null, backward boolean default false, page_size integer default 51, whole boolean default false) returns jsonb
language sql stable set search_path = ''
as $$ select private.list_records(table_name, filter, sort, descending, cursor_values, backward, page_size, whole) $$;

comment on function public.list_records(text, jsonb, text, boolean, jsonb, boolean, integer, boolean) is
  'One page of any table for admins: rows, each with its cells and its cursor, secrets as present or absent. filter: q (any text contains it) and where, a list of {column, op, value} with op is, not, contains, from, after, before, to or empty (true, false). Sorts by columns that describe_table calls sortable. What no index serves is looked for among 1,000 rows at a time: searched_to is then where to go on. Numbers are texts with all their digits, and JSON is text. Unless whole, texts are cut at 300 characters and JSON is counted only.';

create or replace function private.count_records(table_name text, filter jsonb default '{}'::jsonb, sort text default null) returns table (matches bigint, certainty text)
language plpgsql stable security definer rows 1 set search_path = ''
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

comment on function private.count_records(text, jsonb, text) is 'What public.count_records does, for admins.';

create or replace function public.count_records(table_name text, filter jsonb default '{}'::jsonb, sort text default null) returns table (matches bigint, certainty text)
language sql stable rows 1 set search_path = ''
as $$ select c.matches, c.certainty from private.count_records(table_name, filter, sort) c $$;

comment on function public.count_records(text, jsonb, text) is
  'How many rows match a filter of list_records, exactly up to 10,000. certainty: exact; more; estimate, of a large table as a whole; unknown, where only a full scan could count. For admins.';

revoke execute on function
  private.count_records(table_name text, filter jsonb, sort text), public.count_records(table_name text, filter jsonb, sort text),
  private.list_records(table_name text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer, whole boolean),
  public.list_records(table_name text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer, whole boolean)
  from public, anon, authenticated, service_role;

grant execute on function
  private.count_records(table_name text, filter jsonb, sort text), public.count_records(table_name text, filter jsonb, sort text),
  private.list_records(table_name text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer, whole boolean),
  public.list_records(table_name text, filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer, whole boolean)
  to authenticated, service_role;

-- References to a row, and the record of exports.
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
