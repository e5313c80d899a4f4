select plan(19);

create function pg_temp.noted() returns text language plpgsql as $$
begin
  perform private.compare_events(1000);
  return (select coalesce(string_agg(u.entity || ' ' || u.reference, ', ' order by u.entity, u.reference), '') from private.unpaired_events u where u.reference like 'pair_%');
end $$;
create function pg_temp.missing() returns text language sql
as $$ select coalesce(string_agg(l.entity || ' ' || l.reference, ', ' order by l.entity, l.reference), '')
  from public.list_missing_events(jsonb_build_object('since', now() - interval '1 day')) l where l.reference like 'pair_%' $$;
create function pg_temp.webhook(call text, processed boolean) returns void language sql
as $$ insert into public.webhook_queue (event_type, user_id, idempotency_key, raw_payload, received_at, processed_at, result) values
  ('call_ended', tests.id_of('customer'), 'k-' || call, jsonb_build_object('call', jsonb_build_object('call_id', call)), now() - interval '1 hour',
    case when processed then now() - interval '1 hour' end, case when processed then 'success' end) $$;
create function pg_temp.bill(call text) returns void language sql
as $$ insert into public.usage_calls (user_id, direction, provider_call_id, seconds, created_at) values (tests.id_of('customer'), 'inbound', call, 60, now() - interval '1 hour') $$;

-- As it should be: received, billed, processed
select pg_temp.webhook('pair_1', false), pg_temp.bill('pair_1');
update public.webhook_queue set processed_at = now() - interval '30 minutes', result = 'success' where idempotency_key = 'k-pair_1';
select is(pg_temp.noted(), '', 'nothing is noted of a call that is received, billed and processed');

-- Processed first
select pg_temp.webhook('pair_2', true);
select is(pg_temp.noted(), 'webhook_queue pair_2', 'a processed webhook is noted while nobody bills its call');
select pg_temp.bill('pair_2');
select is(pg_temp.noted(), '', 'and forgotten when somebody does');

-- Never received
insert into public.call_events (user_id, call_sid, direction, received_at) values (tests.id_of('customer'), 'pair_3', 'inbound', now() - interval '1 hour');
select is(pg_temp.noted(), 'call_events pair_3', 'a reported call is noted');
select pg_temp.bill('pair_3');
select is(pg_temp.noted(), 'usage_calls pair_3', 'once');
select pg_temp.webhook('pair_3', false);
select is(pg_temp.noted(), 'usage_calls pair_3', 'a waiting webhook changes no note, so its writer pays nothing');
select tests.act_as('admin');
select is(pg_temp.missing(), '', 'but a reader looks again');
select tests.act_as('postgres');
update public.webhook_queue set processed_at = now() - interval '30 minutes', result = 'success' where idempotency_key = 'k-pair_3';
select is(pg_temp.noted(), '', 'and once it is processed the note is gone');

-- A reference that changes
select pg_temp.bill('pair_4');
select pg_temp.webhook('pair_5', true);
update public.usage_calls set provider_call_id = 'pair_5' where provider_call_id = 'pair_4';
select is(pg_temp.noted(), '', 'a note of the reference that it had is gone');
select tests.act_as('admin');
select is(pg_temp.missing(), '', 'and says nothing when that is no longer so');
select tests.act_as('postgres');
update public.usage_calls set provider_call_id = 'pair_6' where provider_call_id = 'pair_5';
select tests.act_as('admin');
select is(pg_temp.missing(), 'usage_calls pair_6, webhook_queue pair_5', 'what a call was is unbilled, what it is was never received');
select tests.act_as('postgres');

-- What is deleted
select pg_temp.webhook('pair_7', true), pg_temp.bill('pair_7');
delete from public.usage_calls where provider_call_id in ('pair_6', 'pair_7');
select tests.act_as('admin');
select is(pg_temp.missing(), 'webhook_queue pair_5, webhook_queue pair_7', 'a deleted call is unbilled');
select tests.act_as('postgres');
insert into public.usage_sms (user_id, direction, provider_message_id) values (tests.id_of('customer'), 'inbound', 'pair_8'), (tests.id_of('customer'), 'outbound', 'pair_9');
insert into public.sms_events (user_id, message_sid, direction) values (tests.id_of('customer'), 'pair_10', 'inbound');
insert into public.webhook_queue (event_type, user_id, idempotency_key, raw_payload, processed_at, result) values
  ('sms_inbound', tests.id_of('customer'), 'k-pair_11', '{"MessageSid": "pair_11"}', now() - interval '30 minutes', 'success');
select tests.act_as('admin');
select is(pg_temp.missing(), 'sms_events pair_10, usage_sms pair_8, webhook_queue pair_11, webhook_queue pair_5, webhook_queue pair_7', 'messages are noted as calls are');
select tests.act_as('postgres');

-- Two at the same moment
insert into private.unpaired_events (entity, id, reference, happened_at) select 'usage_calls', c.id, 'pair_2', now() from public.usage_calls c where c.provider_call_id = 'pair_2';
select tests.act_as('admin');
select is(position('pair_2' in pg_temp.missing()), 0, 'who wrote without seeing the other leaves a note that says nothing');

-- Others
select tests.act_as(actor), throws_ok('select from private.unpaired_events', '42501', null, actor || ' cannot read the notes')
from unnest('{anon,customer,other customer,admin}'::text[]) actor;
select tests.act_as('postgres');
select isnt_empty('select from private.unpaired_events', 'of which there are some');

select * from finish();
