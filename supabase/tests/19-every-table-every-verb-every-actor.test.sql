-- What people may do: "own" counts the rows that are the actor's, "all" every row. The backend may do everything.
create temp table rights (access text, own_select text, admin_select text, adding text, admin_adding text, changing text, admin_changing text,
  removing text, admin_removing text);
insert into rights values
  ('theirs',     'own', 'all', '1',     '1',     'own',     'own', 'own',     'own'),
  ('one each',   'own', 'all', 'once',  'once',  'own',     'own', 'own',     'own'),
  ('secret',     'own', 'own', '1',     '1',     'own',     'own', 'own',     'own'),
  ('billed',     'own', 'all', '42501', '42501', 'refused', '0',   'refused', '0'),
  ('reading',    'own', 'all', '42501', '42501', '0',       '0',   '0',       '0'),
  ('ops',        '0',   'all', '42501', '42501', '0',       '0',   '0',       '0'),
  ('operations', '0',   'all', '42501', '1',     '0',       'all', '0',       'all');

create temp table relations (name text primary key, access text, mine text, fill text, change text, changeable text default 'true');
insert into relations values
  ('profiles', 'one each', 'user_id = %L', '(user_id, email) values (%L, ''x@kryonex.test'')', 'area_code = ''415'''),
  ('agents', 'one each', 'user_id = %L', '(user_id) values (%L)', 'nickname = ''x'''),
  ('leads', 'theirs', 'user_id = %L', '(user_id, phone) values (%L, ''+14155550123'')', 'status = ''won'''),
  ('messages', 'theirs', 'user_id = %L', '(user_id, direction) values (%L, ''inbound'')', 'body = ''x'''),
  ('appointments', 'theirs', 'user_id = %L', '(user_id, start_time) values (%L, now())', 'status = ''completed'''),
  ('subscriptions', 'billed', 'user_id = %L', '(user_id) values (%L)', 'status = ''canceled'''),
  ('usage_limits', 'billed', 'user_id = %L', '(user_id) values (%L)', 'call_cap_seconds = 1000000'),
  ('audit_logs', 'ops', 'user_id = %L', '(user_id, action) values (%L, ''x'')', 'action = ''y'''),
  ('audit_trail', 'ops', 'user_id = %L', '(user_id, action) values (%L, ''x'')', 'action = ''y'''),
  ('black_box_logs', 'ops', 'user_id = %L', '(user_id, action_type) values (%L, ''x'')', 'action_type = ''y'''),
  ('deals', 'reading', 'seller_id = %L', '(seller_id) values (%L)', 'amount = 1000000'),
  ('commissions', 'reading', 'seller_id = %L', '(seller_id) values (%L)', 'status = ''approved'''),
  ('call_recordings', 'reading', 'seller_id = %L', '(seller_id) values (%L)', 'manager_notes = ''x'''),
  ('dialer_queue', 'theirs', 'created_by = %L', '(created_by) values (%L)', 'status = ''done'''),
  ('integrations', 'secret', 'user_id = %L', '(user_id, provider, access_token) values (%L, ''cal.com'', ''hidden'')', 'is_active = false'),
  ('tracking_sessions', 'theirs', 'created_by = %L', '(created_by) values (%L)', 'eta_minutes = 5'),
  ('tracking_points', 'reading', 'session_id in (select s.id from public.tracking_sessions s where s.created_by = %L)',
    '(session_id, lat, lng) select coalesce(s.id, gen_random_uuid()), 0, 0 from (select %L::uuid) o (id) left join public.tracking_sessions s on s.created_by = o.id limit 1', 'lat = 1'),
  ('unknown_phone', 'operations', 'resolved_by = %L', '(resolved_by) values (%L)', 'notes = ''x'''),
  ('call_events', 'operations', 'user_id = %L', '(user_id) values (%L)', 'billed_seconds = 0'),
  ('sms_events', 'operations', 'user_id = %L', '(user_id) values (%L)', 'billed_units = 0'),
  ('alerts', 'operations', 'user_id = %L', '(user_id, alert_type) values (%L, ''x'')', 'resolved_at = now()'),
  ('tier_snapshots', 'operations', 'tier_id = %L', '(tier_id) values (%L)', 'monthly_price = 0'),
  ('billing_line_items', 'operations', 'user_id = %L', '(user_id) values (%L)', 'total_amount = 0'),
  ('reconciliation_runs', 'operations', 'triggered_by = %L', '(triggered_by, status) values (%L, ''failed'')', 'status = ''completed'''),
  ('latency_logs', 'operations', 'user_id = %L', '(user_id, endpoint, duration_ms) values (%L, ''/'', 1)', 'duration_ms = 0'),
  ('upgrade_prompts_shown', 'reading', 'user_id = %L', '(user_id, prompt_type) values (%L, ''x'')', 'converted = true'),
  ('referral_codes', 'reading', 'user_id = %1$L', '(user_id, code) values (%1$L, ''code of '' || %1$L)', 'is_active = true'),
  ('referrals', 'ops', 'referrer_id = %L', '(referrer_id) values (%L)', 'upfront_paid = true'),
  ('referral_commissions', 'reading', 'referrer_id = %L', '(referrer_id, amount_cents) values (%L, 1)', 'status = ''paid'''),
  ('referral_settings', 'ops', 'id::text = %L', '(id) select abs(hashtext(%L))', 'monthly_percent = 100'),
  ('webhook_configs', 'secret', 'user_id = %L', '(user_id, url, secret) values (%L, ''https://example.com/hook'', ''hidden'')', 'is_active = false'),
  ('webhook_deliveries', 'reading', 'user_id = %L', '(user_id) values (%L)', 'retry_count = 0'),
  ('user_premium_features', 'reading', 'user_id = %L', '(user_id) values (%L)', 'post_call_sms = true'),
  ('usage_calls', 'billed', 'user_id = %L', '(user_id, seconds) values (%L, 1)', 'seconds = 0'),
  ('usage_sms', 'billed', 'user_id = %L', '(user_id) values (%L)', 'direction = ''inbound'''),
  ('sms_opt_out', 'reading', 'user_id = %L', '(phone, user_id) values (''+14155550123'', %L)', 'keyword = ''START'''),
  ('sms_thread_locks', 'reading', 'user_id = %1$L',
    '(user_id, customer_phone, expires_at) select %1$L, ''+1'' || lpad(abs(hashtext(%1$L))::text, 10, ''0''), now()', 'expires_at = now()'),
  ('outbound_sms_log', 'reading', 'user_id = %L', '(user_id, to_number) values (%L, ''+14155550123'')', 'body = ''x'''),
  ('consent_logs', 'reading', 'user_id = %L', '(user_id, version) values (%L, ''1'')', 'version = ''2'''),
  ('bulk_actions', 'ops', 'actor_id = %L', '(actor_id, list, action, filter, frozen_at) values (%L, ''alerts'', ''acknowledge'', ''{}'', now())', 'done = 0'),
  ('saved_views', 'ops', 'owner_id = %1$L', '(owner_id, list, name, query, shared) values (%1$L, ''errors'', ''view of '' || %1$L, '''', true)', 'name = ''x'''),
  ('comments', 'ops', 'author_id = %L', '(entity, entity_id, body, author_id) values (''ops_alerts'', gen_random_uuid(), ''x'', %L)', 'body = ''y'''),
  ('health_model_weights', 'ops', 'factor = %L', '(factor, weight) values (%L, 1)', 'weight = 0'),
  ('customer_health_history', 'ops', 'user_id = %L', '(user_id, score) values (%L, 50)', 'score = 100'),
  ('customer_health_scores', 'operations', 'user_id = %L', '(user_id, score, grade, risk_level) values (%L, 100, ''A'', ''low'')', 'score = 100');
