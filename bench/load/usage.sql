insert into public.usage_calls (id, user_id, call_id, phone_number, direction, seconds, provider_call_id, created_at)
select pg_temp.row_id('usage call', n), pg_temp.some_customer(), 'call_' || n, pg_temp.phone(n),
  pg_temp.pick('{inbound,inbound,inbound,outbound}'), floor(600 * power(random(), 2))::integer, 'provider_' || n, pg_temp.moment(n)
from generate_series(1, pg_temp.rows()) n;

insert into public.usage_sms (id, user_id, message_id, phone_number, direction, provider_message_id, created_at)
select pg_temp.row_id('usage sms', n), pg_temp.some_customer(), 'message_' || n, pg_temp.phone(n),
  pg_temp.pick('{inbound,outbound}'), 'provider_' || n, pg_temp.moment(n)
from generate_series(1, pg_temp.rows()) n;
