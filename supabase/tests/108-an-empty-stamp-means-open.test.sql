-- The stamps that the contract calls nullable: empty until it happened, and lists follow them.
create temp table stamps (relation text, stamp text, row text, finish text, list text, open text, done text);
insert into stamps values
  ('webhook_queue', 'processed_at', $$(event_type, user_id) values ('stamped', tests.id_of('customer'))$$, $$processed_at = now(), result = 'success'$$,
    'list_webhooks', 'pending', 'processed'),
  ('error_logs', 'resolved_at', $$(error_type, message) values ('stamped', 'x')$$, $$resolved_at = now()$$, 'list_errors', 'unresolved', 'resolved'),
  ('ops_alerts', 'acknowledged_at', $$(alert_type, message) values ('stamped', 'x')$$, $$acknowledged_at = now()$$, 'list_alerts', 'open', 'acknowledged'),
  ('churn_alerts', 'resolved_at', $$(user_id, reason) values (tests.id_of('customer'), 'stamped')$$, $$resolved_at = now()$$, 'list_churn_alerts', 'open', 'resolved'),
  ('active_sessions', 'revoked_at', $$(user_id, token_hash) values (tests.id_of('customer'), 'stamped')$$, $$revoked_at = now()$$, 'list_sessions', 'active', 'revoked'),
  ('reconciliation_runs', 'completed_at', $$(run_type, status) values ('nightly', 'running')$$, $$status = 'completed', completed_at = now()$$,
    'list_reconciliation_runs', 'running', 'completed');
grant select on stamps to public;

select plan(1 + 4 * (select count(*)::integer from stamps));

create temp table made (relation text, id uuid);
grant all on made to public;
create function pg_temp.make(s stamps) returns text language plpgsql as $$
declare
  made uuid;
  value timestamptz;
begin
  execute format('insert into public.%I %s returning id, %I', s.relation, s.row, s.stamp) into made, value;
  insert into made values (s.relation, made);
  return coalesce(value::text, 'empty');
end
$$;
create function pg_temp.is_listed(s stamps, state text) returns boolean language plpgsql as $$
declare
  found boolean;
begin
  execute format('select exists (select from public.%I(%L) l where l.id = %L)', s.list,
    jsonb_build_object('state', state),
    (select m.id from made m where m.relation = s.relation)) into found;
  return found;
end
$$;

select tests.act_as('service_role');
select is(pg_temp.make(s), 'empty', format('%s.%s is empty at first', s.relation, s.stamp)) from stamps s;
select tests.act_as('admin');
select ok(pg_temp.is_listed(s, s.open), format('while it is empty the row is %s', s.open)) from stamps s;
select tests.act_as('service_role');
select is(tests.rows_or_refusal(format('update public.%I set %s where id = %L', s.relation, s.finish, m.id)), '1', 'it is stamped: ' || s.relation)
from stamps s join made m using (relation);
select tests.act_as('admin');
select ok(pg_temp.is_listed(s, s.done) and not pg_temp.is_listed(s, s.open), format('then the row is %s', s.done)) from stamps s;
select results_eq($$select error_message is not null, result from public.webhook_queue where id = any (array[tests.row_id('b', 2), tests.row_id('b', 3)]) order by id$$,
  $$values (true, 'failed'), (false, 'success')$$, 'error_message says why one failed');

select * from finish();