insert into relations values
  ('customer_owners', 'ops', 'user_id = %1$L', '(user_id, admin_id) values (%1$L, %1$L)', 'assigned_by = null');
insert into relations values
  ('error_group_deltas', 'ops', 'user_id = %L', '(group_id, user_id, hour, events, unresolved) values (gen_random_uuid(), %L, now(), 0, 0)', 'events = 1'),
  ('error_group_totals', 'ops', 'group_id = %L', '(group_id) values (%L)', 'events = 1'),
  ('error_group_customers', 'ops', 'user_id = %L', '(group_id, user_id, events, unresolved) values (gen_random_uuid(), %L, 0, 0)', 'events = 1'),
  ('error_group_endpoints', 'ops', 'group_id = %L', '(group_id, endpoint, events, unresolved) values (%L, ''/'', 0, 0)', 'events = 1'),
  ('error_group_hours', 'ops', 'group_id = %L', '(group_id, hour, events) values (%L, now(), 0)', 'events = 1'),
  ('webhook_attempts', 'ops', 'processor = %L',
    '(webhook_id, attempt, queued_at, finished_at, processor, result) values (''0000000b-0000-4000-8000-000000000001'', 1, now(), now(), %L, ''failed'')',
    'result = ''success'''),
  ('error_group_states', 'ops', 'group_id = %L', '(group_id) values (%L)', 'resolved_at = now()');
