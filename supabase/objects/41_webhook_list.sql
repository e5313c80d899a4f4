-- The list of webhooks, and searching payloads.

create or replace view public.webhook_list with (security_invoker = true) as
select w.id, w.event_type, w.phone_number, w.user_id, w.idempotency_key, w.received_at, w.processed_at,
  w.processed_by, w.result, left(w.error_message, 400) as error_message, w.attempts,
  case
    when w.processed_at is null then 'pending'
    when w.result in ('failed', 'skipped') then w.result
    else 'processed'
  end as state,
  p.business_name, p.tier, h.grade, h.risk_level, h.score
from private.webhook_queue w
left join private.profiles p on p.user_id = w.user_id
left join private.customer_health_scores h on h.user_id = w.user_id;

comment on view public.webhook_list is 'The webhook queue without the payloads. state is pending, failed, skipped or processed.';

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

create or replace function public.list_webhooks(filter jsonb default '{}', sort text default 'received_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.webhook_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('webhooks', 'webhook_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_webhooks(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of the webhook queue. filter: state (pending, failed, processed, skipped, all), event_type, customer, since, until, q, ids. sort: received_at, attempts.';

-- Further columns and filters of the list of webhooks: last attempt, cause, and values in the payload.
create or replace function public.webhook_marks(ids uuid[])
returns table (id uuid, cause uuid, queued_at timestamptz, last_attempt_at timestamptz)
language sql stable rows 50 set search_path = ''
as $$
  select w.id, w.cause, w.queued_at,
    case when w.attempts > 0 then greatest(case when coalesce(w.processed_by, '') not like 'skip:%' then w.processed_at end,
      (select max(a.finished_at) from public.webhook_attempts a where a.webhook_id = w.id)) end
  from private.check_ids(ids) i join private.webhook_queue w on w.id = i.id
$$;

comment on function public.webhook_marks(uuid[]) is
  'Columns of webhooks that webhook_list leaves out: why they failed last, when they were last requeued, and the end of the last attempt that is known (null before the first).';

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
  return case when text_value ~ '^(true|false|null|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?)$'
    then array[as_text, private.payload_pattern(path, text_value::jsonb)] else array[as_text] end;
end
$$;

comment on function private.payload_patterns(text) is 'What a payload contains of which path=value is true: one pattern, or two where the value may be a text or something else.';

create or replace function private.payload_ids(patterns jsonb[], most integer) returns uuid[]
language plpgsql stable security definer set search_path = ''
-- A guess at how often a value occurs must not lead through all rows.
set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off set jit = off
as $$
declare
  holds text := (select string_agg(format('t.raw_payload @> %L::jsonb', p), ' or ') from unnest(patterns) p);
  ids uuid[];
begin
  if not private.is_admin() then
    return '{}'::uuid[];
  end if;
  execute format('select array_agg(u.id) from (
      (select t.id from private.webhook_queue t where t.processed_at is not null and (%1$s) limit %2$s)
      union all
      (select t.id from private.webhook_queue t where t.processed_at is null and (%1$s) limit %2$s)
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
    from (select w.raw_payload from private.webhook_queue w order by w.received_at desc, w.id desc limit 200) t
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

revoke all on public.webhook_list from anon, authenticated;

grant select on public.webhook_list to authenticated, service_role;

revoke execute on function private.payload_condition(filter jsonb),
  private.payload_ids(patterns jsonb[], most integer), private.payload_is_common(patterns jsonb[]),
  private.payload_pattern(path text, value jsonb), private.payload_patterns(given text),
  private.webhooks_condition(filter jsonb),
  public.list_webhooks(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.webhook_marks(ids uuid[]) from public, anon, authenticated, service_role;

grant execute on function private.payload_condition(filter jsonb),
  private.payload_ids(patterns jsonb[], most integer), private.payload_is_common(patterns jsonb[]),
  private.payload_pattern(path text, value jsonb), private.payload_patterns(given text),
  private.webhooks_condition(filter jsonb),
  public.list_webhooks(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.webhook_marks(ids uuid[]) to authenticated, service_role;
