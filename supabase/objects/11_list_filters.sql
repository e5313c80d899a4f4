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

create or replace function private.plan_condition(filter jsonb) returns text
language sql immutable set search_path = ''
as $$
  -- A known plan stays a plain comparison, which the planner has figures for.
  select private.one_of(case when 'unknown' = any (private.filter_texts(filter, 'tier')) then 'coalesce(t.tier, ''unknown'')' else 't.tier' end, filter, 'tier')
$$;

comment on function private.plan_condition(jsonb) is 'The condition of filter.tier; unknown stands for customers of whom no plan is known.';

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
  select private.holds(expression, q) from private.filter_text(filter, 'q') q where q is not null
$$;

comment on function private.contains(text, jsonb) is 'The condition of filter.q: the text contains it; see private.holds.';

create or replace function private.contains_name(expression text, filter jsonb) returns text
language sql immutable set search_path = ''
as $$ select private.holds_name(expression, q) from private.filter_text(filter, 'q') q where q is not null $$;

comment on function private.contains_name(text, jsonb) is 'The condition of filter.q on names; see private.holds_name.';

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

create or replace function private.payload_holds(q text) returns text
language sql immutable set search_path = ''
as $$
  select format('jsonb_path_query_array(t.request_body, ''strict $.** ? (@.type() == "string" || @.type() == "number")'') %s %L',
    '?|', array[q]) || case when length(q) <= 500 and q ~ '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,3})?$' then
      format(' or jsonb_path_query_array(t.request_body, ''strict $.** ? (@.type() == "string" || @.type() == "number")'') @> %L', jsonb_build_array(q::numeric))
    else '' end
$$;

comment on function private.payload_holds(text) is 'The condition that one of the values in the payload of error_logs t is a text, or that number.';

revoke execute on function private.among_ids(expression text, filter jsonb),
  private.common_condition(filter jsonb, moment text), private.contains(expression text, filter jsonb), private.contains_name(expression text, filter jsonb),
  private.filter_text(filter jsonb, key text), private.filter_texts(filter jsonb, key text),
  private.filter_time(filter jsonb, key text), private.filter_uuid(filter jsonb, key text),
  private.in_state(filter jsonb, conditions jsonb), private.one_of(expression text, filter jsonb, key text),
  private.payload_holds(q text), private.plan_condition(filter jsonb), private.refuse_filter(key text, expected text)
  from public, anon, authenticated, service_role;

grant execute on function private.among_ids(expression text, filter jsonb),
  private.common_condition(filter jsonb, moment text), private.contains(expression text, filter jsonb), private.contains_name(expression text, filter jsonb),
  private.filter_text(filter jsonb, key text), private.filter_texts(filter jsonb, key text),
  private.filter_time(filter jsonb, key text), private.filter_uuid(filter jsonb, key text),
  private.in_state(filter jsonb, conditions jsonb), private.one_of(expression text, filter jsonb, key text),
  private.payload_holds(q text), private.plan_condition(filter jsonb), private.refuse_filter(key text, expected text) to authenticated, service_role;
