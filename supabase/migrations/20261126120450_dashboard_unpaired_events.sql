-- Calls and messages that one side may not know. Whoever writes one looks for the other side once, so that nobody has to
-- look at every event of a month to find the few that miss it. What is kept here is never less than what is missing;
-- whoever reads looks again (private.missing_events), because the other side may have come since, or at the same moment.

-- Where providers write what an event is about. One expression, word for word, in the index and in the questions.
create index if not exists webhook_queue_reference_idx on public.webhook_queue
  ((coalesce(raw_payload #>> '{call,call_id}', raw_payload ->> 'call_id', raw_payload ->> 'MessageSid', raw_payload ->> 'message_sid')));

create table if not exists private.unpaired_events (
  entity text not null,
  id uuid not null,
  reference text not null,
  happened_at timestamptz not null,
  primary key (entity, id)
);

comment on table private.unpaired_events is
  'Rows of usage_calls, usage_sms, call_events and sms_events that the queue had not seen when they were written, and of webhook_queue that nobody had billed when they were processed.';
comment on column private.unpaired_events.entity is 'The table of the row.';
comment on column private.unpaired_events.reference is 'The provider''s id of the call or message.';

create index if not exists unpaired_events_happened_at_idx on private.unpaired_events (happened_at, id);
create index if not exists unpaired_events_reference_idx on private.unpaired_events (reference);
alter table private.unpaired_events enable row level security;

create or replace function private.billed_kind(event_type text) returns text
language sql immutable parallel safe set search_path = ''
as $$ select case when event_type in ('call_ended', 'call.ended', 'call_completed') then 'call' when event_type in ('sms_inbound', 'sms.inbound', 'sms_received') then 'sms' end $$;

comment on function private.billed_kind(text) is 'What is billed once a webhook of a type is processed: call, sms or nothing.';

create or replace function private.is_queued(reference text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return exists (select from public.webhook_queue w where
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = is_queued.reference);
end
$$;

comment on function private.is_queued(text) is 'Whether the queue has a webhook about a call or message. For triggers.';

create or replace function private.note_unbilled(ids text[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.unpaired_events (entity, id, reference, happened_at)
  select 'webhook_queue', w.id, r.id, w.received_at
  from unnest(note_unbilled.ids) r (id)
  join public.webhook_queue w on
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = r.id
  where w.processed_at is not null and private.billed_kind(w.event_type) is not null
  on conflict do nothing;
end
$$;

comment on function private.note_unbilled(text[]) is 'Notes the processed webhooks about calls or messages that are no longer billed.';

create or replace function private.pair_call() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and old.provider_call_id is distinct from new.provider_call_id then
    perform private.note_unbilled(array[old.provider_call_id]);
  end if;
  delete from private.unpaired_events u where u.reference = new.provider_call_id and u.entity in ('webhook_queue', 'call_events');
  if new.direction is distinct from 'outbound' and not private.is_queued(new.provider_call_id) then
    insert into private.unpaired_events (entity, id, reference, happened_at)
    values ('usage_calls', new.id, new.provider_call_id, coalesce(new.created_at, now()))
    on conflict (entity, id) do update set reference = excluded.reference, happened_at = excluded.happened_at;
  end if;
  return null;
end
$$;

create or replace function private.pair_message() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and old.provider_message_id is distinct from new.provider_message_id then
    perform private.note_unbilled(array[old.provider_message_id]);
  end if;
  delete from private.unpaired_events u where u.reference = new.provider_message_id and u.entity in ('webhook_queue', 'sms_events');
  if new.direction is distinct from 'outbound' and not private.is_queued(new.provider_message_id) then
    insert into private.unpaired_events (entity, id, reference, happened_at)
    values ('usage_sms', new.id, new.provider_message_id, coalesce(new.created_at, now()))
    on conflict (entity, id) do update set reference = excluded.reference, happened_at = excluded.happened_at;
  end if;
  return null;
end
$$;

create or replace function private.pair_call_event() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not private.is_queued(new.call_sid) then
    insert into private.unpaired_events (entity, id, reference, happened_at)
    values ('call_events', new.id, new.call_sid, coalesce(new.received_at, now()))
    on conflict (entity, id) do update set reference = excluded.reference, happened_at = excluded.happened_at;
  end if;
  return null;
end
$$;

create or replace function private.pair_message_event() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if not private.is_queued(new.message_sid) then
    insert into private.unpaired_events (entity, id, reference, happened_at)
    values ('sms_events', new.id, new.message_sid, coalesce(new.received_at, now()))
    on conflict (entity, id) do update set reference = excluded.reference, happened_at = excluded.happened_at;
  end if;
  return null;
end
$$;

create or replace function private.pair_webhook() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  about text := coalesce(new.raw_payload #>> '{call,call_id}', new.raw_payload ->> 'call_id', new.raw_payload ->> 'MessageSid', new.raw_payload ->> 'message_sid');
begin
  delete from private.unpaired_events u where u.reference = about and u.entity <> 'webhook_queue';
  if private.billed_kind(new.event_type) is not null
    and not exists (select from public.usage_calls c where c.provider_call_id = about)
    and not exists (select from public.usage_sms s where s.provider_message_id = about) then
    insert into private.unpaired_events (entity, id, reference, happened_at)
    values ('webhook_queue', new.id, about, new.received_at)
    on conflict do nothing;
  end if;
  return null;
end
$$;

comment on function private.pair_call() is 'Trigger: a call is billed; notes it when the queue has not seen it, and forgets that nobody billed it.';
comment on function private.pair_message() is 'Trigger: a message is billed; as private.pair_call.';
comment on function private.pair_call_event() is 'Trigger: a call is reported; notes it when the queue has not seen it.';
comment on function private.pair_message_event() is 'Trigger: a message is reported; notes it when the queue has not seen it.';
comment on function private.pair_webhook() is 'Trigger: a webhook about a call or message was processed; notes it when nobody bills that, and forgets that the queue had not seen it.';

create or replace function private.unpair_calls() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.note_unbilled(array(select g.provider_call_id from gone g where g.provider_call_id is not null));
  return null;
end
$$;

create or replace function private.unpair_messages() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.note_unbilled(array(select g.provider_message_id from gone g where g.provider_message_id is not null));
  return null;
end
$$;

comment on function private.unpair_calls() is 'Trigger: notes what nobody bills any more after calls were deleted.';
comment on function private.unpair_messages() is 'Trigger: notes what nobody bills any more after messages were deleted.';

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

revoke execute on function private.billed_kind(text), private.is_queued(text), private.note_unbilled(text[]), private.pair_call(), private.pair_message(), private.pair_call_event(),
  private.pair_message_event(), private.pair_webhook(), private.unpair_calls(), private.unpair_messages() from public;
grant execute on function private.billed_kind(text) to authenticated, service_role;
