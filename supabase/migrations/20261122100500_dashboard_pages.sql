-- One page of a list, found by its sort keys: however deep the page is, it costs what the first one costs.

create or replace function private.page_ids(source text, identity text, condition text, keys text[], start text[],
  ascending boolean, size integer) returns text
language sql immutable set search_path = ''
as $$
  select format('select %s as id from %s where %s%s order by %s limit %s',
    identity, source, condition,
    case when start is not null then format(' and (%s) %s (%s)', array_to_string(keys, ', '),
      case when ascending then '>' else '<' end, array_to_string(start, ', ')) else '' end,
    (select string_agg(k || case when ascending then ' asc' else ' desc' end, ', ' order by n) from unnest(keys) with ordinality u (k, n)),
    size)
$$;

comment on function private.page_ids(text, text, text, text[], text[], boolean, integer) is
  'The query of one page''s ids: the rows of a source that come after a start, in the order of the keys.';

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
    then array[format(casts[1], cursor_values ->> 0), format(casts[2], cursor_values ->> 1)] end
$$;

comment on function private.cursor_start(jsonb, text[]) is 'A cursor''s values as SQL literals of the keys'' types.';

create or replace function private.queue_sorts(list text) returns table (sort text, keys text[])
language sql immutable set search_path = ''
as $$
  select s.sort, s.keys
  from (values
    ('errors', 'created_at', array['t.created_at', 't.id']),
    ('errors', 'error_type', array['t.error_type', 't.created_at', 't.id']),
    ('alerts', 'created_at', array['t.created_at', 't.id']),
    ('alerts', 'severity', array['case t.severity when ''critical'' then 1 when ''warning'' then 2 else 3 end', 't.created_at', 't.id']),
    ('churn', 'created_at', array['t.created_at', 't.id']),
    ('churn', 'severity', array['case t.severity when ''critical'' then 1 when ''high'' then 2 when ''medium'' then 3 else 4 end', 't.created_at', 't.id']),
    ('webhooks', 'received_at', array['t.received_at', 't.id']),
    ('webhooks', 'attempts', array['t.attempts', 't.id'])
  ) s (list, sort, keys)
  where s.list = queue_sorts.list
$$;

comment on function private.queue_sorts(text) is 'The sorts of a queue and the keys that each orders by; the last is always the id.';

create or replace function private.queue_keys(list text, sort text) returns text[]
language plpgsql immutable set search_path = ''
as $$
declare
  keys text[] := (select s.keys from private.queue_sorts(list) s where s.sort = queue_keys.sort);
begin
  if keys is null then
    raise exception 'sort must be one of %', (select string_agg(s.sort, ', ' order by s.sort) from private.queue_sorts(list) s)
      using errcode = '22023';
  end if;
  return keys;
end
$$;

comment on function private.queue_keys(text, text) is 'The keys of a sort; refuses a sort that the queue does not have.';

create or replace function private.queue_ascending(sort text, descending boolean) returns boolean
language sql immutable set search_path = ''
-- The most severe first is the lowest rank first, and among equals whoever waits longest.
as $$ select (descending is false) <> (sort = 'severity') $$;

comment on function private.queue_ascending(text, boolean) is 'Whether the keys of a sort ascend.';

create or replace function private.queue_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns text
language plpgsql stable set search_path = ''
as $$
declare
  source text := private.list_source(list);
  keys text[] := private.queue_keys(list, sort);
  start text[] := private.cursor_start(cursor_values, case sort
    when 'attempts' then '{%L::integer,%L::uuid}' when 'created_at' then '{%L::timestamptz,%L::uuid}'
    when 'received_at' then '{%L::timestamptz,%L::uuid}' else '{%L,%L::uuid}' end::text[]);
begin
  perform private.check_page(cursor_values, page_size);
  if start is not null and cardinality(keys) = 3 then
    start := array[replace(keys[1], 't.' || sort, start[1]),
      format('(select s.created_at from %s where s.id = %s)', left(source, -1) || 's', start[2]), start[2]];
  end if;
  return private.page_ids(source, 't.id', private.list_condition(list, filter), keys, start,
    private.queue_ascending(sort, descending) is distinct from coalesce(backward, false), page_size);
end
$$;

comment on function private.queue_ids(text, jsonb, text, boolean, jsonb, boolean, integer) is 'The query of the ids of one page of a queue.';