insert into relations values
  ('error_logs', 'operations', 'user_id = %L', '(user_id, error_type) values (%L, ''x'')', 'resolved_at = now(), resolution_notes = ''x''', 'resolved_at is null'),
  ('churn_alerts', 'operations', 'user_id = %L', '(user_id, reason) values (%L, ''x'')', 'resolved_at = now(), resolution_notes = ''x''', 'resolved_at is null'),
  ('ops_alerts', 'operations', 'user_id = %L', '(user_id, alert_type) values (%L, ''x'')', 'acknowledged_at = now()', 'acknowledged_at is null'),
  ('webhook_queue', 'operations', 'user_id = %L', '(user_id, event_type) values (%L, ''x'')', 'processed_at = null', 'processed_at is not null'),
  ('active_sessions', 'operations', 'user_id = %1$L', '(user_id, token_hash) values (%1$L, ''hash of '' || %1$L)',
    'revoked_at = now(), revoked_reason = ''x''', 'revoked_at is null');

do $$
declare
  r record;
  whose text;
begin
  for r in select * from relations order by name in ('tracking_points', 'error_group_deltas', 'webhook_attempts') loop
    foreach whose in array '{customer,other customer}'::text[] loop
      execute format('insert into public.%I ', r.name) || format(r.fill, tests.id_of(whose)) ||
        case when r.name in ('profiles', 'agents', 'customer_health_scores') then ' on conflict do nothing' else '' end;
    end loop;
  end loop;
end
$$;

create function pg_temp.count_of(relation text, condition text) returns text language plpgsql as $$
declare
  n bigint;
begin
  execute format('select count(*) from public.%I where ', relation) || condition into n;
  return n::text;
end
$$;

create temp table matrix as
select a.name as actor, r.name as relation, v.verb,
  case v.verb
    when 'select' then format('select from public.%I', r.name)
    when 'insert' then format('insert into public.%I ', r.name) || format(r.fill, case when a.role = 'authenticated' then a.id else tests.id_of('newcomer') end)
    when 'update' then format('update public.%I set %s where %s', r.name, r.change, r.changeable)
    when 'delete' then format('delete from public.%I', r.name)
  end as statement,
  case
    when a.name = 'service_role' then
      case when r.name = 'audit_logs' and v.verb in ('update', 'delete') then '42501' when v.verb = 'insert' then '1' else 'all' end
    when a.name in ('anon', 'signed-out admin') then case v.verb when 'insert' then '42501' else '0' end
    when v.verb = 'select' then case a.name when 'admin' then rights.admin_select else rights.own_select end
    when v.verb = 'insert' then case a.name when 'admin' then rights.admin_adding else rights.adding end
    when v.verb = 'update' then case a.name when 'admin' then rights.admin_changing else rights.changing end
    else case a.name when 'admin' then rights.admin_removing else rights.removing end
  end as expected,
  case v.verb when 'update' then r.changeable else 'true' end as among, format(r.mine, a.id) as mine
from relations r
join rights using (access)
cross join unnest('{select,insert,update,delete}'::text[]) v (verb)
join tests.actors a on a.name in ('anon', 'customer', 'other customer', 'demoted admin', 'signed-out admin', 'admin', 'service_role');

