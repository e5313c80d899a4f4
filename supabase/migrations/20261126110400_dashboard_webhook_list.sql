-- What the list of webhooks shows and filters by beside what it did: the last attempt, the cause, and what the payload holds.

create or replace function public.webhook_marks(ids uuid[])
returns table (id uuid, cause uuid, queued_at timestamptz, last_attempt_at timestamptz)
language sql stable rows 50 set search_path = ''
as $$
  select w.id, w.cause, w.queued_at,
    case when w.attempts > 0 then greatest(case when coalesce(w.processed_by, '') not like 'skip:%' then w.processed_at end,
      (select max(a.finished_at) from public.webhook_attempts a where a.webhook_id = w.id)) end
  from private.wanted_ids(ids) i join public.webhook_queue w on w.id = i.id
$$;

comment on function public.webhook_marks(uuid[]) is
  'What is known of webhooks beside webhook_list: why they failed last, when they were last requeued, and the end of the last attempt that is known (null before the first).';

revoke execute on function public.webhook_marks(uuid[]) from public, anon;
grant execute on function public.webhook_marks(uuid[]) to authenticated, service_role;

create or replace function private.payload_pattern(path text, value jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
  part text;
  pattern jsonb := value;
begin
  if path !~ '^[^.\s]+(\.[^.\s]+)*$' or length(path) > 500 then
    perform private.refuse_filter('payload', 'a list of path=value, such as call.call_id="call_1"');
  end if;
  for part in select u.part from regexp_split_to_table(path, '\.') with ordinality u (part, place) order by u.place desc loop
    -- Where in a list something stands does not matter to what contains it.
    pattern := case when part ~ '^([0-9]+|\*)$' then jsonb_build_array(pattern) else jsonb_build_object(part, pattern) end;
  end loop;
  return pattern;
end
$$;

comment on function private.payload_pattern(text, jsonb) is 'What a payload contains that holds a value at a path; a number or * stands for a place in a list.';

create or replace function private.payload_patterns(given text) returns jsonb[]
language plpgsql immutable set search_path = ''
as $$
declare
  path text := btrim(split_part(given, '=', 1));
  text_value text := btrim(substr(given, strpos(given, '=') + 1));
  as_text jsonb;
begin
  if strpos(given, '=') = 0 or text_value = '' then
    perform private.refuse_filter('payload', 'a list of path=value, such as call.call_id="call_1"');
  end if;
  if text_value ~ '^".*"$' then
    return array[private.payload_pattern(path, to_jsonb(substr(text_value, 2, length(text_value) - 2)))];
  end if;
  as_text := private.payload_pattern(path, to_jsonb(text_value));
  -- Without quotation marks 12, true and null may be meant as such or as a text.
  return case when text_value ~ '^(true|false|null|-?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?)$'
    then array[as_text, private.payload_pattern(path, text_value::jsonb)] else array[as_text] end;
end
$$;

comment on function private.payload_patterns(text) is 'What a payload contains of which path=value is true: one pattern, or two where the value may be a text or something else.';

create or replace function private.payload_ids(patterns jsonb[], most integer) returns uuid[]
language plpgsql stable security definer set search_path = ''
-- A guess at how often a value occurs must not lead through all rows.
set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
declare
  holds text := (select string_agg(format('t.raw_payload @> %L::jsonb', p), ' or ') from unnest(patterns) p);
  ids uuid[];
begin
  if not private.is_admin() then
    return '{}'::uuid[];
  end if;
  execute format('select array_agg(u.id) from (
      (select t.id from public.webhook_queue t where t.processed_at is not null and (%1$s) limit %2$s)
      union all
      (select t.id from public.webhook_queue t where t.processed_at is null and (%1$s) limit %2$s)
    ) u', holds, most) into ids;
  return coalesce(ids, '{}');
end
$$;

comment on function private.payload_ids(jsonb[], integer) is
  'Webhooks whose payload contains one of the patterns, for admins. Under row level security containment cannot use its index, because it is not leakproof; the rows themselves are still read with the caller''s rights.';

create or replace function private.payload_is_common(patterns jsonb[]) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.is_admin() and (
    select count(*) filter (where t.raw_payload @> any (patterns)) >= 40
    from (select w.raw_payload from public.webhook_queue w order by w.received_at desc, w.id desc limit 200) t
  );
end
$$;

comment on function private.payload_is_common(jsonb[]) is
  'Whether a fifth of the newest webhooks contain one of the patterns, so that looking for all that do would only cost time. For admins.';

create or replace function private.payload_condition(filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  given text;
  patterns jsonb[];
  ids uuid[];
  conditions text[] := '{}'::text[];
begin
  foreach given in array coalesce(private.filter_texts(filter, 'payload'), '{}') loop
    patterns := private.payload_patterns(given);
    -- What few rows hold is found through the index; what many hold, in the order of the list.
    ids := case when private.payload_is_common(patterns) then null else private.payload_ids(patterns, 5001) end;
    conditions := conditions || case when cardinality(ids) <= 5000 then format('t.id = any (%L::uuid[])', ids)
      else (select format('(%s)', string_agg(format('t.raw_payload @> %L::jsonb', p), ' or ')) from unnest(patterns) p) end;
  end loop;
  return nullif(array_to_string(conditions, ' and '), '');
end
$$;

comment on function private.payload_condition(jsonb) is 'The condition of filter.payload: path=value, each of which the payload holds.';

-- Of what has been processed only: an arriving webhook is not held up, and what waits is few and read one by one.
create index if not exists webhook_queue_payload_idx on public.webhook_queue using gin (raw_payload jsonb_path_ops) where processed_at is not null;

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
    't.cause = ' || quote_literal(private.filter_uuid(filter, 'cause')) || '::uuid',
    private.payload_condition(filter),
    private.contains('(coalesce(t.idempotency_key, '''') || '' '' || coalesce(t.phone_number, '''') || '' '' || coalesce(t.error_message, ''''))', filter),
    private.common_condition(filter, 'received_at'))
$$;

comment on function private.webhooks_condition(jsonb) is
  'The condition on webhook_queue t that a webhooks filter stands for: state, event_type, cause, payload (path=value), customer, since, until, q, ids.';

revoke execute on function private.payload_pattern(text, jsonb), private.payload_patterns(text), private.payload_ids(jsonb[], integer),
  private.payload_is_common(jsonb[]), private.payload_condition(jsonb) from public;
grant execute on function private.payload_pattern(text, jsonb), private.payload_patterns(text), private.payload_ids(jsonb[], integer),
  private.payload_is_common(jsonb[]), private.payload_condition(jsonb) to authenticated, service_role;
