insert into public.latency_logs (id, endpoint, method, duration_ms, status_code, user_id, request_id, is_slow, created_at)
select l.id, l.endpoint, 'POST', l.duration, case when random() < 0.01 then 500 else 200 end, pg_temp.some_customer(),
  'request_' || l.n, l.duration > 1000, pg_temp.moment(l.n)
from (
  select n, pg_temp.row_id('latency', n) as id, '/api/' || pg_temp.pick('{calls,sms,webhooks,billing,agents,usage,leads,health}') as endpoint,
    floor(40 / power(random() + 0.001, 0.7))::integer as duration
  from generate_series(1, pg_temp.rows()) n
) l;

select private.apply_latency_deltas(500000) from generate_series(1, 40);
