-- Calls and messages that are missing in the queue, or in usage and events.
create or replace view private.missing_events with (security_barrier = false) as
select u.id, t.kind, t.missing_in, t.known_by, u.entity, t.user_id, u.reference, t.phone_number, u.happened_at, t.seconds
from (
  select u.entity, u.id, u.reference, u.happened_at from private.unpaired_events u
  union all
  select distinct on (n.entity, n.id, n.reference) n.entity, n.id, n.reference, n.happened_at from private.event_notes n
  where not exists (select from private.unpaired_events u where u.entity = n.entity and u.id = n.id and u.reference = n.reference)
) u
cross join lateral (
  select 'call' as kind, 'queue' as missing_in,
    case when exists (select from private.call_events e where e.call_sid = u.reference) then 'usage and events' else 'usage' end as known_by,
    c.user_id, c.phone_number, c.seconds
  from private.usage_calls c
  where u.entity = 'usage_calls' and c.id = u.id and c.provider_call_id = u.reference and c.direction is distinct from 'outbound'
    and not exists (select from private.webhook_queue w where
      coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = u.reference)
  union all
  select 'call', 'queue', 'events', e.user_id, e.phone_number, e.duration_seconds
  from private.call_events e
  where u.entity = 'call_events' and e.id = u.id and e.call_sid = u.reference and e.direction is distinct from 'outbound'
    and not exists (select from private.webhook_queue w where
      coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = u.reference)
    and not exists (select from private.webhook_queue w where w.idempotency_key = e.idempotency_key)
    and not exists (select from private.usage_calls c where c.provider_call_id = u.reference)
  union all
  select 'sms', 'queue',
    case when exists (select from private.sms_events e where e.message_sid = u.reference) then 'usage and events' else 'usage' end,
    s.user_id, s.phone_number, null
  from private.usage_sms s
  where u.entity = 'usage_sms' and s.id = u.id and s.provider_message_id = u.reference and s.direction is distinct from 'outbound'
    and not exists (select from private.webhook_queue w where
      coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = u.reference)
  union all
  select 'sms', 'queue', 'events', e.user_id, e.phone_number, null
  from private.sms_events e
  where u.entity = 'sms_events' and e.id = u.id and e.message_sid = u.reference and e.direction is distinct from 'outbound'
    and not exists (select from private.webhook_queue w where
      coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = u.reference)
    and not exists (select from private.webhook_queue w where w.idempotency_key = e.idempotency_key)
    and not exists (select from private.usage_sms s where s.provider_message_id = u.reference)
  union all
  select private.billed_kind(w.event_type), 'usage',
    case when exists (select from private.call_events e where e.call_sid = u.reference) or exists (select from private.sms_events e where e.message_sid = u.reference)
      then 'queue and events' else 'queue' end,
    w.user_id, w.phone_number, null
  from private.webhook_queue w
  where u.entity = 'webhook_queue' and w.id = u.id and private.billed_kind(w.event_type) is not null
    and w.processed_at < now() - interval '15 minutes' and (w.result is null or w.result = 'success')
    and not exists (select from private.usage_calls c where c.provider_call_id = u.reference)
    and not exists (select from private.usage_sms s where s.provider_message_id = u.reference)
) t
where (select private.is_admin());

comment on view private.missing_events is
  'Received calls and messages that are billed or were reported and that the queue never saw (missing in queue), and those that the queue processed and nobody bills (missing in usage). For admins; it reads past row level security, under which the index on references could not be used. Checks every row of private.unpaired_events again, and the notes that were not compared yet.';

create or replace function private.missing_events_condition(filter jsonb) returns text
language plpgsql stable set search_path = ''
as $$
declare
  since timestamptz := private.filter_time(filter, 'since');
  until timestamptz := private.filter_time(filter, 'until');
begin
  if coalesce(until, now()) - since > interval '31 days' then
    perform private.refuse_filter('since', 'no more than 31 days before until');
  end if;
  return concat_ws(' and ',
    private.in_state(filter, '{"queue": "t.missing_in = ''queue''", "usage": "t.missing_in = ''usage''"}'),
    private.one_of('t.kind', filter, 'kind'), private.one_of('t.known_by', filter, 'known_by'),
    private.common_condition(filter, 'happened_at'));
end
$$;

comment on function private.missing_events_condition(jsonb) is
  'The condition on missing_events t that a filter stands for; 31 days at most, because every event of the period is looked up.';

create or replace function public.list_missing_events(filter jsonb, sort text default 'happened_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false, page_size integer default 50)
returns table (id uuid, kind text, missing_in text, known_by text, entity text, user_id uuid, reference text, phone_number text,
  happened_at timestamptz, seconds integer, business_name text, tier text, grade text)
language plpgsql stable set search_path = ''
as $$
declare
  ascending boolean := private.sort_is_ascending(sort, descending);
  page text;
begin
  perform private.check_page(cursor_values, page_size);
  if private.filter_time(filter, 'since') is null then
    perform private.refuse_filter('since', 'a time');
  end if;
  page := private.page_ids('private.missing_events t', 't.*', private.missing_events_condition(filter), private.sort_keys('missing_events', sort),
    private.cursor_start(cursor_values, '{%L::timestamptz,%L::uuid}'), ascending is distinct from coalesce(backward, false), page_size);
  return query execute format('select m.*, p.business_name, p.tier, h.grade from (%1$s) m
    left join private.profiles p on p.user_id = m.user_id left join private.customer_health_scores h on h.user_id = m.user_id
    order by m.happened_at %2$s, m.id %2$s', replace(page, 't.* as id', 't.*'), case when ascending then 'asc' else 'desc' end);
end
$$;

comment on function public.list_missing_events(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of calls and messages that one side does not know. filter: since (required, 31 days at most), until, state (queue: the queue never saw it; usage: nobody bills it; all), kind (call, sms), known_by, customer. sort: happened_at.';

create or replace function public.queue_reaches_back_to() returns timestamptz
language sql stable set search_path = ''
as $$ select min(w.received_at) from private.webhook_queue w $$;

comment on function public.queue_reaches_back_to() is 'When the oldest webhook that is still kept was received: what is older cannot be looked for.';

revoke all on private.missing_events from public, anon;

grant select on private.missing_events to authenticated;

insert into private.lists (list, source, condition, moment, series) values
  ('missing_events', 'private.missing_events t', 'missing_events_condition', 't.happened_at', 'kind')
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('missing_events', 'happened_at', array['t.happened_at', 't.id'], array['%L::timestamptz', '%L::uuid'])
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('missing_events', 'kind', 't.kind', null), ('missing_events', 'state', 't.missing_in', null), ('missing_events', 'known_by', 't.known_by', null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke execute on function private.missing_events_condition(filter jsonb),
  public.list_missing_events(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.queue_reaches_back_to() from public, anon, authenticated, service_role;

grant execute on function private.missing_events_condition(filter jsonb),
  public.list_missing_events(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.queue_reaches_back_to() to authenticated, service_role;
