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

create or replace function private.queue_page(list text, filter jsonb, sort text, descending boolean, cursor_values jsonb,
  backward boolean, page_size integer, sorts jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  keys text[];
  start text[];
  ascending boolean := descending is false;
  moment text := case list when 'webhooks' then 'received_at' else 'created_at' end;
  source text := private.list_source(list);
begin
  perform private.check_page(cursor_values, page_size);
  if not sorts ? coalesce(sort, '') then
    raise exception 'sort must be one of %', (select string_agg(k, ', ') from jsonb_object_keys(sorts) k) using errcode = '22023';
  end if;
  if sort = moment then
    keys := array['t.' || moment, 't.id'];
    start := private.cursor_start(cursor_values, '{%L::timestamptz,%L::uuid}');
  elsif sort = 'attempts' then
    keys := '{t.attempts,t.id}';
    start := private.cursor_start(cursor_values, '{%L::integer,%L::uuid}');
  else
    keys := array[sorts ->> sort, 't.created_at', 't.id'];
    start := private.cursor_start(cursor_values, '{%L,%L::uuid}');
    start := array[replace(sorts ->> sort, 't.' || sort, start[1]),
      format('(select s.created_at from %s where s.id = %s)', left(source, -1) || 's', start[2]), start[2]];
    -- The most severe first is the lowest rank first, and among equals whoever waits longest.
    ascending := ascending is distinct from (sort = 'severity');
  end if;
  return format('select l.* from (%s) page join public.%I l on l.id = page.id order by %s',
    private.page_ids(source, 't.id', private.list_condition(list, filter), keys,
      case when cursor_values is null or cursor_values = 'null' then null else start end, ascending is distinct from backward, page_size),
    case list when 'errors' then 'error_list' when 'alerts' then 'alert_list' when 'churn' then 'churn_list' else 'webhook_list' end,
    (select string_agg(replace(k, 't.', 'l.') || case when ascending then ' asc' else ' desc' end, ', ' order by n)
      from unnest(keys) with ordinality u (k, n)));
end
$$;

comment on function private.queue_page(text, jsonb, text, boolean, jsonb, boolean, integer, jsonb) is
  'The query of one page of a queue. sorts maps each allowed sort to the expression that the list orders by.';

create or replace function public.list_errors(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.error_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.queue_page('errors', filter, sort, descending, cursor_values, backward, page_size,
    '{"created_at": "t.created_at", "error_type": "t.error_type"}');
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
  return query execute private.queue_page('alerts', filter, sort, descending, cursor_values, backward, page_size,
    '{"created_at": "t.created_at", "severity": "case t.severity when ''critical'' then 1 when ''warning'' then 2 else 3 end"}');
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
  return query execute private.queue_page('churn', filter, sort, descending, cursor_values, backward, page_size,
    '{"created_at": "t.created_at", "severity": "case t.severity when ''critical'' then 1 when ''high'' then 2 when ''medium'' then 3 else 4 end"}');
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
  return query execute private.queue_page('webhooks', filter, sort, descending, cursor_values, backward, page_size,
    '{"received_at": "t.received_at", "attempts": "t.attempts"}');
end
$$;

comment on function public.list_webhooks(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of the webhook queue. filter: state (pending, failed, processed, skipped, all), event_type, customer, since, until, q, ids. sort: received_at, attempts.';

revoke execute on function private.page_ids(text, text, text, text[], text[], boolean, integer),
  private.check_page(jsonb, integer), private.cursor_start(jsonb, text[]),
  private.queue_page(text, jsonb, text, boolean, jsonb, boolean, integer, jsonb) from public;
grant execute on function private.page_ids(text, text, text, text[], text[], boolean, integer),
  private.check_page(jsonb, integer), private.cursor_start(jsonb, text[]),
  private.queue_page(text, jsonb, text, boolean, jsonb, boolean, integer, jsonb) to authenticated, service_role;
revoke execute on function public.list_errors(jsonb, text, boolean, jsonb, boolean, integer),
  public.list_alerts(jsonb, text, boolean, jsonb, boolean, integer),
  public.list_churn_alerts(jsonb, text, boolean, jsonb, boolean, integer),
  public.list_webhooks(jsonb, text, boolean, jsonb, boolean, integer) from public, anon;
grant execute on function public.list_errors(jsonb, text, boolean, jsonb, boolean, integer),
  public.list_alerts(jsonb, text, boolean, jsonb, boolean, integer),
  public.list_churn_alerts(jsonb, text, boolean, jsonb, boolean, integer),
  public.list_webhooks(jsonb, text, boolean, jsonb, boolean, integer) to authenticated, service_role;
