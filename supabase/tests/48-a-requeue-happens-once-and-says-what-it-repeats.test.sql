select plan(24);

-- A database in use may hold repeated keys.
select tests.act_as('postgres');
alter table public.webhook_queue drop constraint webhook_queue_idempotency_key_key;
select tests.act_as('service_role');
insert into public.webhook_queue (id, event_type, user_id, idempotency_key, raw_payload, received_at, processed_at, processed_by, result, error_message, attempts) values
  (tests.row_id('f3', 1), 'call_ended', tests.id_of('customer'), 'once-1', '{"call": {"call_id": "call_once_1", "from_number": "+15550142"}}', now() - interval '1 hour', now(), 'system', 'failed', 'x', 1),
  (tests.row_id('f3', 2), 'call_ended', tests.id_of('customer'), 'once-2', '{"call": {"call_id": "call_once_2"}}', now() - interval '2 hours', now(), 'system', 'failed', 'x', 1),
  (tests.row_id('f3', 3), 'call_ended', tests.id_of('customer'), 'once-3', '{}', now() - interval '3 hours', now(), 'system', 'failed', 'x', 1),
  (tests.row_id('f3', 4), 'call_ended', tests.id_of('customer'), 'once-3', '{}', now() - interval '3 hours', now(), 'system', 'success', null, 1),
  (tests.row_id('f3', 5), 'sms_inbound', tests.id_of('customer'), 'once-5', '{"MessageSid": "SM_once_5", "From": "+15550143"}', now() - interval '1 hour', now(), 'system', 'failed', 'x', 1),
  (tests.row_id('f3', 6), 'booking.created', tests.id_of('customer'), 'once-6', '{"payload": {"uid": "booking-once-6"}}', now() - interval '1 hour', now(), 'system', 'failed', 'x', 1),
  (tests.row_id('f3', 7), 'call_analyzed', tests.id_of('customer'), 'once-7', '{"call": {"call_id": "call_once_1", "from_number": "+15550142"}}', now() - interval '1 hour', now(), 'system', 'failed', 'x', 1);
insert into public.usage_calls (user_id, provider_call_id, seconds) values (tests.id_of('customer'), 'call_once_1', 60);
insert into public.call_events (user_id, call_sid, idempotency_key) values (tests.id_of('customer'), 'call_once_1', 'once-1');
insert into public.usage_sms (user_id, provider_message_id) values (tests.id_of('customer'), 'SM_once_5');
insert into public.sms_events (user_id, message_sid) values (tests.id_of('customer'), 'SM_once_5');
insert into public.messages (user_id, direction, from_number, created_at) values (tests.id_of('customer'), 'inbound', '+15550143', now() - interval '59 minutes');
insert into public.appointments (user_id, start_time, cal_booking_uid) values (tests.id_of('customer'), now(), 'booking-once-6');
insert into public.leads (user_id, phone, created_at) values (tests.id_of('customer'), '+15550142', now() - interval '55 minutes'),
  (tests.id_of('other customer'), '+15550142', now() - interval '55 minutes');

select tests.act_as('admin');
select set_eq($$select relation, matched_by, twice from public.list_webhook_outcomes(tests.row_id('f3', 1))$$,
  $$values ('call_events', 'key', true), ('usage_calls', 'call', true), ('leads', 'number', false)$$, 'what came of a call: by key, by call, and by number at the time');
select set_eq($$select relation, matched_by, twice from public.list_webhook_outcomes(tests.row_id('f3', 7))$$,
  $$values ('call_events', 'call', false), ('usage_calls', 'call', false), ('leads', 'number', true)$$, 'each event of a call writes rows of its own');
select set_eq($$select relation, twice from public.list_webhook_outcomes(tests.row_id('f3', 5))$$,
  $$values ('sms_events', true), ('usage_sms', true), ('messages', true)$$, 'what came of a message');
