-- Pairing webhooks with billed and reported calls and messages.

create or replace function private.billed_kind(event_type text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select case when event_type in ('call_ended', 'call.ended', 'call_completed') then 'call' when event_type in ('sms_inbound', 'sms.inbound', 'sms_received') then 'sms' end $$;

comment on function private.billed_kind(text) is 'What is billed once a webhook of a type is processed: call, sms or nothing.';

create or replace function private.may_read_queue() returns boolean
language sql stable set search_path = ''
as $$
  select current_setting('transaction_isolation') <> 'serializable' and exists (
    select from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
    where c.relname = 'webhook_queue_reference_idx' and i.indrelid = to_regclass('public.webhook_queue') and i.indisvalid)
$$;

comment on function private.may_read_queue() is
  'Whether a trigger may look for webhooks by what they are about: not before the index for that is built, nor in a serializable transaction, which could fail for it when it commits.';

create or replace function private.record_unbilled(ids text[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if cardinality(ids) = 0 then
    return;
  end if;
  if not private.may_read_queue() then
    perform private.give_up('events');
    return;
  end if;
  insert into private.event_notes (entity, id, reference, happened_at)
  select 'webhook_queue', w.id, left(r.id, 500), coalesce(w.received_at, now())
  from unnest(record_unbilled.ids) r (id)
  join private.webhook_queue w on
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
    when 'webhook_queue' then exists (select from private.usage_calls c where c.provider_call_id = u.reference)
      or exists (select from private.usage_sms s where s.provider_message_id = u.reference)
      or not exists (select from private.webhook_queue w where w.id = u.id and private.billed_kind(w.event_type) is not null)
    when 'call_events' then private.is_queued(u.reference) or exists (select from private.usage_calls c where c.provider_call_id = u.reference)
    when 'sms_events' then private.is_queued(u.reference) or exists (select from private.usage_sms s where s.provider_message_id = u.reference)
    when 'usage_calls' then private.is_queued(u.reference)
      or not exists (select from private.usage_calls c where c.id = u.id and c.provider_call_id = u.reference)
    else private.is_queued(u.reference)
      or not exists (select from private.usage_sms s where s.id = u.id and s.provider_message_id = u.reference)
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
  return exists (select from private.webhook_queue w where w.processed_at is not null and
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = is_queued.reference);
end
$$;

comment on function private.is_queued(text) is 'Whether the queue has a processed webhook about a call or message; one that waits is noted itself once it is processed.';

create or replace function private.pair_some_events() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if random() < 0.002 and private.may_read_queue() and private.may_apply() then
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
    from private.usage_calls c
    union all select 'usage_sms', s.id, s.provider_message_id, s.created_at, s.direction is distinct from 'outbound' from private.usage_sms s
    union all select 'call_events', e.id, e.call_sid, e.received_at, e.direction is distinct from 'outbound' from private.call_events e
    union all select 'sms_events', e.id, e.message_sid, e.received_at, e.direction is distinct from 'outbound' from private.sms_events e
    union all select 'webhook_queue', w.id, coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid'), w.received_at,
      private.billed_kind(w.event_type) is not null from private.webhook_queue w where w.processed_at > now() - interval '31 days'
  ) e
  where e.received and e.reference is not null and e.happened_at > now() - interval '31 days';
$$;

comment on function private.pair_known_events() is 'Notes all calls and messages of the last 31 days, to be compared again after a trigger could not.';

revoke execute on function private.billed_kind(event_type text), private.is_queued(reference text),
  private.record_unbilled(ids text[]), private.may_read_queue(), private.compare_events(most integer), private.pair_some_events(), private.pair_known_events()
  from public, anon, authenticated, service_role;

grant execute on function private.billed_kind(event_type text) to authenticated, service_role;
