-- Where many rows match, some facets are counted in one scan and others value by value. However they are divided, they
-- equal a plain recount.
insert into public.ops_alerts (alert_type, severity, user_id, message, created_at, acknowledged_at, assigned_to, closed_at, snoozed_until)
select 'kind ' || n % 7, (array['info', 'info', 'warning', 'critical'])[1 + n % 4], case when n % 3 > 0 then tests.id_of('customer') end, 'x',
  now() - n * interval '1 minute', case when n % 5 > 0 then now() end, case when n % 50 = 0 then tests.id_of('admin') end,
  case when n % 25 = 1 then now() end, case when n % 20 = 5 then now() + interval '1 day' end
from generate_series(1, 24000) n;
set local session_replication_role = replica;
insert into public.audit_trail (actor_id, user_id, action, entity, created_at)
select case n % 3 when 0 then tests.id_of('admin') when 1 then tests.id_of('second admin') end, case when n % 4 > 0 then tests.id_of('customer') end,
  'eight.' || n % 5, 'parts ' || n % 5 / 2, '2026-04-01'
from generate_series(1, 16000) n;
set local session_replication_role = origin;
analyze public.ops_alerts;
analyze public.audit_trail;
analyze public.audit_logs;

create temp table filters (list text, filter jsonb);
grant select on filters to authenticated;
insert into filters values ('alerts', '{}'), ('alerts', '{"state": "open"}'), ('alerts', '{"severity": ["info"], "type": ["kind 1", "kind 2"]}'),
  ('alerts', jsonb_build_object('customer', tests.id_of('customer'))),
  ('alerts', jsonb_build_object('customer', tests.id_of('customer'), 'state', 'acknowledged', 'assignee', array['nobody'])),
  ('alerts', jsonb_build_object('customer', tests.id_of('customer'), 'severity', array['info'], 'since', now() - interval '5 days')),
  ('audit', '{}'), ('audit', '{"action": ["eight.1"]}'), ('audit', '{"action": ["eight.0", "eight.1"], "entity": ["parts 0"]}'),
  ('audit', jsonb_build_object('customer', tests.id_of('customer'))), ('audit', '{"actor": ["platform"]}'),
  ('audit', jsonb_build_object('customer', tests.id_of('customer'), 'actor', array[tests.id_of('admin')]));

create function pg_temp.shown(list text, filter jsonb) returns table (facet text, value text, matches bigint) language sql as
$$ select * from public.list_facets(list, filter) $$;
create function pg_temp.recounted(list text, filter jsonb) returns table (facet text, value text, matches bigint) language plpgsql as $$
declare
  f record;
begin
  for f in select c.facet, c.expression from private.list_facet_columns(list) c loop
    return query execute format('select %L, %s, least(count(*), 10001) from %s where %s and (%2$s) is not null group by 2',
      f.facet, f.expression, private.list_source(list), private.list_condition(list, filter - f.facet));
  end loop;
end
$$;
create function pg_temp.differing() returns setof text language sql as $$
  select distinct f.list || ' ' || f.filter from filters f, lateral (
    (select * from pg_temp.shown(f.list, f.filter) except all select * from pg_temp.recounted(f.list, f.filter))
    union all
    (select * from pg_temp.recounted(f.list, f.filter) except all select * from pg_temp.shown(f.list, f.filter))
  ) d
$$;
create function pg_temp.chosen(list text, filter jsonb, counted text[]) returns text language sql as $$
  select case when q.query like '%lateral%union all%' then 'both' when q.query like '%lateral%' then 'rows' else 'values' end
  from private.cheapest_facet_query(list, filter, counted) q (query)
$$;

select plan(16);
select tests.act_as('admin');
select is((select matches from pg_temp.shown('alerts', '{}') where value = 'nobody'), 10001::bigint, 'control: more than are counted');
select is_empty('select pg_temp.differing()', 'facets equal a recount');
-- What seems so dear would be compiled first, where the server can: minutes for queries of milliseconds.
set local jit = off;
-- Dear operators: what is read value by value is grouped by nothing.
set local cpu_operator_cost = 100;
select is(pg_temp.chosen('alerts', '{}', '{severity,type,assignee}'), 'both', 'some by rows, some by values');
select is(pg_temp.chosen('alerts', '{}', '{assignee}'), 'values', 'one by values');
select is_empty('select pg_temp.differing()', 'and they say the same');
set local cpu_operator_cost = 0;
set local cpu_tuple_cost = 10;
select is(pg_temp.chosen('audit', '{}', '{action,actor,entity}'), 'rows', 'all by rows');
select is_empty('select pg_temp.differing()', 'and they say the same again');
reset cpu_tuple_cost;
reset cpu_operator_cost;

-- What an index holds needs no row.
set local enable_seqscan = off;
set local enable_bitmapscan = off;
create function pg_temp.plan_of(list text, filter jsonb, counted text[]) returns text language plpgsql as $$
declare
  line text;
  lines text := '';
begin
  for line in execute 'explain (costs off) ' || private.count_rows_query(list, filter, counted) loop
    lines := lines || line;
  end loop;
  return lines;
end
$$;
select matches(pg_temp.plan_of('audit', jsonb_build_object('customer', tests.id_of('other customer')), '{action,actor,entity}'), 'Index Only Scan using audit_trail_customer_idx', 'what a customer caused is counted by index');
select matches(pg_temp.plan_of('audit', '{"action": ["eight.7"]}', '{actor,entity}'), 'Index Only Scan using audit_trail_acts_idx', 'so are acts of a kind');
select matches(pg_temp.plan_of('alerts', jsonb_build_object('customer', tests.id_of('other customer')), '{severity,type}'), 'Index Only Scan using ops_alerts_customer_idx', 'and alerts of a customer');
reset enable_seqscan;
reset enable_bitmapscan;

-- Where there are more values than are counted one by one, only a scan finds them.
select tests.act_as('postgres');
select is(private.count_values_query('churn', '{}', 'reason', 't.reason', null), null, 'unknown values are not counted by value');
select ok('platform' = any (private.facet_values('audit', 'actor')), 'control: few actors are known');
set local session_replication_role = replica;
insert into public.audit_trail (actor_id, action, entity) select md5(n::text)::uuid, 'eight.1', 'parts 0' from generate_series(1, 201) n;
set local session_replication_role = origin;
select is(private.facet_values('audit', 'actor'), null, 'many are not');
select tests.act_as('admin');
set local cpu_operator_cost = 100;
select is_empty('select pg_temp.differing()', 'and all of them are counted');
reset cpu_operator_cost;
select is((select count(*) from pg_temp.shown('audit', '{}') where facet = 'actor' and value = md5('7')::uuid::text), 1::bigint, 'each by its account');
select tests.act_as('customer');
select is_empty($$select from pg_temp.shown('audit', '{}')$$, 'a customer gets nothing');
select * from finish();