create or replace function private.search_ids(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer) returns setof uuid
language plpgsql stable security definer rows 50 set search_path = ''
as $$
begin
  if not private.is_admin() then
    return;
  end if;
  return query execute case list
    when 'customers' then private.customers_ids(filter, sort, descending, cursor_values, backward, page_size)
    else private.queue_ids(list, filter, sort, descending, cursor_values, backward, page_size)
  end;
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
    else private.queue_ids(list, filter, sort, descending, cursor_values, backward, page_size)
  end;
end
$$;

comment on function private.page_of(text, jsonb, text, boolean, jsonb, boolean, integer) is 'The query of one page''s ids, searched for or not.';

create or replace function private.queue_page(list text, listing text, filter jsonb, sort text, descending boolean,
  cursor_values jsonb, backward boolean, page_size integer) returns text
language sql stable set search_path = ''
as $$
  select format('select l.* from (%s) page join public.%I l on l.id = page.id order by %s',
    private.page_of(list, filter, sort, descending, cursor_values, backward, page_size), listing,
    (select string_agg(replace(k, 't.', 'l.') || case when private.queue_ascending(sort, descending) then ' asc' else ' desc' end, ', ' order by n)
      from unnest(private.queue_keys(list, sort)) with ordinality u (k, n)))
$$;

comment on function private.queue_page(text, text, jsonb, text, boolean, jsonb, boolean, integer) is
  'The query of one page of a queue, with the rows of its listing in the order of the sort.';

create or replace function public.list_errors(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.error_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.queue_page('errors', 'error_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_errors(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of errors. filter: state (unresolved, resolved, all), type, endpoint, customer, since, until, q, ids. sort: created_at, error_type. cursor_values: the sort column and the id of the row to go on from, or to go back from.';

create or replace function public.list_alerts(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.alert_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.queue_page('alerts', 'alert_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_alerts(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of operational alerts. filter: state (open, acknowledged, all), severity, type, customer, since, until, q, ids. sort: created_at, severity (descending: critical first, the oldest of them first).';

create or replace function public.list_churn_alerts(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.churn_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.queue_page('churn', 'churn_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_churn_alerts(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of churn alerts. filter: state (open, resolved, all), severity, reason (the kind), customer, since, until, q, ids. sort: created_at, severity (descending: critical first, the oldest of them first).';

create or replace function public.list_webhooks(filter jsonb default '{}', sort text default 'received_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.webhook_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.queue_page('webhooks', 'webhook_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_webhooks(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of the webhook queue. filter: state (pending, failed, processed, skipped, all), event_type, customer, since, until, q, ids. sort: received_at, attempts.';

revoke execute on function private.page_ids(text, text, text, text[], text[], boolean, integer),
  private.check_page(jsonb, integer), private.cursor_start(jsonb, text[]), private.queue_sorts(text),
  private.queue_keys(text, text), private.queue_ascending(text, boolean),
  private.queue_ids(text, jsonb, text, boolean, jsonb, boolean, integer),
  private.search_ids(text, jsonb, text, boolean, jsonb, boolean, integer),
  private.page_of(text, jsonb, text, boolean, jsonb, boolean, integer),
  private.queue_page(text, text, jsonb, text, boolean, jsonb, boolean, integer) from public;
grant execute on function private.page_ids(text, text, text, text[], text[], boolean, integer),
  private.check_page(jsonb, integer), private.cursor_start(jsonb, text[]), private.queue_sorts(text),
  private.queue_keys(text, text), private.queue_ascending(text, boolean),
  private.queue_ids(text, jsonb, text, boolean, jsonb, boolean, integer),
  private.search_ids(text, jsonb, text, boolean, jsonb, boolean, integer),
  private.page_of(text, jsonb, text, boolean, jsonb, boolean, integer),
  private.queue_page(text, text, jsonb, text, boolean, jsonb, boolean, integer) to authenticated, service_role;
revoke execute on function public.list_errors(jsonb, text, boolean, jsonb, boolean, integer),
  public.list_alerts(jsonb, text, boolean, jsonb, boolean, integer),
  public.list_churn_alerts(jsonb, text, boolean, jsonb, boolean, integer),
  public.list_webhooks(jsonb, text, boolean, jsonb, boolean, integer) from public, anon;
grant execute on function public.list_errors(jsonb, text, boolean, jsonb, boolean, integer),
  public.list_alerts(jsonb, text, boolean, jsonb, boolean, integer),
  public.list_churn_alerts(jsonb, text, boolean, jsonb, boolean, integer),
  public.list_webhooks(jsonb, text, boolean, jsonb, boolean, integer) to authenticated, service_role;
