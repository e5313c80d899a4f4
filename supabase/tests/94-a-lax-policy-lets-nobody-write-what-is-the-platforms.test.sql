create temp table hot (relation text, row text);
insert into hot values
  ('error_logs', '(error_type) values (''x'')'), ('ops_alerts', '(alert_type) values (''x'')'), ('webhook_queue', '(event_type) values (''x'')'),
  ('latency_logs', '(endpoint, duration_ms) values (''/'', 1)'), ('usage_calls', '(user_id, seconds) values (tests.id_of(''customer''), 1)'),
  ('audit_logs', '(action) values (''x'')'),
  ('error_group_deltas', '(group_id, hour, events, unresolved) values (gen_random_uuid(), now(), 0, 0)');
grant select on hot to anon, authenticated, service_role;
-- As a platform's own policy might.
do $$
declare
  relation text;
begin
  for relation in select h.relation from hot h loop
    execute format('grant insert on public.%I to anon, authenticated', relation);
    execute format('create policy lax on public.%I for insert to public with check (true)', relation);
  end loop;
end
$$;

select plan(28);
select tests.act_as('anon');
select throws_ok('insert into public.' || h.relation || ' ' || h.row, '42501', null, 'anon writes no ' || h.relation) from hot h;
select tests.act_as('customer');
select throws_ok('insert into public.' || h.relation || ' ' || h.row, '42501', null, 'a customer writes no ' || h.relation) from hot h;
select tests.act_as('admin');
select throws_ok('insert into public.' || h.relation || ' ' || h.row, '42501', null, 'an admin writes no ' || h.relation) from hot h
where h.relation in ('usage_calls', 'audit_logs', 'error_group_deltas');
select lives_ok('insert into public.' || h.relation || ' ' || h.row, 'an admin has full access to ' || h.relation) from hot h
where h.relation not in ('usage_calls', 'audit_logs', 'error_group_deltas');
select tests.act_as('service_role');
select lives_ok('insert into public.' || h.relation || ' ' || h.row, 'control: the platform writes ' || h.relation) from hot h;
select * from finish();
