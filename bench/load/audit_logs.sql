insert into public.audit_logs (id, user_id, actor_id, action, action_type, entity, entity_id, metadata, created_at)
select pg_temp.row_id('audit', a.n), pg_temp.some_customer(), pg_temp.customer(2001 + a.n % 3), a.action, split_part(a.action, '.', 2), a.entity,
  pg_temp.row_id(split_part(a.action, '.', 1), a.n)::text, jsonb_build_object('previous', '{}'::jsonb), pg_temp.moment(a.n)
from (
  select n, (array['error.resolved', 'alert.acknowledged', 'webhook.requeued', 'churn.resolved'])[1 + n % 4] as action,
    (array['error_logs', 'ops_alerts', 'webhook_queue', 'churn_alerts'])[1 + n % 4] as entity
  from generate_series(1, pg_temp.rows()) n
) a;
