-- A filter is the JSON object that a list's URL stands for. Here it becomes one SQL condition per list, which rows,
-- counts, facets and histograms share. Values enter the text only as quoted literals.

create or replace function private.refuse_filter(key text, expected text) returns void
language plpgsql volatile set search_path = ''
as $$
begin
  raise exception 'filter.% must be %', key, expected using errcode = '22023';
end
$$;

comment on function private.refuse_filter(text, text) is 'Raises 22023, naming the key of the filter and what it must be.';

create or replace function private.filter_text(filter jsonb, key text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(filter) is distinct from 'object' then
    raise exception 'filter must be an object' using errcode = '22023';
  end if;
  if coalesce(jsonb_typeof(filter -> key), 'null') not in ('null', 'string') then
    perform private.refuse_filter(key, 'a text');
  end if;
  return nullif(btrim(filter ->> key), '');
end
$$;

comment on function private.filter_text(jsonb, text) is 'A filter''s text value; null when it is absent or blank.';

create or replace function private.filter_uuid(filter jsonb, key text) returns uuid
language plpgsql immutable set search_path = ''
as $$
begin
  return private.filter_text(filter, key)::uuid;
exception when invalid_text_representation then
  perform private.refuse_filter(key, 'a uuid');
  return null;
end
$$;

comment on function private.filter_uuid(jsonb, text) is 'A filter''s id.';

create or replace function private.filter_time(filter jsonb, key text) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  return private.filter_text(filter, key)::timestamptz;
exception when invalid_datetime_format or datetime_field_overflow then
  perform private.refuse_filter(key, 'a time');
  return null;
end
$$;

comment on function private.filter_time(jsonb, text) is 'A filter''s time.';

create or replace function private.filter_texts(filter jsonb, key text) returns text[]
language plpgsql immutable set search_path = ''
as $$
begin
  if coalesce(jsonb_typeof(filter -> key), 'null') = 'null' then
    return null;
  end if;
  if jsonb_typeof(filter -> key) <> 'array' or filter -> key @? '$[*] ? (@.type() != "string")' then
    perform private.refuse_filter(key, 'a list of texts');
  end if;
  return array(select jsonb_array_elements_text(filter -> key));
end
$$;

comment on function private.filter_texts(jsonb, text) is 'A filter''s list of texts; null when it is absent.';

create or replace function private.one_of(expression text, filter jsonb, key text) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  chosen text[] := private.filter_texts(filter, key);
begin
  if coalesce(cardinality(chosen), 0) = 0 then
    return null;
  end if;
  if cardinality(chosen) = 1 then
    return format('%s = %L', expression, chosen[1]);
  end if;
  return format('%s = any (%L::text[])', expression, chosen);
end
$$;

comment on function private.one_of(text, jsonb, text) is
  'The condition of a facet: no selection means no restriction. A single value stays an equality, so that an index keeps its order.';

create or replace function private.among_ids(expression text, filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return format('%s = any (%L::uuid[])', expression, private.filter_texts(filter, 'ids')::uuid[]);
exception when invalid_text_representation then
  perform private.refuse_filter('ids', 'a list of uuids');
  return null;
end
$$;

comment on function private.among_ids(text, jsonb) is
  'The condition of filter.ids. Unlike a facet''s, an empty list matches nothing: nobody acts on everything by selecting nothing.';

create or replace function private.in_state(filter jsonb, conditions jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  state text := coalesce(private.filter_text(filter, 'state'), 'all');
begin
  if state <> 'all' and not conditions ? state then
    perform private.refuse_filter('state', (select string_agg(k, ', ') from jsonb_object_keys(conditions) k) || ' or all');
  end if;
  return conditions ->> state;
end
$$;

comment on function private.in_state(jsonb, jsonb) is 'The condition of filter.state, out of the list''s states and their conditions.';

create or replace function private.contains(expression text, filter jsonb) returns text
language sql immutable set search_path = ''
as $$
  select format('%s ilike %L', expression, '%' || regexp_replace(q, '([\\%_])', '\\\1', 'g') || '%')
  from private.filter_text(filter, 'q') q
  where q is not null
$$;

comment on function private.contains(text, jsonb) is 'The condition of filter.q: the text contains it, whatever the case.';

create or replace function private.common_condition(filter jsonb, moment text) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    't.user_id = ' || quote_literal(private.filter_uuid(filter, 'customer')) || '::uuid',
    't.' || moment || ' >= ' || quote_literal(private.filter_time(filter, 'since')) || '::timestamptz',
    't.' || moment || ' < ' || quote_literal(private.filter_time(filter, 'until')) || '::timestamptz',
    case when filter ? 'ids' and filter -> 'ids' <> 'null' then private.among_ids('t.id', filter) end,
    'true')
$$;

comment on function private.common_condition(jsonb, text) is 'The conditions that the four queues share: customer, since, until (exclusive) and ids.';

create or replace function private.errors_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"unresolved": "t.resolved_at is null", "resolved": "t.resolved_at is not null"}'),
    private.one_of('t.error_type', filter, 'type'),
    private.one_of('t.endpoint', filter, 'endpoint'),
    private.contains('coalesce(t.message, '''')', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.errors_condition(jsonb) is 'The condition on error_logs t that an errors filter stands for.';

create or replace function private.alerts_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"open": "t.acknowledged_at is null", "acknowledged": "t.acknowledged_at is not null"}'),
    private.one_of('t.severity', filter, 'severity'),
    private.one_of('t.alert_type', filter, 'type'),
    private.contains('coalesce(t.message, '''')', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.alerts_condition(jsonb) is 'The condition on ops_alerts t that an alerts filter stands for.';

create or replace function private.churn_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"open": "t.resolved_at is null", "resolved": "t.resolved_at is not null"}'),
    private.one_of('t.severity', filter, 'severity'),
    private.one_of('btrim(split_part(t.reason, '':'', 1))', filter, 'reason'),
    private.contains('t.reason', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.churn_condition(jsonb) is 'The condition on churn_alerts t that a churn filter stands for.';

create or replace function private.webhooks_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{
      "pending": "t.processed_at is null",
      "failed": "t.processed_at is not null and t.result = ''failed''",
      "skipped": "t.processed_at is not null and t.result = ''skipped''",
      "processed": "t.processed_at is not null and t.result is distinct from ''failed'' and t.result is distinct from ''skipped''"
    }'),
    private.one_of('t.event_type', filter, 'event_type'),
    private.contains('(coalesce(t.idempotency_key, '''') || '' '' || coalesce(t.phone_number, '''') || '' '' || coalesce(t.error_message, ''''))', filter),
    private.common_condition(filter, 'received_at'))
$$;

comment on function private.webhooks_condition(jsonb) is 'The condition on webhook_queue t that a webhooks filter stands for.';

create or replace function private.customers_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    't.role = ''user''',
    private.one_of('h.grade', filter, 'grade'),
    private.one_of('h.risk_level', filter, 'risk'),
    private.one_of('t.tier', filter, 'tier'),
    private.one_of('t.industry', filter, 'industry'),
    private.contains('(coalesce(t.business_name, '''') || '' '' || t.email)', filter),
    case when filter ? 'ids' and filter -> 'ids' <> 'null' then private.among_ids('t.user_id', filter) end)
$$;

comment on function private.customers_condition(jsonb) is
  'The condition on profiles t and customer_health_scores h that a customers filter stands for.';

create or replace function private.list_condition(list text, filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
begin
  case list
    when 'errors' then return private.errors_condition(filter);
    when 'alerts' then return private.alerts_condition(filter);
    when 'churn' then return private.churn_condition(filter);
    when 'webhooks' then return private.webhooks_condition(filter);
    when 'customers' then return private.customers_condition(filter);
    else raise exception 'list must be errors, alerts, churn, webhooks or customers' using errcode = '22023';
  end case;
end
$$;

comment on function private.list_condition(text, jsonb) is 'The condition that a filter of the named list stands for.';

create or replace function private.list_source(list text) returns text
language sql immutable set search_path = ''
as $$
  select case list
    when 'errors' then 'public.error_logs t'
    when 'alerts' then 'public.ops_alerts t'
    when 'churn' then 'public.churn_alerts t'
    when 'webhooks' then 'public.webhook_queue t'
    when 'customers' then 'public.profiles t left join public.customer_health_scores h on h.user_id = t.user_id'
  end
$$;

comment on function private.list_source(text) is 'Where the rows of the named list come from, under the aliases that its condition uses.';

revoke execute on all functions in schema private from public;
grant execute on function private.refuse_filter(text, text), private.filter_text(jsonb, text), private.filter_uuid(jsonb, text),
  private.filter_time(jsonb, text), private.filter_texts(jsonb, text), private.one_of(text, jsonb, text),
  private.among_ids(text, jsonb), private.in_state(jsonb, jsonb), private.contains(text, jsonb),
  private.common_condition(jsonb, text), private.errors_condition(jsonb), private.alerts_condition(jsonb),
  private.churn_condition(jsonb), private.webhooks_condition(jsonb), private.customers_condition(jsonb),
  private.list_condition(text, jsonb), private.list_source(text) to authenticated, service_role;
