-- Triggers that note calls and messages as they are billed, reported, processed and deleted.

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

revoke execute on function private.pair_call(), private.pair_call_event(), private.pair_message(), private.pair_message_event(),
  private.pair_webhook(), private.unpair_calls(), private.unpair_messages() from public, anon, authenticated, service_role;