select set_eq($$select relation, twice from public.list_webhook_outcomes(tests.row_id('f3', 6))$$, $$values ('appointments', true)$$, 'what came of a booking');
select is_empty($$select from public.list_webhook_outcomes(tests.row_id('f3', 2))$$, 'nothing came of one');
select results_eq($$select state, processed_before, repeats_processed, twice, risky from public.preview_requeue(array(select tests.row_id('f3', n) from generate_series(1, 4) n))$$,
  $$values ('failed', false, 0, '{"call_events": 1, "usage_calls": 1}'::jsonb, true), ('failed', false, 0, '{}', false),
    ('failed', false, 1, '{}', true), ('processed', true, 0, '{}', true)$$, 'a preview says what would happen twice');
select results_eq($$select examined, processed_before, repeated, writing_twice, risky, twice -> 'usage_calls' from public.preview_requeue_matching(
    jsonb_build_object('ids', (select jsonb_agg(tests.row_id('f3', n)) from generate_series(1, 4) n)))$$,
  $$values (4::bigint, 1::bigint, 1::bigint, 1::bigint, 3::bigint, '1'::jsonb)$$, 'and of many added up');
select is_empty($$select from public.webhook_queue where processed_at is null and id in (select tests.row_id('f3', n) from generate_series(1, 7) n)$$, 'and changes nothing');

select throws_ok($$select public.requeue_webhooks(array[tests.row_id('f3', 1)])$$, '22023', 'reason must not be empty', 'where there is a risk a reason is demanded');
select results_eq($$select outcome from public.requeue_webhooks(array[tests.row_id('f3', 2)], null, tests.row_id('d1', 1))$$, $$values ('done')$$, 'where there is none it is not');
select is((select metadata ? 'reason' from public.audit_trail where entity_id = tests.row_id('f3', 2)::text), false, 'and none is made up');
select tests.act_as('service_role');
update public.webhook_queue set processed_at = now(), result = 'failed', error_message = 'again', attempts = 2 where id = tests.row_id('f3', 2);
select tests.act_as('admin');
select results_eq($$select outcome, actor_id from public.requeue_webhooks(array[tests.row_id('f3', 2)], null, tests.row_id('d1', 1))$$,
  $$values ('done', tests.id_of('admin'))$$, 'the same act sent again returns the outcome of the first');
select is((select result from public.webhook_queue where id = tests.row_id('f3', 2)), 'failed', 'and does nothing');
select is((select count(*) from public.audit_trail where entity_id = tests.row_id('f3', 2)::text and action = 'webhook.requeued'), 1::bigint, 'it was requeued once');
select throws_ok($$select public.requeue_webhooks(array[tests.row_id('f3', 5)], 'x', tests.row_id('d1', 1))$$, '22023', 'token belongs to another requeue', 'a token stands for the rows it was made for');
select tests.act_as('second admin');
select throws_ok($$select public.requeue_webhooks(array[tests.row_id('f3', 2)], 'x', tests.row_id('d1', 1))$$, '22023', 'token belongs to another requeue', 'and for who made it');
select results_eq($$select outcome from public.requeue_webhooks(array[tests.row_id('f3', 2)], 'now really', tests.row_id('d1', 2))$$, $$values ('done')$$, 'another act is another token');
select results_eq($$select outcome from public.requeue_webhooks(array[tests.row_id('f3', 2)], 'x', tests.row_id('d1', 3))$$, $$values ('already')$$, 'what waits already is said to');

select tests.act_as('customer');
select throws_ok($$select public.requeue_webhooks(array[tests.row_id('f3', 1)], 'x', tests.row_id('d1', 4))$$, '42501', 'admins only', 'customers cannot requeue');
select is_empty($$select from public.preview_requeue(array[tests.row_id('f3', 1)])$$, 'nor look ahead');
select is((select examined from public.preview_requeue_matching('{}')), 0::bigint, 'nor at many');
select is_empty($$select from public.list_webhook_outcomes(tests.row_id('f3', 1))$$, 'nor at what came of one');
select tests.act_as('anon');
select throws_ok($$select public.preview_requeue(array[tests.row_id('f3', 1)])$$, '42501', null, 'strangers may not ask');
select tests.act_as('postgres');
select is((select count(*) from private.requeues), 3::bigint, 'a refused act leaves no token');

select * from finish();
