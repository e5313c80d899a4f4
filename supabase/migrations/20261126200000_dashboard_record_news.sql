-- How many rows of any table came after it was opened.

create or replace function public.count_newer_records(table_name text, filter jsonb, moment text, since timestamptz) returns integer
language plpgsql stable set search_path = ''
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

comment on function public.count_newer_records(text, jsonb, text, timestamptz) is
  'How many rows of a table match a filter of list_records and have a time of since or later in the column moment, which must be one that can be sorted by: exact up to 99, 100 stands for more. What no index serves is looked for among the newest 1,000. For admins.';

revoke execute on function public.count_newer_records(text, jsonb, text, timestamptz) from public, anon;
grant execute on function public.count_newer_records(text, jsonb, text, timestamptz) to authenticated, service_role;
