-- Three calls in ten are received and two messages in ten: those that the queue knows (webhook_queue.sql). A few of a
-- thousand bear an id that the queue does not.
insert into public.usage_calls (id, user_id, call_id, phone_number, direction, seconds, provider_call_id, created_at)
select pg_temp.row_id('usage call', n), pg_temp.some_customer(), 'call_' || n, pg_temp.phone(n),
  case when n % 10 < 3 then 'inbound' else 'outbound' end, floor(600 * power(random(), 2))::integer,
  case when n % 1000 = 1 then 'lost_' else 'call_' end || n, pg_temp.moment(n)
from generate_series(1, pg_temp.rows()) n;

insert into public.usage_sms (id, user_id, message_id, phone_number, direction, provider_message_id, created_at)
select pg_temp.row_id('usage sms', n), pg_temp.some_customer(), 'message_' || n, pg_temp.phone(n),
  case when n % 10 in (4, 5) then 'inbound' else 'outbound' end,
  case when n % 1000 = 5 then 'lost_' else 'message_' end || n, pg_temp.moment(n)
from generate_series(1, pg_temp.rows()) n;
