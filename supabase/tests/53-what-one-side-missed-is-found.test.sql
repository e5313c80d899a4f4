select plan(24);

create function pg_temp.found(filter jsonb) returns text language sql
as $$ select coalesce(string_agg(l.reference, ' ' order by l.reference), '') from public.list_missing_events(filter || jsonb_build_object('since', now() - interval '1 day')) l $$;
create function pg_temp.payload(call text) returns jsonb language sql as $$ select jsonb_build_object('call', jsonb_build_object('call_id', call)) $$;

-- A call and a message that both sides know
insert into public.webhook_queue (event_type, user_id, idempotency_key, raw_payload, received_at, processed_at, result) values
  ('call_ended', tests.id_of('customer'), 'k-both', pg_temp.payload('call_both'), now() - interval '3 hours', now() - interval '3 hours', 'success'),
  ('sms_inbound', tests.id_of('customer'), 'k-sms', '{"MessageSid": "SM_both"}', now() - interval '3 hours', now() - interval '3 hours', null);
insert into public.usage_calls (user_id, direction, provider_call_id, seconds, created_at) values
  (tests.id_of('customer'), 'inbound', 'call_both', 60, now() - interval '3 hours');
insert into public.usage_sms (user_id, direction, provider_message_id, created_at) values (tests.id_of('customer'), 'inbound', 'SM_both', now() - interval '3 hours');

select tests.act_as('admin');
select is(pg_temp.found('{}'), '', 'nothing is missing where both sides know');
select tests.act_as('postgres');

-- What the queue never saw
insert into public.usage_calls (user_id, direction, provider_call_id, seconds, created_at) values
  (tests.id_of('customer'), 'inbound', 'call_unseen', 30, now() - interval '2 hours'),
  (tests.id_of('customer'), null, 'call_reported', 30, now() - interval '2 hours'),
  (tests.id_of('customer'), 'outbound', 'call_ours', 30, now() - interval '2 hours'),
  (tests.id_of('customer'), 'inbound', null, 30, now() - interval '2 hours'),
  (tests.id_of('customer'), 'inbound', 'call_old', 30, now() - interval '40 days');
insert into public.call_events (user_id, call_sid, idempotency_key, direction, duration_seconds, received_at) values
  (tests.id_of('customer'), 'call_reported', 'k-1', 'inbound', 30, now() - interval '2 hours'),
  (tests.id_of('other customer'), 'call_heard', 'k-2', 'inbound', 30, now() - interval '2 hours'),
  (tests.id_of('other customer'), 'call_by_key', 'k-both', 'inbound', 30, now() - interval '2 hours');
insert into public.usage_sms (user_id, direction, provider_message_id, created_at) values
  (tests.id_of('customer'), 'inbound', 'SM_unseen', now() - interval '2 hours'), (tests.id_of('customer'), 'outbound', 'SM_ours', now() - interval '2 hours');
insert into public.sms_events (user_id, message_sid, direction, received_at) values (tests.id_of('customer'), 'SM_heard', 'inbound', now() - interval '2 hours');

-- What nobody bills
insert into public.webhook_queue (event_type, user_id, idempotency_key, raw_payload, received_at, processed_at, result) values
  ('call_ended', tests.id_of('customer'), 'k-3', pg_temp.payload('call_unbilled'), now() - interval '3 hours', now() - interval '3 hours', 'success'),
  ('call_ended', tests.id_of('customer'), 'k-2', pg_temp.payload('call_failed'), now() - interval '3 hours', now() - interval '3 hours', 'failed'),
  ('call_ended', tests.id_of('customer'), 'k-5', pg_temp.payload('call_fresh'), now() - interval '5 minutes', now() - interval '5 minutes', 'success'),
  ('call_ended', tests.id_of('customer'), 'k-6', pg_temp.payload('call_waiting'), now() - interval '3 hours', null, null),
  ('call_started', tests.id_of('customer'), 'k-7', pg_temp.payload('call_begun'), now() - interval '3 hours', now() - interval '3 hours', 'success'),
  ('sms_inbound', tests.id_of('customer'), 'k-8', '{"MessageSid": "SM_unbilled"}', now() - interval '3 hours', now() - interval '3 hours', 'success');

