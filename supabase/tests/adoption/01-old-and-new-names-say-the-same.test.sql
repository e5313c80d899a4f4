-- Rows that the platform wrote under the old names, before and after the adoption, and what people do to them.
select plan(34);

select tests.act_as('admin');
select is((select count(*) from public.list_errors('{"type": ["retell_timeout"], "state": "resolved"}', page_size => 200)), 33::bigint,
  'resolved errors from before are resolved: those with a time and those with the boolean only');
select is((select message from public.list_errors('{"q": "failed the 7th"}')), 'It failed the 7th time', 'messages from before are found');
select is((select count(*) from public.list_alerts(filter => jsonb_build_object('customer', public.account(4)))), 10::bigint,
  'alerts that named their customer inside metadata belong to them');
select is((select string_agg(s.state || ' ' || s.n, ', ' order by s.state) from (
    select l.state, count(*) as n from public.alert_list l where l.alert_type = 'error_rate' group by 1) s), 'acknowledged 8, closed 1, open 31',
  'alerts acknowledged before are not open, those resolved are closed');
select ok((select details @> '{"title": "Alert 4", "rate": 4}' from public.ops_alerts where title = 'Alert 4'), 'title and metadata are details');
select is((select reason from public.churn_alerts where title = 'Churn 1'), 'inactivity: Evidence 1', 'a churn reason is its kind and evidence');
select is((select reason from public.churn_alerts where title = 'Churn 3'), 'payment_issue: Churn 3', 'without a message the title is the evidence');
select is((select count(*) from public.list_churn_alerts('{"state": "resolved"}') l where l.reason like '%: Evidence%' or l.reason like '%: Churn%'), 4::bigint,
  'churn alerts resolved before are resolved');
select is((select (tier, grade, risk_level)::text from public.list_customer_health(filter => jsonb_build_object('ids', array[public.account(4)]))), '(pro,C,low)',
  'a customer has the plan and risk that the platform wrote');

select tests.act_as('service_role');
insert into public.error_logs (id, error_type, error_message, context) values (tests.row_id('9', 1), 'after', 'Written later', '{"a": 1}');
select is((select (message, request_body, resolved_at)::text from public.error_logs where id = tests.row_id('9', 1)), '("Written later","{""a"": 1}",)',
  'an error written under the old names appears under the new ones');
update public.error_logs set resolved = true where id = tests.row_id('9', 1);
select isnt((select resolved_at from public.error_logs where id = tests.row_id('9', 1)), null, 'resolving by the old boolean sets the time');
update public.error_logs set resolved = false, error_message = 'Changed' where id = tests.row_id('9', 1);
select is((select (message, resolved_at)::text from public.error_logs where id = tests.row_id('9', 1)), '(Changed,)', 'and clearing it clears the time');
insert into public.ops_alerts (id, alert_type, severity, title, message, metadata)
  values (tests.row_id('9', 2), 'after', 'critical', 'Title', 'Text', jsonb_build_object('user_id', public.account(5)));
select is((select (user_id, details ->> 'title')::text from public.ops_alerts where id = tests.row_id('9', 2)), format('(%s,Title)', public.account(5)),
  'so does an alert');
insert into public.churn_alerts (id, user_id, alert_type, severity, title, message)
  values (tests.row_id('9', 3), public.account(5), 'inactivity', 'high', 'Quiet', 'No call for 9 days');
select is((select reason from public.churn_alerts where id = tests.row_id('9', 3)), 'inactivity: No call for 9 days', 'and a churn alert');
update public.customer_health_scores set churn_risk = 'critical', calculated_at = '2026-06-01' where user_id = public.account(4);
select is((select (risk_level, last_calculated = '2026-06-01')::text from public.customer_health_scores where user_id = public.account(4)), '(critical,t)',
  'a health score recalculated under the old names');
update public.usage_limits set limit_state = 'blocked', call_credit_seconds = 500, tier_id = 'scale' where user_id = public.account(4);
select is((select (limit_state, platform_limit_state, call_credit, tier)::text from public.usage_limits where user_id = public.account(4)), '(hard,blocked,500,scale)',
  'limits, the platform''s own word kept');
select is((select tier from public.profiles where user_id = public.account(4)), 'scale', 'a change of plan reaches the profile');
insert into public.active_sessions (id, user_id, token_hash, last_active_at) values (tests.row_id('9', 4), public.account(4), 'later', '2026-06-02');
select is((select last_active from public.active_sessions where id = tests.row_id('9', 4)), '2026-06-02'::timestamptz, 'and a session');

select tests.act_as('admin');
select is((select outcome from public.resolve_errors(array[tests.row_id('9', 1)], 'Mended')), 'done', 'an admin resolves an error');
select is((select outcome from public.acknowledge_ops_alerts(array[tests.row_id('9', 2)])), 'done', 'acknowledges an alert');
select is((select outcome from public.resolve_churn_alerts(array[tests.row_id('9', 3)], 'Called')), 'done', 'and resolves a churn alert');
select is((select (resolved, resolved_by)::text from public.error_logs where id = tests.row_id('9', 1)), format('(t,%s)', tests.id_of('admin')),
  'the platform reads that the error is resolved');
select is((select (acknowledged, acknowledged_by)::text from public.ops_alerts where id = tests.row_id('9', 2)), format('(t,%s)', tests.id_of('admin')),
  'that the alert is acknowledged');
select is((select resolved from public.churn_alerts where id = tests.row_id('9', 3)), true, 'and that the churn alert is resolved');
select is((select count(*) from public.audit_logs where actor_id = tests.id_of('admin') and entity_id in (tests.row_id('9', 1)::text, tests.row_id('9', 2)::text,
  tests.row_id('9', 3)::text)), 3::bigint, 'each left an audit row');
select is((select outcome from public.reopen_errors(array[tests.row_id('9', 1)])), 'done', 'reopening');
select is((select resolved from public.error_logs where id = tests.row_id('9', 1)), false, 'clears the boolean');
select is((select outcome from public.unacknowledge_ops_alerts(array[tests.row_id('9', 2)])), 'done', 'so does taking an acknowledgement back');
select is((select acknowledged from public.ops_alerts where id = tests.row_id('9', 2)), false, 'of an alert');
select is((select outcome from public.close_ops_alerts(array[tests.row_id('9', 2)])), 'done', 'closing an alert');
select is((select (acknowledged, resolved, resolved_at = now())::text from public.ops_alerts where id = tests.row_id('9', 2)), '(t,t,t)',
  'resolves it for the platform');
select is((select outcome from public.reopen_ops_alerts(array[tests.row_id('9', 2)])), 'done', 'reopening it');
select is((select (acknowledged, resolved)::text from public.ops_alerts where id = tests.row_id('9', 2)), '(f,f)', 'takes both back');
select tests.act_as('service_role');
update public.ops_alerts set resolved = true where id = tests.row_id('9', 2);
select is((select state from public.alert_list where id = tests.row_id('9', 2)), 'closed', 'what the platform resolves is closed');

select * from finish();
