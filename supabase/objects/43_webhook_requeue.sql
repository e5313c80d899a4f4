-- Requeueing webhooks.

create or replace function private.requeue_webhooks(ids uuid[], reason text, token uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  given text := nullif(btrim(reason), '');
  earlier uuid[];
begin
  perform private.require_admin();
  if token is not null then
    earlier := private.begin_requeue(token, ids);
  end if;
  if earlier is null then
    if given is null and exists (select from public.preview_requeue(ids) p where p.risky) then
      perform private.required_text('reason', given);
    end if;
    perform set_config('kryonex.reason', coalesce(given, ''), true);
    return query
      with done as materialized (
        select * from private.change_rows('webhook_queue', ids, 't.processed_at is not null',
          'processed_at = null, processed_by = null, result = null, error_message = null, queued_at = now()', undone => '{webhook.requeued}')
      ),
      kept as materialized (
        select private.end_requeue(token, (select array_agg(d.id) from done d where d.outcome = 'done')) where token is not null
      )
      select d.* from done d left join kept on true;
    perform set_config('kryonex.reason', '', true);
  else
    return query
      select w.id, case when q.id is null then 'missing' when w.id = any (earlier) then 'done' else 'already' end,
        l.created_at, l.actor_id, p.email
      from private.check_ids(ids) w
      left join private.webhook_queue q on q.id = w.id
      left join lateral (
        select l.created_at, l.actor_id from public.audit_trail l
        where l.entity = 'webhook_queue' and l.entity_id = w.id::text and l.action = 'webhook.requeued' order by l.created_at desc limit 1
      ) l on true
      left join private.profiles p on p.user_id = l.actor_id
      order by w.place;
  end if;
end
$$;

comment on function private.requeue_webhooks(uuid[], text, uuid) is 'What public.requeue_webhooks does.';

create or replace function public.requeue_webhooks(ids uuid[], reason text default null, token uuid default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.requeue_webhooks(ids, reason, token) $$;

comment on function public.requeue_webhooks(uuid[], text, uuid) is
  'Puts webhooks that were processed, failed or were skipped back into the queue; attempts goes on counting. reason: kept in the audit trail, and required where preview_requeue calls one of them risky. token: made up by the sender for one act; the same sent again, by a second click or after a time-out, does nothing and returns what the first did. One row per id with its outcome.';

-- The rows that a webhook has already written, so that nobody repeats them unknowingly; and idempotent requeues.
create or replace function private.webhook_writes(event_type text) returns text[]
language sql immutable set search_path = ''
as $$
  select case
    when event_type like 'call_started%' then '{call_events}'::text[]
    when event_type like 'call_ended%' then '{call_events,usage_calls}'
    when event_type like 'call_analyzed%' then '{leads,appointments,messages}'
    when event_type like 'call%' then '{call_events,usage_calls,leads,appointments,messages}'
    when event_type like 'sms_inbound%' then '{sms_events,usage_sms,messages}'
    when event_type like 'sms%' then '{sms_events,usage_sms}'
    when event_type like 'booking%' then '{appointments}'
    when event_type like 'invoice%' then '{}'
    else '{call_events,sms_events,usage_calls,usage_sms,messages,appointments,leads}'
  end
$$;

comment on function private.webhook_writes(text) is 'The tables that processing an event of a type writes to; all of them where the type is not known.';

create or replace function private.payload_id(payload jsonb, variadic paths text[]) returns text
language sql immutable set search_path = ''
as $$
  select v.value from (select payload #>> string_to_array(p.path, '.') as value, p.place from unnest(paths) with ordinality p (path, place)) v
  where length(v.value) between 6 and 200 order by v.place limit 1
$$;

comment on function private.payload_id(jsonb, text[]) is 'The first of several places in a payload that holds something like an id.';

create or replace function private.outcomes_of(webhook record)
returns table (relation text, row_id uuid, happened_at timestamptz, matched_by text, twice boolean)
language plpgsql stable rows 5 set search_path = ''
as $$
declare
  p jsonb := webhook.raw_payload;
  key text := webhook.idempotency_key;
  event text := private.payload_id(p, 'event_id', 'id');
  call text := private.payload_id(p, 'call.call_id', 'call_id', 'data.call_id', 'call.id');
  sid text := private.payload_id(p, 'MessageSid', 'message_sid', 'SmsSid', 'data.message_sid');
  booking text := private.payload_id(p, 'payload.uid', 'booking.uid', 'uid');
  other text := private.payload_id(p, 'call.from_number', 'From', 'from_number', 'payload.attendees.0.phoneNumber');
  writes text[] := private.webhook_writes(webhook.event_type);
  since timestamptz := webhook.received_at - interval '1 minute';
  until timestamptz := webhook.received_at + interval '15 minutes';
begin
  return query
  select f.relation, f.id, f.happened_at, f.matched_by, f.relation = any (writes) and (f.matched_by <> 'call' or f.relation <> 'call_events')
  from (
    (select 'call_events' as relation, t.id, t.received_at as happened_at, 'key' as matched_by from private.call_events t where t.idempotency_key = key limit 5)
    union all
    (select 'call_events', t.id, t.received_at, 'event' from private.call_events t where t.event_id = event and (t.idempotency_key = key) is not true limit 5)
    union all
    (select 'call_events', t.id, t.received_at, 'call' from private.call_events t
      where t.call_sid = call and (t.idempotency_key = key) is not true and (t.event_id = event) is not true limit 5)
    union all
    (select 'sms_events', t.id, t.received_at, 'key' from private.sms_events t where t.idempotency_key = key limit 5)
    union all
    (select 'sms_events', t.id, t.received_at, 'message' from private.sms_events t where t.message_sid = sid and (t.idempotency_key = key) is not true limit 5)
    union all
    (select 'usage_calls', t.id, t.created_at, 'call' from private.usage_calls t where t.provider_call_id = call limit 5)
    union all
    (select 'usage_calls', t.id, t.created_at, 'call' from private.usage_calls t where t.call_id = call and (t.provider_call_id = call) is not true limit 5)
    union all
    (select 'usage_sms', t.id, t.created_at, 'message' from private.usage_sms t where t.provider_message_id = sid limit 5)
    union all
    (select 'usage_sms', t.id, t.created_at, 'message' from private.usage_sms t where t.message_id = sid and (t.provider_message_id = sid) is not true limit 5)
    union all
    (select 'appointments', t.id, t.created_at, 'booking' from private.appointments t where t.cal_booking_uid = booking limit 5)
    union all
    (select 'appointments', t.id, t.created_at, 'number' from private.appointments t
      where webhook.event_type like 'call%' and t.user_id = webhook.user_id and t.customer_phone = other and t.created_at between since and until
      limit 5)
    union all
    (select 'messages', t.id, t.created_at, 'number' from private.messages t
      where t.user_id = webhook.user_id and t.created_at between since and until and other in (t.from_number, t.to_number) limit 5)
    union all
    (select 'leads', t.id, t.created_at, 'number' from private.leads t
      where t.user_id = webhook.user_id and t.created_at between since and until and t.phone = other limit 5)
  ) f;
end
$$;

comment on function private.outcomes_of(record) is
  'The rows that came of a webhook: by its key, its event, the call, message or booking in its payload; or, where rows carry no such id, of the same customer with the same number within 15 minutes. twice: processing it again writes such a row again.';

create or replace function public.list_webhook_outcomes(id uuid)
returns table (relation text, row_id uuid, happened_at timestamptz, matched_by text, twice boolean)
language sql stable rows 5 set search_path = ''
as $$
  select o.* from private.webhook_queue w cross join lateral private.outcomes_of(w) o where w.id = list_webhook_outcomes.id
  order by o.twice desc, o.happened_at, o.relation, o.row_id
$$;

comment on function public.list_webhook_outcomes(uuid) is 'The rows that came of a webhook; see private.outcomes_of.';

create or replace function private.preview_rows(ids uuid[])
returns table (id uuid, event_type text, state text, received_at timestamptz, processed_before boolean, repeats_processed integer, twice jsonb, risky boolean)
language sql stable rows 100 set search_path = ''
as $$
  select w.id, w.event_type, s.state, w.received_at, s.state = 'processed', r.repeats, o.twice,
    s.state <> 'pending' and (s.state = 'processed' or r.repeats > 0 or o.twice <> '{}')
  from private.webhook_queue w
  cross join lateral (select case when w.processed_at is null then 'pending' when w.result in ('failed', 'skipped') then w.result else 'processed' end) s (state)
  cross join lateral (
    select count(*)::integer as repeats from (
      select from private.webhook_queue d where d.idempotency_key = w.idempotency_key and d.id <> w.id and d.processed_at is not null
        and d.result is distinct from 'failed' and d.result is distinct from 'skipped' limit 100
    ) d
  ) r
  cross join lateral (
    select coalesce(jsonb_object_agg(c.relation, c.n), '{}') as twice
    from (select f.relation, count(*) as n from private.outcomes_of(w) f where f.twice group by 1) c
  ) o
  where w.id = any (ids)
$$;

comment on function private.preview_rows(uuid[]) is 'What requeueing webhooks would do twice: itself, another delivery with its key, or rows that came of it, counted by table.';

create or replace function public.preview_requeue(ids uuid[])
returns table (id uuid, event_type text, state text, received_at timestamptz, processed_before boolean, repeats_processed integer, twice jsonb, risky boolean)
language plpgsql stable rows 100 set search_path = ''
as $$
begin
  return query select p.* from private.check_ids(ids) w join private.preview_rows(ids) p on p.id = w.id order by w.place;
end
$$;

comment on function public.preview_requeue(uuid[]) is
  'What would happen if webhooks were requeued, writing nothing: whether each was processed before, how many other deliveries with its key were, and which rows it would write twice. risky: requeue_webhooks asks for a reason.';

create or replace function public.preview_requeue_matching(filter jsonb, most integer default 1000)
returns table (examined bigint, pending bigint, processed_before bigint, repeated bigint, writing_twice bigint, risky bigint, twice jsonb, oldest timestamptz)
language plpgsql stable rows 1 set search_path = ''
as $$
declare
  ids uuid[];
begin
  if most is null or most not between 1 and 2000 then
    raise exception 'most must be between 1 and 2000' using errcode = '22023';
  end if;
  execute format('select array_agg(m.id) from (select t.id from private.webhook_queue t where %s order by t.received_at, t.id limit %s) m',
    private.webhooks_condition(filter), most) into ids;
  return query
    with p as materialized (select * from private.preview_rows(coalesce(ids, '{}')))
    select count(*), count(*) filter (where p.state = 'pending'), count(*) filter (where p.processed_before),
      count(*) filter (where p.repeats_processed > 0), count(*) filter (where p.twice <> '{}'), count(*) filter (where p.risky),
      (select coalesce(jsonb_object_agg(k.relation, k.n), '{}') from (
        select e.key as relation, sum(e.value::integer) as n from p cross join jsonb_each_text(p.twice) e group by 1) k), min(p.received_at)
    from p;
end
$$;

comment on function public.preview_requeue_matching(jsonb, integer) is
  'The same for the webhooks that match a filter, added up over the oldest `most` of them.';

create or replace function private.begin_requeue(token uuid, ids uuid[]) returns uuid[]
language plpgsql set search_path = ''
as $$
declare
  earlier private.requeues;
begin
  delete from private.requeues r where r.happened_at < now() - interval '7 days';
  -- A second call with the same token waits here until the first ends.
  insert into private.requeues (token, actor_id, ids) values (begin_requeue.token, auth.uid(), begin_requeue.ids) on conflict do nothing;
  if found then
    return null;
  end if;
  select * into earlier from private.requeues r where r.token = begin_requeue.token;
  if (earlier.actor_id, earlier.ids) is distinct from (auth.uid(), begin_requeue.ids) then
    raise exception 'token belongs to another requeue' using errcode = '22023';
  end if;
  return coalesce(earlier.done, '{}');
end
$$;

comment on function private.begin_requeue(uuid, uuid[]) is 'Null for a token that is new; otherwise what the requeue with the token did.';

create or replace function private.end_requeue(token uuid, done uuid[]) returns void
language sql set search_path = ''
as $$ update private.requeues r set done = end_requeue.done where r.token = end_requeue.token and r.actor_id = auth.uid() $$;

comment on function private.end_requeue(uuid, uuid[]) is 'Keeps what the requeue with a token did.';

create or replace function public.requeued_by_part(bulk uuid) returns table (id uuid, attempts integer)
language sql stable rows 200 set search_path = ''
as $$
  select w.id, w.attempts from private.webhook_queue w
  where w.id = any (private.last_bulk_part(bulk)) and w.processed_at is null order by w.received_at, w.id
$$;

comment on function public.requeued_by_part(uuid) is
  'The webhooks that the latest part of a bulk requeue of the caller''s own put back and that still wait, with how often they were tried.';

revoke execute on function private.begin_requeue(token uuid, ids uuid[]),
  private.end_requeue(token uuid, done uuid[]), private.outcomes_of(webhook record),
  private.payload_id(payload jsonb, VARIADIC paths text[]), private.preview_rows(ids uuid[]),
  private.webhook_writes(event_type text), public.list_webhook_outcomes(id uuid), public.preview_requeue(ids uuid[]),
  public.preview_requeue_matching(filter jsonb, most integer),
  private.requeue_webhooks(ids uuid[], reason text, token uuid),
  public.requeue_webhooks(ids uuid[], reason text, token uuid), public.requeued_by_part(bulk uuid)
  from public, anon, authenticated, service_role;

grant execute on function private.outcomes_of(webhook record), private.payload_id(payload jsonb, VARIADIC paths text[]),
  private.preview_rows(ids uuid[]), private.webhook_writes(event_type text), public.list_webhook_outcomes(id uuid),
  public.preview_requeue(ids uuid[]), public.preview_requeue_matching(filter jsonb, most integer),
  private.requeue_webhooks(ids uuid[], reason text, token uuid),
  public.requeue_webhooks(ids uuid[], reason text, token uuid), public.requeued_by_part(bulk uuid)
  to authenticated, service_role;
