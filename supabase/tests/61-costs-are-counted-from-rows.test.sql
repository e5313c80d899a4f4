select plan(11);

-- A database in use may hold repeated keys.
alter table public.webhook_queue drop constraint webhook_queue_idempotency_key_key;
insert into public.usage_calls (user_id, seconds, provider_call_id) values (tests.id_of('customer'), 30, 'known');
insert into public.appointments (user_id, start_time, cal_booking_uid) values (tests.id_of('customer'), now(), 'kept');
insert into public.webhook_queue (id, user_id, event_type, idempotency_key, raw_payload, received_at, processed_at, result) values
  (tests.row_id('f', 1), tests.id_of('customer'), 'call_inbound', 'k1', '{"call": {"call_id": "lost"}}', now() - interval '2 hours', now(), 'failed'),
  (tests.row_id('f', 2), tests.id_of('customer'), 'call_ended', 'k2', '{"call": {"call_id": "lost"}}', now() - interval '1 hour', now(), 'failed'),
  (tests.row_id('f', 3), tests.id_of('customer'), 'call_ended', 'k3', '{"call": {"call_id": "known"}}', now() - interval '1 hour', now(), 'failed'),
  (tests.row_id('f', 4), tests.id_of('customer'), 'call_analyzed', 'k4', '{"call": {"call_id": "analysed"}}', now() - interval '1 hour', now(), 'failed'),
  (tests.row_id('f', 5), tests.id_of('customer'), 'call_ended', 'k5', '{"call": {"call_id": "fine"}}', now() - interval '1 hour', now(), 'success'),
  (tests.row_id('f', 6), tests.id_of('customer'), 'call_ended', 'k6', '{"call": {"call_id": "old"}}', now() - interval '31 days', now(), 'failed'),
  (tests.row_id('f', 7), tests.id_of('customer'), 'booking.created', 'b1', '{"payload": {"uid": "gone"}}', now() - interval '2 hours', now(), 'failed'),
  (tests.row_id('f', 8), tests.id_of('customer'), 'booking.created', 'b1', '{"payload": {"uid": "gone"}}', now() - interval '1 hour', now(), 'failed'),
  (tests.row_id('f', 9), tests.id_of('customer'), 'booking.created', 'b2', '{"payload": {"uid": "kept"}}', now() - interval '1 hour', now(), 'failed'),
  (tests.row_id('f', 10), tests.id_of('customer'), 'booking.created', 'b3', '{"payload": {"uid": "repeated"}}', now() - interval '1 hour', now(), 'failed'),
  (tests.row_id('f', 11), tests.id_of('customer'), 'booking.created', 'b3', '{"payload": {"uid": "repeated"}}', now(), now(), 'success'),
  (tests.row_id('f', 12), tests.id_of('other customer'), 'call_ended', 'k7', '{"call": {"call_id": "elsewhere"}}', now(), now(), 'failed');
insert into public.error_logs (user_id, error_type, resolved_at, resolution_notes) values
  (tests.id_of('customer'), 'transfer_failed', null, null), (tests.id_of('customer'), 'transfer_failed', now(), 'Number changed');
insert into public.outbound_sms_log (user_id, to_number, status) values
  (tests.id_of('customer'), '+18285550142', 'failed'), (tests.id_of('customer'), '+18285550142', 'undelivered'), (tests.id_of('customer'), '+18285550142', 'delivered');
insert into public.leads (user_id, appointment_booked) values (tests.id_of('customer'), true), (tests.id_of('customer'), false);

select tests.act_as('admin');
select row_eq($$select * from public.customer_costs(tests.id_of('customer'))$$, row (1::bigint, 2::bigint, 2::bigint, 1::bigint, 2::bigint, 1::bigint),
  'one missed call, two transfers, two messages, one booking; of two leads one booked');
select results_eq($$select id from public.customer_timeline(tests.id_of('customer'), '{missed_call}', now() - interval '30 days')$$, $$values (tests.row_id('f', 1))$$,
  'a call is missed once, at its first webhook, and not if a record of calls has it');
select results_eq($$select id from public.customer_timeline(tests.id_of('customer'), '{lost_booking}')$$, $$values (tests.row_id('f', 7))$$,
  'a booking is lost once, and not if it arrived again or is an appointment');
select is((select count(*) from public.customer_timeline(tests.id_of('customer'), '{failed_transfer}')), 2::bigint, 'a transfer that was looked into has failed all the same');
select is((select count(*) from public.customer_timeline(tests.id_of('customer'), '{unsent_sms}')), 2::bigint, 'messages count as the carrier reported them');
select is((select missed_calls from public.customer_costs(tests.id_of('customer'), now() - interval '32 days')), 2::bigint, 'further back there was one more');
select is((select missed_calls from public.customer_costs(tests.id_of('other customer'))), 1::bigint, 'everybody has their own');
select row_eq('select * from public.customer_costs(gen_random_uuid())', row (0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint), 'nobody has none');

select tests.act_as('customer');
select is((select missed_calls + lost_bookings + failed_transfers from public.customer_costs(tests.id_of('customer'))), 0::bigint, 'a customer does not learn what failed');
select tests.act_as('other customer');
select is((select unsent_sms + calls from public.customer_costs(tests.id_of('customer'))), 0::bigint, 'another one learns nothing at all');
select tests.act_as('service_role');
select is((select missed_calls from public.customer_costs(tests.id_of('customer'))), 1::bigint, 'the platform may ask');
select * from finish();
