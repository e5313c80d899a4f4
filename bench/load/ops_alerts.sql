insert into public.ops_alerts (id, alert_type, severity, user_id, message, details, created_at, acknowledged_at)
select pg_temp.row_id('alert', n), 'alert_' || floor(15 * power(random(), 2))::integer,
  pg_temp.pick('{info,info,info,info,info,info,warning,warning,warning,critical}'), pg_temp.some_customer(),
  'Threshold ' || n % 50 || ' was passed by ' || floor(900 * random())::integer || ' for ' || to_hex(floor(16777215 * random())::integer),
  jsonb_build_object('threshold', n % 50, 'seen', n), pg_temp.moment(n),
  case when random() >= 0.02 then pg_temp.moment(n) + interval '1 hour' * random() end
from generate_series(1, pg_temp.rows()) n;