select tests.act_as('admin');
select is(pg_temp.found('{"state": "queue", "kind": ["call"]}'), 'call_reported call_unseen', 'calls that the queue never saw, by their id or their key; not our own');
select is(pg_temp.found('{"state": "queue", "kind": ["sms"]}'), 'SM_heard SM_unseen', 'and messages');
select is(pg_temp.found('{"state": "usage"}'), 'SM_unbilled call_unbilled', 'what was processed and nobody bills; not what failed, waits or has just come');
select results_eq($$select known_by, missing_in, entity, seconds, business_name from public.list_missing_events(jsonb_build_object('since', now() - interval '1 day')) where reference = 'call_reported'$$,
  $$values ('usage and events', 'queue', 'usage_calls', 30, 'Customer Heating')$$, 'it is said once, with who knows it and whose it is');
select is((select matches from public.count_matching('missing_events', jsonb_build_object('since', now() - interval '1 day'))), 6::bigint, 'counted');
select results_eq($$select value, matches from public.list_facets('missing_events', jsonb_build_object('since', now() - interval '1 day')) where facet = 'state'$$,
  $$values ('queue', 4::bigint), ('usage', 2)$$, 'by where it is missing');
select is((select sum(matches) from public.list_histogram('missing_events', '{}', tests.bounds(now() - interval '1 day', now(), 4))), 6::numeric, 'and over time');
select is((select count(*) from public.list_missing_events(jsonb_build_object('since', now() - interval '1 day'), page_size => 4)), 4::bigint, 'page by page');
select is((select count(*) from public.list_missing_events(jsonb_build_object('since', now() - interval '1 day'), cursor_values => (
  select jsonb_build_array(l.happened_at, l.id) from public.list_missing_events(jsonb_build_object('since', now() - interval '1 day'), page_size => 4) l order by l.happened_at, l.id limit 1))),
  2::bigint, 'to the last');
select is((select count(*) from public.list_missing_events(jsonb_build_object('since', now() - interval '1 day', 'customer', tests.id_of('other customer')))), 0::bigint, 'or of one customer');
select throws_ok($$select public.list_missing_events('{}')$$, '22023', null, 'a period must be chosen');
select throws_ok($$select public.list_missing_events(jsonb_build_object('since', now() - interval '40 days'))$$, '22023', null, 'of 31 days at most');
select ok((select position('call_old' in pg_temp.found('{}')) = 0), 'nothing older is returned');
select is(public.queue_reaches_back_to(), '2026-03-01 10:00+00'::timestamptz, 'how far the queue reaches back is known');

-- Its index
select tests.act_as('postgres');
set local enable_seqscan = off;
create temp table plan (line text);
do $$
declare
  line text;
begin
  for line in explain select from private.missing_events t where t.happened_at >= now() - interval '1 day' loop
    insert into plan values (line);
  end loop;
end
$$;
select isnt_empty($$select from plan where line like '%webhook_queue_reference_idx%'$$, 'the queue is looked up through its references');
set local enable_seqscan = on;

-- Others
select tests.act_as(actor), is(pg_temp.found('{}'), '', actor || ' gets nothing')
from unnest('{customer,other customer,demoted admin,signed-out admin,expired admin}'::text[]) actor;
select tests.act_as('customer');
select is((select matches from public.count_matching('missing_events', jsonb_build_object('since', now() - interval '1 day'))), 0::bigint, 'not even how many');
select is(public.queue_reaches_back_to(), null, 'nor how far the queue reaches back');
select tests.act_as('anon');
select is(tests.rows_or_refusal($$select public.list_missing_events(jsonb_build_object('since', now() - interval '1 day'))$$), '42501', 'anon asks for nothing');

select * from finish();
