-- Triggers that note calls and messages as they are billed, reported, processed and deleted.

-- A reference is what lists show: on a table of the platform it may stand under the platform's name alone, in rows from before
-- our triggers and in those of a published table.
do $do$
declare
  billed record;
begin
  for billed in
    select * from (values ('usage_calls'::name, 'pair_call', 'unpair_calls', 'provider_call_id'),
      ('usage_sms', 'pair_message', 'unpair_messages', 'provider_message_id')) b (relation, pair, unpair, reference)
  loop
    execute private.with_readings(billed.relation, format($definition$
create or replace function private.%I() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    if tg_op = 'INSERT' then
      insert into private.event_notes (entity, id, reference, happened_at)
      select tg_table_name, a.id, left(<a.%2$s>, 500), coalesce(a.created_at, now()) from after a where <a.%2$s> is not null;
    else
      if <old.%2$s> is distinct from <new.%2$s> then
        perform private.record_unbilled(array[<old.%2$s>]);
      end if;
      insert into private.event_notes (entity, id, reference, happened_at)
      values (tg_table_name, new.id, left(<new.%2$s>, 500), coalesce(new.created_at, now()));
    end if;
    perform private.pair_some_events();
  exception
    when others then
      perform private.note_failure('events', tg_table_name, null, 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$
$definition$, billed.pair, billed.reference));
    execute private.with_readings(billed.relation, format($definition$
create or replace function private.%I() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    perform private.record_unbilled(array(select <g.%2$s> from gone g where <g.%2$s> is not null));
  exception
    when others then
      perform private.note_failure('events', tg_table_name, null, 'unpairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$
$definition$, billed.unpair, billed.reference));
  end loop;
end
$do$;

comment on function private.pair_call() is 'Trigger: calls are billed; notes them, and a former reference, which is no longer billed.';

comment on function private.pair_message() is 'Trigger: messages are billed; as private.pair_call.';

create or replace function private.pair_call_event() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    if tg_op = 'INSERT' then
      insert into private.event_notes (entity, id, reference, happened_at)
      select tg_table_name, a.id, left(a.call_sid, 500), coalesce(a.received_at, now()) from after a
      where a.call_sid is not null and a.direction is distinct from 'outbound';
    else
      insert into private.event_notes (entity, id, reference, happened_at)
      values (tg_table_name, new.id, left(new.call_sid, 500), coalesce(new.received_at, now()));
    end if;
    perform private.pair_some_events();
  exception
    when others then
      perform private.note_failure('events', tg_table_name, null, 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.pair_call_event() is 'Trigger: calls are reported; notes them.';

create or replace function private.pair_message_event() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    if tg_op = 'INSERT' then
      insert into private.event_notes (entity, id, reference, happened_at)
      select tg_table_name, a.id, left(a.message_sid, 500), coalesce(a.received_at, now()) from after a
      where a.message_sid is not null and a.direction is distinct from 'outbound';
    else
      insert into private.event_notes (entity, id, reference, happened_at)
      values (tg_table_name, new.id, left(new.message_sid, 500), coalesce(new.received_at, now()));
    end if;
    perform private.pair_some_events();
  exception
    when others then
      perform private.note_failure('events', tg_table_name, null, 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.pair_message_event() is 'Trigger: messages are reported; notes them.';

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

comment on function private.pair_webhook() is 'Trigger: a webhook about a call or message arrives as processed; notes it.';

comment on function private.unpair_calls() is 'Trigger: notes calls that are no longer billed, after their rows were deleted.';

comment on function private.unpair_messages() is 'Trigger: notes messages that are no longer billed, after their rows were deleted.';

-- The columns that a reference is read from, as they are: a condition over them fails for no value.
do $$
declare
  names text[] := private.columns_read('usage_calls', 'provider_call_id');
begin
  execute format('create or replace trigger pair_changed after update of %s, direction on public.usage_calls
    for each row when (num_nonnulls(%s) > 0) execute function private.pair_call()',
    array_to_string(names, ', '), 'new.' || array_to_string(names, ', new.'));
end
$$;

create or replace trigger pair_new after insert on public.usage_calls
  referencing new table as after for each statement execute function private.pair_call();

create or replace trigger unpair after delete on public.usage_calls
  referencing old table as gone for each statement execute function private.unpair_calls();

do $$
declare
  names text[] := private.columns_read('usage_sms', 'provider_message_id');
begin
  execute format('create or replace trigger pair_changed after update of %s, direction on public.usage_sms
    for each row when (num_nonnulls(%s) > 0) execute function private.pair_message()',
    array_to_string(names, ', '), 'new.' || array_to_string(names, ', new.'));
end
$$;

create or replace trigger pair_new after insert on public.usage_sms
  referencing new table as after for each statement execute function private.pair_message();

create or replace trigger unpair after delete on public.usage_sms
  referencing old table as gone for each statement execute function private.unpair_messages();

create or replace trigger pair_new after insert on public.call_events
  referencing new table as after for each statement execute function private.pair_call_event();

create or replace trigger pair_changed after update of call_sid, direction on public.call_events
  for each row when (new.call_sid is not null and new.direction is distinct from 'outbound') execute function private.pair_call_event();

create or replace trigger pair_new after insert on public.sms_events
  referencing new table as after for each statement execute function private.pair_message_event();

create or replace trigger pair_changed after update of message_sid, direction on public.sms_events
  for each row when (new.message_sid is not null and new.direction is distinct from 'outbound') execute function private.pair_message_event();

create or replace trigger pair_new after insert on public.webhook_queue
  for each row when (new.processed_at is not null
    and coalesce(new.raw_payload #>> '{call,call_id}', new.raw_payload ->> 'call_id', new.raw_payload ->> 'MessageSid', new.raw_payload ->> 'message_sid') is not null)
  execute function private.pair_webhook();

revoke execute on function private.pair_call(), private.pair_call_event(), private.pair_message(), private.pair_message_event(),
  private.pair_webhook(), private.unpair_calls(), private.unpair_messages() from public, anon, authenticated, service_role;
