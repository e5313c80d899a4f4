insert into public.error_logs (id, error_type, endpoint, user_id, message, stack_trace, request_body, created_at, resolved_at, resolution_notes, group_id)
select o.*, private.error_group_id(o.error_type, o.message, o.stack_trace) from (
select pg_temp.row_id('error', e.n) as id, case when e.kind = 0 then 'retell_timeout' else 'error_' || e.kind end as error_type,
  '/api/' || (array['calls', 'sms', 'webhooks', 'billing', 'agents'])[1 + e.kind % 5] || '/' || e.kind % 12,
  pg_temp.some_customer(),
  case when e.kind = 0 then 'The call provider did not answer within ' else 'Step ' || e.kind || ' failed after ' end
    || floor(9000 * random())::integer || ' ms for request 9' || to_hex(floor(16777215 * random())::integer) as message,
  repeat('    at handle (/srv/app/route.js:' || 10 + e.kind || ':17)' || chr(10), 6) as stack_trace,
  jsonb_build_object('attempt', e.n % 4, 'to', pg_temp.phone(e.n), 'trace', to_hex(e.n), 'region', 'us-west-1'),
  pg_temp.moment(e.n), case when random() >= 0.05 then pg_temp.moment(e.n) + interval '6 hours' * random() end, 'Seen to'
-- One error recurs: 30 % of all rows. Forty other kinds share the rest unevenly.
from (
  select n, case when random() < 0.3 then 0 else 1 + floor(40 * power(random(), 2))::integer end as kind
  from generate_series(1, pg_temp.rows()) n
) e
) o;
