insert into public.sms_events (id, event_id, idempotency_key, phone_number, user_id, message_sid, direction, from_number, to_number,
  body, body_sanitized, status, billed_units, sms_cost, raw_payload, received_at, processed_at, signature_valid, created_at)
select pg_temp.row_id('sms', n), 'event_' || n, 'evt_' || n, pg_temp.phone(n + 7), pg_temp.some_customer(), 'message_' || n,
  case when n % 10 in (4, 5) then 'inbound' else 'outbound' end, pg_temp.phone(n), pg_temp.phone(n + 7), 'Are you free on Tuesday?', 'Are you free on Tuesday?',
  'delivered', 1, 0.0079, '{"source": "provider"}', pg_temp.moment(n), pg_temp.moment(n), true, pg_temp.moment(n)
from generate_series(1, pg_temp.rows()) n;
