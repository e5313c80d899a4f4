-- Missing events: pairing webhooks with billed and reported calls and messages.

create or replace function private.billed_kind(event_type text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select case when event_type in ('call_ended', 'call.ended', 'call_completed') then 'call' when event_type in ('sms_inbound', 'sms.inbound', 'sms_received') then 'sms' end $$;

comment on function private.billed_kind(text) is 'What is billed once a webhook of a type is processed: call, sms or nothing.';

create or replace function private.record_unbilled(ids text[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.event_notes (entity, id, reference, happened_at)
  select 'webhook_queue', w.id, left(r.id, 500), coalesce(w.received_at, now())
  from unnest(record_unbilled.ids) r (id)
  join public.webhook_queue w on
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = r.id
  where w.processed_at is not null and private.billed_kind(w.event_type) is not null;
end
$$;

comment on function private.record_unbilled(text[]) is 'Notes the processed webhooks about calls or messages that are no longer billed.';

create or replace function private.compare_events(most integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  batch private.event_notes[];
  refs text[];
begin
  if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or not pg_try_advisory_xact_lock(hashtext('private.compare_events')) then
    return 0;
  end if;
  with taken as (
    delete from private.event_notes n where n.ctid = any (array(select o.ctid from private.event_notes o limit most))
    returning n
  )
  select array_agg(t.n) into batch from taken t;
  if batch is null then
    return 0;
  end if;
  refs := array(select distinct b.reference from unnest(batch) b);
  insert into private.unpaired_events (entity, id, reference, happened_at)
  select distinct on (b.entity, b.id) b.entity, b.id, b.reference, b.happened_at from unnest(batch) b where b.id is not null
  order by b.entity, b.id, b.happened_at
  on conflict (entity, id) do update set reference = excluded.reference, happened_at = excluded.happened_at;
  delete from private.unpaired_events u where u.reference = any (refs) and case u.entity
    when 'webhook_queue' then exists (select from public.usage_calls c where c.provider_call_id = u.reference)
      or exists (select from public.usage_sms s where s.provider_message_id = u.reference)
      or not exists (select from public.webhook_queue w where w.id = u.id and private.billed_kind(w.event_type) is not null)
    when 'call_events' then private.is_queued(u.reference) or exists (select from public.usage_calls c where c.provider_call_id = u.reference)
    when 'sms_events' then private.is_queued(u.reference) or exists (select from public.usage_sms s where s.provider_message_id = u.reference)
    when 'usage_calls' then private.is_queued(u.reference)
      or not exists (select from public.usage_calls c where c.id = u.id and c.provider_call_id = u.reference)
    else private.is_queued(u.reference)
      or not exists (select from public.usage_sms s where s.id = u.id and s.provider_message_id = u.reference)
  end;
  return cardinality(batch);
end
$$;

comment on function private.compare_events(integer) is
  'Compares at most the given number of noted calls and messages with the other side, keeps those without a counterpart, and returns how many were noted. Only one session does so at a time, and none waits.';

create or replace function private.is_queued(reference text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return exists (select from public.webhook_queue w where w.processed_at is not null and
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = is_queued.reference);
end
$$;

comment on function private.is_queued(text) is 'Whether the queue has a processed webhook about a call or message; one that waits is noted itself once it is processed.';

create or replace function private.pair_some_events() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if random() < 0.002 then
    perform private.compare_events(2000);
  end if;
end
$$;

comment on function private.pair_some_events() is 'Compares in one of many statements, so that notes do not pile up while nobody reads.';

create or replace function private.pair_known_events() returns void
language sql security definer set search_path = ''
as $$
  insert into private.event_notes (entity, id, reference, happened_at)
  select e.entity, e.id, left(e.reference, 500), coalesce(e.happened_at, now()) from (
    select 'usage_calls' as entity, c.id, c.provider_call_id as reference, c.created_at as happened_at, c.direction is distinct from 'outbound' as received
    from public.usage_calls c
    union all select 'usage_sms', s.id, s.provider_message_id, s.created_at, s.direction is distinct from 'outbound' from public.usage_sms s
    union all select 'call_events', e.id, e.call_sid, e.received_at, e.direction is distinct from 'outbound' from public.call_events e
    union all select 'sms_events', e.id, e.message_sid, e.received_at, e.direction is distinct from 'outbound' from public.sms_events e
    union all select 'webhook_queue', w.id, coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid'), w.received_at,
      private.billed_kind(w.event_type) is not null from public.webhook_queue w where w.processed_at > now() - interval '31 days'
  ) e
  where e.received and e.reference is not null and e.happened_at > now() - interval '31 days';
$$;

comment on function private.pair_known_events() is 'Notes all calls and messages of the last 31 days, to be compared again after a trigger could not.';

create or replace function private.pair_call() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    if tg_op = 'UPDATE' and old.provider_call_id is distinct from new.provider_call_id then
      perform private.record_unbilled(array[old.provider_call_id]);
    end if;
    insert into private.event_notes (entity, id, reference, happened_at)
    values (tg_table_name, new.id, left(new.provider_call_id, 500), coalesce(new.created_at, now()));
    perform private.pair_some_events();
  exception
    when others then
      perform private.note_failure('events', tg_table_name, to_jsonb(new) ->> 'id', 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.pair_call() is 'Trigger: a call is billed; notes it, and the former reference, which is no longer billed.';

create or replace function private.pair_message() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    if tg_op = 'UPDATE' and old.provider_message_id is distinct from new.provider_message_id then
      perform private.record_unbilled(array[old.provider_message_id]);
    end if;
    insert into private.event_notes (entity, id, reference, happened_at)
    values (tg_table_name, new.id, left(new.provider_message_id, 500), coalesce(new.created_at, now()));
    perform private.pair_some_events();
  exception
    when others then
      perform private.note_failure('events', tg_table_name, to_jsonb(new) ->> 'id', 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.pair_message() is 'Trigger: a message is billed; as private.pair_call.';

create or replace function private.pair_call_event() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    insert into private.event_notes (entity, id, reference, happened_at)
    values (tg_table_name, new.id, left(new.call_sid, 500), coalesce(new.received_at, now()));
    perform private.pair_some_events();
  exception
    when others then
      perform private.note_failure('events', tg_table_name, to_jsonb(new) ->> 'id', 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.pair_call_event() is 'Trigger: a call is reported; notes it.';

create or replace function private.pair_message_event() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    insert into private.event_notes (entity, id, reference, happened_at)
    values (tg_table_name, new.id, left(new.message_sid, 500), coalesce(new.received_at, now()));
    perform private.pair_some_events();
  exception
    when others then
      perform private.note_failure('events', tg_table_name, to_jsonb(new) ->> 'id', 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.pair_message_event() is 'Trigger: a message is reported; notes it.';

create or replace function private.pair_webhook() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    insert into private.event_notes (entity, id, reference, happened_at)
    values (tg_table_name, new.id, left(coalesce(new.raw_payload #>> '{call,call_id}', new.raw_payload ->> 'call_id', new.raw_payload ->> 'MessageSid', new.raw_payload ->> 'message_sid'), 500), coalesce(new.received_at, now()));
    perform private.pair_some_events();
  exception
    when others then
      perform private.note_failure('events', tg_table_name, to_jsonb(new) ->> 'id', 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.pair_webhook() is 'Trigger: a webhook about a call or message was processed; notes it.';

create or replace function private.unpair_calls() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    perform private.record_unbilled(array(select g.provider_call_id from gone g where g.provider_call_id is not null));
  exception
    when others then
      perform private.note_failure('events', tg_table_name, null, 'unpairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.unpair_calls() is 'Trigger: notes calls that are no longer billed, after their rows were deleted.';

create or replace function private.unpair_messages() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    perform private.record_unbilled(array(select g.provider_message_id from gone g where g.provider_message_id is not null));
  exception
    when others then
      perform private.note_failure('events', tg_table_name, null, 'unpairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.unpair_messages() is 'Trigger: notes messages that are no longer billed, after their rows were deleted.';

create or replace trigger pair after insert or update of provider_call_id, direction on public.usage_calls
  for each row when (new.provider_call_id is not null) execute function private.pair_call();

create or replace trigger unpair after delete on public.usage_calls
  referencing old table as gone for each statement execute function private.unpair_calls();

create or replace trigger pair after insert or update of provider_message_id, direction on public.usage_sms
  for each row when (new.provider_message_id is not null) execute function private.pair_message();

create or replace trigger unpair after delete on public.usage_sms
  referencing old table as gone for each statement execute function private.unpair_messages();

create or replace trigger pair after insert or update of call_sid, direction on public.call_events
  for each row when (new.call_sid is not null and new.direction is distinct from 'outbound') execute function private.pair_call_event();

create or replace trigger pair after insert or update of message_sid, direction on public.sms_events
  for each row when (new.message_sid is not null and new.direction is distinct from 'outbound') execute function private.pair_message_event();

create or replace trigger pair after insert or update of processed_at, result on public.webhook_queue
  for each row when (new.processed_at is not null
    and coalesce(new.raw_payload #>> '{call,call_id}', new.raw_payload ->> 'call_id', new.raw_payload ->> 'MessageSid', new.raw_payload ->> 'message_sid') is not null)
  execute function private.pair_webhook();

revoke execute on function private.billed_kind(event_type text), private.is_queued(reference text),
  private.record_unbilled(ids text[]), private.pair_call(), private.pair_call_event(), private.pair_message(),
  private.pair_message_event(), private.pair_webhook(), private.unpair_calls(), private.unpair_messages(),
  private.compare_events(most integer), private.pair_some_events(), private.pair_known_events()
  from public, anon, authenticated, service_role;

grant execute on function private.billed_kind(event_type text) to authenticated, service_role;

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
