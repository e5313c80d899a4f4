-- Total casts: a text that is not a uuid reads as null, and so on. A column of the platform may have another type than
-- the contract documents.

create or replace function private.as_uuid(given text) returns uuid
language sql immutable parallel safe set search_path = ''
as $$
  select case when length(given) = 36 and given ~ '^[0-9A-Fa-f]{8}-([0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$' then given::uuid end
$$;

comment on function private.as_uuid(text) is 'The uuid that a text is; null when it is none.';

create or replace function private.as_time(given text) returns timestamptz
language plpgsql immutable parallel safe set search_path = '' set timezone = 'UTC' set datestyle = 'ISO'
as $$
begin
  return given::timestamptz;
exception
  when others then
    return null;
end
$$;

comment on function private.as_time(text) is
  'The time that a text is, in UTC where it names no zone; null when it is none. Not for now, today and the like, which no column holds.';

create or replace function private.as_json(given text) returns jsonb
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return given::jsonb;
exception
  when others then
    return to_jsonb(given);
end
$$;

comment on function private.as_json(text) is 'The JSON that a text is; the text itself as a JSON string when it is none.';

create or replace function private.as_number(given text) returns numeric
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return given::numeric;
exception
  when others then
    return null;
end
$$;

comment on function private.as_number(text) is 'The number that a text is; null when it is none.';

create or replace function private.as_float(given text) returns double precision
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return given::double precision;
exception
  when others then
    return null;
end
$$;

comment on function private.as_float(text) is 'The number that a text is, as closely as a double holds it; null when it is none.';

create or replace function private.as_integer(given text) returns integer
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return round(given::numeric)::integer;
exception
  when others then
    return null;
end
$$;

comment on function private.as_integer(text) is 'The number that a text is, rounded; null when it is none or too large.';

create or replace function private.as_boolean(given text) returns boolean
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return given::boolean;
exception
  when others then
    return null;
end
$$;

comment on function private.as_boolean(text) is 'Whether a text says yes or no; null when it says neither.';

create or replace function private.as_texts(given text) returns text[]
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  if left(given, 1) = '[' then
    return array(select jsonb_array_elements_text(given::jsonb));
  end if;
  return given::text[];
exception
  when others then
    return array[given];
end
$$;

comment on function private.as_texts(text) is 'The list that a text is, as an array or as JSON; the text alone when it is none.';

create or replace function private.cast_to(expression text, given regtype, wanted regtype) returns text
language sql immutable set search_path = ''
as $$
  select case
    when given = wanted then expression
    when wanted = 'text'::regtype then format('(%s)::text', expression)
    when format('%s to %s', given, wanted) in (
      'smallint to integer', 'integer to numeric', 'smallint to numeric', 'bigint to numeric', 'integer to double precision',
      'smallint to double precision', 'real to double precision'
    ) then format('(%s)::%s', expression, wanted)
    when format('%s to %s', given, wanted) = 'timestamp without time zone to timestamp with time zone'
      then format('((%s) at time zone ''UTC'')', expression)
    when f.name is not null then format('private.%s((%s)::text)', f.name, expression)
    else format('null::%s', wanted)
  end
  from (
    select case format('%s', wanted) when 'uuid' then 'as_uuid' when 'timestamp with time zone' then 'as_time' when 'jsonb' then 'as_json'
      when 'numeric' then 'as_number' when 'double precision' then 'as_float' when 'integer' then 'as_integer'
      when 'boolean' then 'as_boolean' when 'text[]' then 'as_texts' end as name
  ) f
$$;

comment on function private.cast_to(text, regtype, regtype) is
  'An expression of one type as an expression of another that fails for no value; null where no such cast is known.';

revoke execute on function private.as_uuid(text), private.as_time(text), private.as_json(text), private.as_number(text), private.as_float(text),
  private.as_integer(text), private.as_boolean(text), private.as_texts(text), private.cast_to(text, regtype, regtype)
  from public, anon, authenticated, service_role;

-- Reading views call them in the name of their reader.
grant execute on function private.as_uuid(text), private.as_time(text), private.as_json(text), private.as_number(text), private.as_float(text),
  private.as_integer(text), private.as_boolean(text), private.as_texts(text) to authenticated, service_role;
