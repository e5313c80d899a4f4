select plan(30);

select is(private.payload_pattern('call.call_id', '"c"'), '{"call": {"call_id": "c"}}', 'a path becomes what contains it');
select is(private.payload_pattern('a.0.b', '1'), '{"a": [{"b": 1}]}', 'a place in a list is any place');
select is(private.payload_patterns('a="1"'), array['{"a": "1"}']::jsonb[], 'in quotation marks it is a text');
select is(private.payload_patterns('a = 1'), array['{"a": "1"}', '{"a": 1}']::jsonb[], 'without it may be a number');
select is(private.payload_patterns('a=x=y'), array['{"a": "x=y"}']::jsonb[], 'the first equals sign counts');
select throws_ok($$select private.payload_patterns('a')$$, '22023', null, 'there must be a value');
select throws_ok($$select private.payload_patterns('a..b=1')$$, '22023', null, 'and a path');

select tests.act_as('service_role');
insert into public.webhook_queue (id, event_type, idempotency_key, raw_payload, received_at, processed_at, result, attempts) values
  (tests.row_id('f4', 1), 'x', 'hold-1', '{"call": {"call_id": "call_hold", "tags": ["a", {"b": 2}]}}', '2025-01-01 10:00+00', '2025-01-01 10:10+00', 'success', 1),
  (tests.row_id('f4', 2), 'x', 'hold-2', '{"call": {"call_id": "call_hold", "n": 7}}', '2025-01-01 10:05+00', null, null, 0),
  (tests.row_id('f4', 3), 'x', 'hold-3', '{"call": {"call_id": "call_other"}, "__proto__": {"x": "it''s"}}', '2025-01-01 10:30+00', '2025-01-01 10:31+00', 'failed', 1);

select tests.act_as('admin');
select set_eq($$select id from public.list_webhooks('{"payload": ["call.call_id=\"call_hold\""]}')$$, $$select tests.row_id('f4', n) from generate_series(1, 2) n$$, 'a value is found, whether it was processed or waits');
select set_eq($$select id from public.list_webhooks('{"payload": ["call.call_id=call_hold", "call.n=7"]}')$$, $$select tests.row_id('f4', 2)$$, 'several conditions hold together');
select set_eq($$select id from public.list_webhooks('{"payload": ["call.tags.1.b=2"]}')$$, $$select tests.row_id('f4', 1)$$, 'in a list');
select set_eq($$select id from public.list_webhooks('{"payload": ["__proto__.x=it''s"]}')$$, $$select tests.row_id('f4', 3)$$, 'whatever the keys are called');
select set_eq($$select id from public.list_webhooks('{"payload": ["call.call_id=call_hold"], "state": "pending"}')$$, $$select tests.row_id('f4', 2)$$, 'with a state');
select is((select matches from public.count_matching('webhooks', '{"payload": ["call.call_id=call_hold"]}')), 2::bigint, 'and is counted');
select is_empty($$select from public.list_webhooks('{"payload": ["call.call_id=nobody"]}')$$, 'nothing is nothing');
select throws_ok($$select public.list_webhooks('{"payload": ["call"]}')$$, '22023', null, 'what is not understood is refused');
select is((select done from public.act_on_matching('webhooks', 'skip', '{"payload": ["call.n=7"]}', 'x', now())), 1::bigint, 'and acted on');
select is((select count(*) from public.unskip_webhooks(array[tests.row_id('f4', 2)]) where outcome = 'done'), 1::bigint, 'control: it waits again');

select results_eq($$select event_type, finished, failed, skipped, mean_seconds::integer from public.webhook_throughput('2025-01-01 10:00+00', '2025-01-01 11:00+00')$$,
  $$values ('x', 2::bigint, 1::bigint, 0::bigint, 330)$$, 'what was settled, by event type');
select tests.act_as('postgres');
update public.webhook_queue set queued_at = null where id = tests.row_id('f4', 2);
delete from private.webhook_ends where webhook_id = tests.row_id('f4', 2);
select tests.act_as('admin');
select results_eq($$select since, deepest, longest_seconds::integer from public.webhook_depth('{2025-01-01 09:50+00,2025-01-01 10:00+00,2025-01-01 10:10+00,2025-01-01 10:20+00}')$$,
  $$values ('2025-01-01 09:50+00'::timestamptz, 0::bigint, 0), ('2025-01-01 10:00+00', 2::bigint, 600), ('2025-01-01 10:10+00', 1::bigint, 900)$$,
  'the most that waited, and the longest that any had; what is settled at a moment does not wait any more');
select throws_ok($$select public.webhook_depth(array[now(), now() - interval '1 day'])$$, '22023', null, 'time runs forwards');
select throws_ok($$select public.webhook_depth(array[now() - interval '90 days', now()])$$, '22023', null, 'for 31 days at most');
select throws_ok($$select public.webhook_depth(array[now()])$$, '22023', null, 'in some steps');
select is((select id from public.last_processed_like(tests.row_id('f4', 3))), tests.row_id('f4', 1), 'the last success of the same type is found');
select is((select public.webhook_payload(tests.row_id('f4', 3)))::jsonb -> '__proto__' ->> 'x', 'it''s', 'a payload is read as text');
select is((select length(public.webhook_payload(tests.row_id('f4', 2)))) > 20, true, 'control: of each');

select tests.act_as('customer');
select is_empty($$select from public.list_webhooks('{"payload": ["call.call_id=call_hold"]}')$$, 'customers find nothing');
select is(private.payload_ids(array['{}']::jsonb[], 10), '{}', 'not even ids');
select is(public.webhook_payload(tests.row_id('f4', 1)), null, 'nor a payload');
select is_empty($$select from public.webhook_depth('{2025-01-01 09:50+00,2025-01-01 10:20+00}')$$, 'nor a queue');
select tests.act_as('anon');
select throws_ok($$select public.webhook_payload(tests.row_id('f4', 1))$$, '42501', null, 'strangers may not ask');

select * from finish();