-- The trail is the database's alone, the backend included.
update matrix set expected = '42501' where relation = 'audit_trail' and verb <> 'select';
update matrix set expected = pg_temp.count_of(relation, among) where expected = 'all';
update matrix set expected = pg_temp.count_of(relation, among || ' and ' || mine) where expected = 'own';
update matrix set expected = case pg_temp.count_of(relation, mine) when '0' then '1' else '23505' end where expected = 'once';
update matrix set expected = case pg_temp.count_of(relation, mine) when '0' then '0' else '42501' end where expected = 'refused';
-- A point of a journey needs a journey of one's own to hang on.
delete from matrix where relation = 'tracking_points' and verb = 'insert' and actor = 'service_role';
insert into matrix values ('service_role', 'tracking_points', 'insert',
  'insert into public.tracking_points (session_id, lat, lng) select s.id, 0, 0 from public.tracking_sessions s limit 1', '1');
grant select on matrix to public;

-- What a statement does, without keeping it.
create function pg_temp.attempt(statement text) returns text language plpgsql as $$
declare
  n bigint;
begin
  execute statement;
  get diagnostics n = row_count;
  raise exception '%', n using errcode = 'TRIED';
exception
  when sqlstate 'TRIED' then return sqlerrm;
  when others then return sqlstate;
end
$$;

-- What stays refused when every policy is open, whatever is granted: by triggers, and of operations by a policy that restricts.
create temp table guarded as
select m.actor, m.relation, m.verb, m.statement,
  case when r.access = 'operations' and m.verb in ('update', 'delete') then '0' else '42501' end as expected
from matrix m join relations r on r.name = m.relation
where m.verb <> 'select' and (m.actor in ('customer', 'admin') and r.access in ('reading', 'ops', 'billed') or m.actor = 'customer' and r.access = 'operations');
grant select on guarded to public;

select plan(5 + (select count(*)::integer from matrix) + (select count(*)::integer from guarded));

select set_eq('select name from relations', $$select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')$$,
  'the matrix names every table');
select is((select count(*) from matrix), (select 4 * 7 * count(*) from relations), 'with every verb and every actor');
select is_empty($$select relation from matrix where actor = 'service_role' and verb = 'select' and expected = '0'$$, 'control: no table is empty');
select is_empty($$select relation from matrix m join relations r on r.name = m.relation
  where m.actor = 'customer' and m.verb = 'select' and m.expected = '0' and r.access in ('theirs', 'one each', 'secret', 'billed', 'reading')$$,
  'control: the customer has a row in each of their tables');

select tests.act_as('anon');
select is(pg_temp.attempt(statement), expected, format('%s: %s %s', actor, verb, relation)) from matrix where actor = 'anon';
select tests.act_as('customer');
select is(pg_temp.attempt(statement), expected, format('%s: %s %s', actor, verb, relation)) from matrix where actor = 'customer';
select tests.act_as('other customer');
select is(pg_temp.attempt(statement), expected, format('%s: %s %s', actor, verb, relation)) from matrix where actor = 'other customer';
select tests.act_as('demoted admin');
select is(pg_temp.attempt(statement), expected, format('%s: %s %s', actor, verb, relation)) from matrix where actor = 'demoted admin';
select tests.act_as('signed-out admin');
select is(pg_temp.attempt(statement), expected, format('%s: %s %s', actor, verb, relation)) from matrix where actor = 'signed-out admin';
select tests.act_as('admin');
select is(pg_temp.attempt(statement), expected, format('%s: %s %s', actor, verb, relation)) from matrix where actor = 'admin';
select tests.act_as('service_role');
select is(pg_temp.attempt(statement), expected, format('%s: %s %s', actor, verb, relation)) from matrix where actor = 'service_role';

select tests.act_as('postgres');
do $$
declare
  r record;
begin
  for r in select name from relations loop
    execute format('create policy open on public.%I for all to authenticated using (true) with check (true)', r.name);
  end loop;
end
$$;
select tests.act_as('customer');
select cmp_ok(pg_temp.attempt('select from public.referrals')::integer, '>', 0, 'control: the policies are open');
select is(pg_temp.attempt(statement), expected, format('policies open, %s: %s %s', actor, verb, relation)) from guarded where actor = 'customer';
select tests.act_as('admin');
select is(pg_temp.attempt(statement), expected, format('policies open, %s: %s %s', actor, verb, relation)) from guarded where actor = 'admin';

select * from finish();
