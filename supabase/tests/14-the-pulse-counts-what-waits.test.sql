select plan(18);

create function pg_temp.differs(change text) returns boolean language plpgsql
as $$
declare
  before text;
  after text;
begin
  perform tests.act_as('admin');
  select marker into before from public.pulse();
  perform tests.act_as('service_role');
  execute change;
  perform tests.act_as('admin');
  select marker into after from public.pulse();
  return before <> after;
end
$$;

select tests.act_as('admin');
select row_eq('select unresolved_errors, open_alerts, critical_alerts, open_churn, pending_webhooks, failed_webhooks, at_risk_customers, oldest_pending_webhook from public.pulse()',
  row (3, 3, 2, 2, 1, 1, 1, timestamptz '2026-03-01 10:00+00'), 'the pulse counts what waits');
select is((select marker from public.pulse()), (select marker from public.pulse()), 'the marker stays while nothing changes');
select results_eq('select queue, id, label, business_name, since from public.oldest_unhandled()',
  $$values ('errors', tests.row_id('e', 1), 'timeout', 'Customer Heating', timestamptz '2026-03-01 10:00+00'),
    ('alerts', tests.row_id('a', 1), 'latency', 'Customer Heating', '2026-03-01 10:00+00'),
    ('churn', tests.row_id('c', 1), 'usage_decline', 'Customer Heating', '2026-03-01 10:00+00'),
    ('webhooks', tests.row_id('b', 1), 'call_inbound', 'Customer Heating', '2026-03-01 10:00+00')$$, 'what waits longest in each queue');

select ok(pg_temp.differs(change), 'the marker differs after: ' || change) from unnest(array[
  $$insert into public.error_logs (error_type) values ('x')$$,
  $$insert into public.ops_alerts (alert_type) values ('x')$$,
  $$insert into public.churn_alerts (user_id, reason) values (tests.id_of('customer'), 'x')$$,
  $$insert into public.webhook_queue (event_type) values ('x')$$,
  $$insert into public.error_logs (error_type, created_at) values ('x', '2020-01-01')$$,
  $$update public.error_logs set resolved_at = now(), resolution_notes = 'x' where id = tests.row_id('e', 1)$$,
  $$update public.ops_alerts set acknowledged_at = now() where id = tests.row_id('a', 1)$$,
  $$update public.churn_alerts set resolved_at = now() where id = tests.row_id('c', 1)$$,
  $$update public.webhook_queue set processed_at = now(), result = 'success' where id = tests.row_id('b', 1)$$,
  $$update public.webhook_queue set processed_at = null, result = null where id = tests.row_id('b', 2)$$,
  $$update public.customer_health_scores set score = 40, last_calculated = now() where user_id = tests.id_of('customer')$$
]) change;

select tests.act_as('admin');
select is((select id from public.oldest_unhandled() where queue = 'alerts'), tests.row_id('a', 2), 'what was handled waits no longer');
select tests.act_as('postgres');
update public.churn_alerts set resolved_at = now();
select tests.act_as('admin');
select is_empty($$select from public.oldest_unhandled() where queue = 'churn'$$, 'an empty queue has no oldest');
select is((select open_churn from public.pulse()), 0, 'and nothing waiting');
select isnt((select oldest_pending_webhook from public.pulse()), null, 'control: others have');

select * from finish();
