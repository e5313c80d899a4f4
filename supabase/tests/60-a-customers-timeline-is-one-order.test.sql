select plan(27);

insert into public.usage_calls (id, user_id, direction, seconds, provider_call_id, created_at) values
  (tests.row_id('d', 1), tests.id_of('customer'), 'inbound', 60, 'call_1', '2026-03-01 10:00+00'),
  (tests.row_id('d', 2), tests.id_of('other customer'), 'inbound', 60, 'call_2', '2026-03-01 10:00+00');
insert into public.call_events (user_id, call_sid, from_number, disconnect_reason) values (tests.id_of('customer'), 'call_1', '+18285550142', 'user_hangup');
insert into public.messages (id, user_id, direction, from_number, body, created_at) values
  (tests.row_id('d', 3), tests.id_of('customer'), 'inbound', '+18285550142', 'Running late', '2026-03-01 10:30+00');
insert into public.outbound_sms_log (id, user_id, to_number, status, created_at) values
  (tests.row_id('d', 4), tests.id_of('customer'), '+18285550142', 'failed', '2026-03-01 10:40+00'),
  (tests.row_id('d', 5), tests.id_of('customer'), '+18285550142', 'delivered', '2026-03-01 10:41+00');
insert into public.leads (id, user_id, name, created_at) values (tests.row_id('d', 6), tests.id_of('customer'), 'Ann', '2026-03-01 10:50+00');
insert into public.appointments (id, user_id, start_time, created_at) values (tests.row_id('d', 7), tests.id_of('customer'), '2026-03-09 10:00+00', '2026-03-01 10:55+00');
insert into public.billing_line_items (id, user_id, event_type, total_amount, created_at) values (tests.row_id('d', 8), tests.id_of('customer'), 'subscription', 149, '2026-03-01 09:00+00');
insert into public.subscriptions (id, user_id, tier, created_at) values (tests.row_id('d', 9), tests.id_of('customer'), 'core', '2026-01-01 09:00+00');
insert into public.active_sessions (id, user_id, token_hash, created_at) values (tests.row_id('d', 10), tests.id_of('customer'), 'h', '2026-03-01 08:30+00');
insert into public.alerts (id, user_id, alert_type, created_at) values (tests.row_id('d', 11), tests.id_of('customer'), 'short_calls', '2026-03-01 08:20+00');
insert into public.webhook_deliveries (id, user_id, event_type, created_at) values (tests.row_id('d', 12), tests.id_of('customer'), 'lead.created', '2026-03-01 08:10+00');
insert into public.audit_trail (id, user_id, action, entity, created_at) values
  (tests.row_id('d', 13), tests.id_of('customer'), 'error.resolved', 'error_logs', '2026-03-01 08:05+00');
insert into public.audit_logs (id, user_id, action, entity, created_at) values
  (tests.row_id('d', 17), tests.id_of('customer'), 'topup_applied', 'subscriptions', '2026-03-01 08:04:30+00'),
  (tests.row_id('d', 14), tests.id_of('customer'), 'usage.state_changed', 'usage_limits', '2026-03-01 08:04+00');
insert into public.comments (id, entity, entity_id, body, author_id, created_at) values
  (tests.row_id('d', 15), 'profiles', tests.id_of('customer'), 'Called', tests.id_of('admin'), '2026-03-01 08:03+00'),
  (tests.row_id('d', 16), 'ops_alerts', tests.id_of('customer'), 'Elsewhere', tests.id_of('admin'), '2026-03-01 08:02+00');

create temp view timeline as select * from public.customer_timeline(tests.id_of('customer'), page_size => 200);
grant select on timeline to public;

select tests.act_as('admin');
select set_eq('select kind from timeline', '{call,sms,lead,appointment,error,alert,churn,score,webhook,usage,billing,session,admin,note}'::text[],
  'every kind of entry is in the timeline');
select is((select count(*) from timeline), (select sum(matches) from public.count_customer_timeline(tests.id_of('customer')))::bigint,
  'and as many as are counted');
