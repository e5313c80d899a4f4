insert into public.webhook_queue (id, phone_number, user_id, event_type, raw_payload, idempotency_key, received_at,
  processed_at, processed_by, result, error_message, attempts)
select pg_temp.row_id('webhook', w.n), pg_temp.phone(w.n), pg_temp.some_customer(),
  ('{call_ended,call_ended,call_ended,call_started,sms_received,sms_received,sms_status,booking_created,invoice_paid,invoice_failed}'::text[])[1 + w.n % 10],
  case when w.n % 10 in (4, 5) then jsonb_build_object('MessageSid', 'message_' || w.n, 'From', pg_temp.phone(w.n), 'Body', repeat('Could you come on Tuesday? ', 10))
    else jsonb_build_object('event', 'call_ended', 'call', jsonb_build_object(case when w.n % 10 < 4 then 'call_id' else 'id' end, 'call_' || w.n,
      'from', pg_temp.phone(w.n), 'duration_ms', w.n % 600000, 'transcript', repeat('Could you come on Tuesday? ', 10))) end,
  'evt_' || to_hex(w.n * 2654435::bigint), pg_temp.moment(w.n),
  case when w.state <> 'pending' then pg_temp.moment(w.n) + interval '2 seconds' end,
  case when w.state <> 'pending' then 'system' end, case when w.state <> 'pending' then w.state end,
  case when w.state = 'failed' then 'The provider answered 5' || w.n % 10 || '3' end, case when w.state = 'pending' then 0 else 1 + w.n % 2 end
from (
  -- What waits is among the newest.
  select n, case
    when n > 0.95 * pg_temp.rows() and random() < 0.1 then 'pending'
    when random() < 0.02 then 'failed'
    when random() < 0.01 then 'skipped'
    else 'success' end as state
  from generate_series(1, pg_temp.rows()) n
) w;
