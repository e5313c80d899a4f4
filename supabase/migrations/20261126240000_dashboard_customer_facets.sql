-- Facets of what a busy customer or a frequent action has many rows of: the index that finds the rows holds what is
-- counted, so that none of them is fetched. Nothing in them is changed once it is written.

create index if not exists audit_logs_customer_idx on public.audit_logs (user_id, created_at, id) include (action, entity, actor_id);
create index if not exists audit_logs_acts_idx on public.audit_logs (action, created_at, id) include (entity, actor_id);
create index if not exists ops_alerts_customer_idx on public.ops_alerts (user_id, created_at, id) include (severity, alert_type);
drop index if exists public.audit_logs_user_id_idx;
drop index if exists public.audit_logs_action_idx;
drop index if exists public.ops_alerts_user_id_idx;

-- An action belongs to a table. Taken for independent, each of the other tables would seem to be found soon.
create statistics if not exists public.audit_logs_acts_stats (mcv) on action, entity from public.audit_logs;
analyze public.audit_logs (action, entity);

-- Few are skipped, and fewer of one customer.
create index if not exists webhook_queue_skips_idx on public.webhook_queue (received_at, id) include (user_id, event_type)
  where processed_at is not null and result = 'skipped';
drop index if exists public.webhook_queue_skipped_idx;