select results_eq('select id from timeline', 'select id from timeline order by happened_at desc, id desc', 'newest first');
select results_eq($$select entity, facts ->> 'source' from timeline where kind in ('admin', 'usage') and id::text like '0000000d%'$$,
  $$values ('audit_trail', 'ops'), ('audit_logs', 'platform'), ('audit_logs', 'platform')$$, 'rows of the dashboard and of the platform are distinguished');
select is((select count(*) from timeline t where t.id in (tests.row_id('d', 2), tests.row_id('d', 5), tests.row_id('d', 16))), 0::bigint,
  'without what others did, messages that went out, and notes on other rows');
select is((select facts ->> 'from' from timeline where id = tests.row_id('d', 1)), '+18285550142', 'a call shows the caller, from its events');

create temp table walked (page integer, place bigint, id uuid, happened_at timestamptz);
grant all on walked to public;
do $$
declare
  start jsonb;
begin
  for n in 1..100 loop
    insert into walked select n, row_number() over (), t.id, t.happened_at
    from public.customer_timeline(tests.id_of('customer'), cursor_values => start, page_size => 4) t;
    exit when not found;
    select jsonb_build_array(w.happened_at, w.id) into start from walked w where w.page = n order by w.place desc limit 1;
  end loop;
end
$$;
select results_eq('select id from walked order by page, place', 'select id from timeline', 'pages follow each other without a gap or a repeat');
select results_eq($$select t.id from walked w, public.customer_timeline(tests.id_of('customer'),
    cursor_values => jsonb_build_array(w.happened_at, w.id), backward => true, page_size => 4) t where w.page = 3 and w.place = 1$$,
  'select id from walked where page = 2 order by place', 'and lead back');
select results_eq($$select id from public.customer_timeline(tests.id_of('customer'), '{call,note}')$$, $$values (tests.row_id('d', 1)), (tests.row_id('d', 15))$$,
  'kinds narrow it');
select results_eq($$select id from public.customer_timeline(tests.id_of('customer'), '{sms}', '2026-03-01 10:30+00', '2026-03-01 10:40+00')$$,
  $$values (tests.row_id('d', 3))$$, 'so does time, its end left out');
select results_eq($$select matches from public.count_customer_timeline(tests.id_of('customer'), '2026-03-01 10:30+00', '2026-03-01 10:40+00') where kind = 'sms'$$,
  'values (1::bigint)', 'which the counts follow');
select is_empty($$select from public.customer_timeline(tests.id_of('customer'), '{}')$$, 'no kinds, no entries');
select is_empty($$select from public.customer_timeline(null)$$, 'nobody has no timeline');
select is_empty($$select from public.customer_timeline(gen_random_uuid())$$, 'nor somebody who is not there');
select throws_ok($$select from public.customer_timeline(tests.id_of('customer'), '{nonsense}')$$, '22023', null, 'an unknown kind is refused');
select throws_ok($$select from public.customer_timeline(tests.id_of('customer'), page_size => 201)$$, '22023', null, 'so is a page too long');
select throws_ok($$select from public.customer_timeline(tests.id_of('customer'), cursor_values => '[1]')$$, '22023', null, 'and a cursor of another shape');
select throws_ok($$select from public.customer_timeline(tests.id_of('customer'), cursor_values => '["x'' or true --", "y"]')$$, '22007', null,
  'what is in a cursor stays a value');

select tests.act_as('customer');
select is_empty('select kind from timeline', 'a customer gets nothing of it');
select tests.act_as('other customer');
select is_empty('select from timeline', 'another customer sees nothing of it');
select is((select sum(matches) from public.count_customer_timeline(tests.id_of('customer'))), 0::numeric, 'not even how much there is');
select tests.act_as('demoted admin');
select is_empty('select from timeline', 'nor somebody who is no admin any more');
select tests.act_as('signed-out admin');
select is_empty('select from timeline', 'or has signed out');
select tests.act_as('anon');
select throws_ok('select from public.customer_timeline(gen_random_uuid())', '42501', null, 'visitors may not even ask');
select throws_ok('select from public.count_customer_timeline(gen_random_uuid())', '42501', null, 'nor count');
select throws_ok('select from public.customer_costs(gen_random_uuid())', '42501', null, 'nor ask for costs');
select tests.act_as('service_role');
select isnt_empty('select from timeline', 'the platform may');
select * from finish();
