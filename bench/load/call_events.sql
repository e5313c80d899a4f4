insert into public.call_events (id, event_id, idempotency_key, phone_number, user_id, agent_id, call_sid, direction, from_number,
  to_number, start_time, end_time, duration_seconds, billed_seconds, call_status, raw_payload, received_at, processed_at,
  signature_valid, created_at)
select pg_temp.row_id('call', n), 'event_' || n, 'evt_' || n, pg_temp.phone(n + 7), pg_temp.some_customer(), 'agent_' || n % 20,
  'call_' || n, case when n % 10 < 3 then 'inbound' else 'outbound' end, pg_temp.phone(n), pg_temp.phone(n + 7), pg_temp.moment(n), pg_temp.moment(n), n % 600, n % 600,
  pg_temp.pick('{completed,completed,completed,no_answer,failed}'), '{"source": "provider"}', pg_temp.moment(n), pg_temp.moment(n),
  true, pg_temp.moment(n)
from generate_series(1, pg_temp.rows()) n;
