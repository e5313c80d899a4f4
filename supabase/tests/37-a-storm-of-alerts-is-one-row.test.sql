select plan(24);

insert into public.ops_alerts (alert_type, severity, user_id, message, created_at)
select 'storm', case n when 3 then 'critical' else 'warning' end, case when n < 5 then tests.id_of('customer') when n < 8 then tests.id_of('other customer') end,
  'Crossed ' || n, timestamptz '2026-03-02 10:00:00.123456+00' + n * interval '10 minutes'
from generate_series(1, 12) n;
insert into public.ops_alerts (alert_type, created_at) select 'storm', timestamptz '2026-03-02 14:00+00' + n * interval '1 minute' from generate_series(1, 4) n;
insert into public.ops_alerts (alert_type, created_at) select 'slow', timestamptz '2026-03-02 10:00+00' + n * interval '16 minutes' from generate_series(1, 9) n;

create temp table seen as select null::text as alert_type, null::timestamptz as first_at, null::timestamptz as last_at limit 0;
grant all on seen to public;

select tests.act_as('admin');
select results_eq($$select alert_type, severity, alerts, customers, first_at, last_at, message from public.list_alert_storms()$$,
  $$values ('storm', 'critical', 12::bigint, 2::bigint, timestamptz '2026-03-02 10:10:00.123456+00', timestamptz '2026-03-02 12:00:00.123456+00', 'Crossed 12')$$,
  'five or more within 15 minutes of each other are a storm; four, or slower ones, are none');
select is((select (cardinality(heights), (select sum(h) from unnest(heights) h))::text from public.list_alert_storms()), '(16,12)', 'its course counts each once');
select is((select count(*) from public.list_alert_storms('{"severity": ["info"]}')), 0::bigint, 'the filter of the list applies');
select is((select alerts from public.list_alert_storms('{"severity": ["warning"]}')), 9::bigint, 'to each alert');
select throws_ok($$select public.list_alert_storms('{}', 0)$$, '22023', null, 'a limit out of bounds is refused');

select is((select count(*) from public.list_alerts(jsonb_build_object('state', 'open', 'outside',
    (select jsonb_agg(to_jsonb(s)) from public.list_alert_storms() s)), page_size => 200)), (4 + 9 + 3)::bigint, 'the others are listed outside the storms');
select throws_ok($$select public.list_alerts('{"outside": "storm"}')$$, '22023', null, 'storms must be a list');

insert into seen select alert_type, first_at, last_at from public.list_alert_storms();
select tests.act_as('service_role');
insert into public.ops_alerts (alert_type, created_at) values ('storm', '2026-03-02 12:01+00');
select tests.act_as('admin');
select results_eq($$select a.outcome, a.alerts, a.happened_at = now(), a.actor_email from seen s, public.acknowledge_alert_storm(s.alert_type, s.first_at, s.last_at) a$$,
  $$values ('done', 12::bigint, true, 'admin@kryonex.test')$$, 'a storm is acknowledged as one, with the exact number');
select is((select count(*) from public.ops_alerts where alert_type = 'storm' and acknowledged_at is null), 5::bigint, 'what came after it was seen is left');
select is((select count(*) from public.audit_trail where action = 'alert.acknowledged'), 12::bigint, 'each alert has its audit row');
select tests.act_as('second admin');
select results_eq($$select a.outcome, a.alerts, a.actor_email from seen s, public.acknowledge_alert_storm(s.alert_type, s.first_at, s.last_at) a$$,
  $$values ('already', 0::bigint, 'admin@kryonex.test')$$, 'the second admin sees who was first');
select results_eq($$select a.outcome, a.alerts from seen s, public.unacknowledge_alert_storm(s.alert_type, s.first_at, s.last_at, now()) a$$,
  $$values ('already', 0::bigint)$$, 'and cannot undo it');
select tests.act_as('admin');
select is((select (public.close_ops_alerts(array[(select id from public.ops_alerts where message = 'Crossed 1')])).outcome), 'done', 'one of them is closed');
select results_eq($$select a.outcome, a.alerts from seen s, public.unacknowledge_alert_storm(s.alert_type, s.first_at, s.last_at, now()) a$$,
  $$values ('done', 11::bigint)$$, 'undoing takes back the others, exactly');
select throws_ok($$select public.acknowledge_alert_storm('storm', '2026-03-02', '2026-03-01')$$, '22023', null, 'an end before the beginning is refused');
select throws_ok($$select public.acknowledge_alert_storm('', '2026-03-01', '2026-03-02')$$, '22023', null, 'and no type');

-- Time to acknowledge
select tests.act_as('service_role');
update public.ops_alerts set acknowledged_at = null;
update public.ops_alerts set acknowledged_at = created_at + interval '10 minutes', acknowledged_by = tests.id_of('admin') where alert_type = 'slow';
update public.ops_alerts set acknowledged_at = created_at + interval '30 minutes', acknowledged_by = tests.id_of('second admin')
where alert_type = 'slow' and created_at > '2026-03-02 12:00+00';
select tests.act_as('admin');
select results_eq($$select value, acknowledged, abs(median_seconds - 600) < 6, abs(p90_seconds - 1800) < 18 from public.acknowledgement_times('2026-03-01', '2026-04-01') where dimension = 'severity'$$,
  $$values ('warning', 9::bigint, true, true)$$, 'median and ninth decile by severity');
select results_eq($$select value, acknowledged, round(median_seconds / 100) from public.acknowledgement_times('2026-03-01', '2026-04-01') where dimension = 'person'$$,
  $$values ('admin@kryonex.test', 7::bigint, 6::double precision), ('second-admin@kryonex.test', 2, 18)$$, 'by who acknowledged');
select results_eq($$select value, acknowledged from public.acknowledgement_times('2026-03-01', '2026-04-01') where dimension = 'day'$$,
  $$values ('2026-03-02', 9::bigint)$$, 'by day');
select is_empty($$select public.acknowledgement_times('2026-03-03', '2026-04-01')$$, 'of the span alone');
select throws_ok($$select public.acknowledgement_times('2026-01-01', '2026-12-01')$$, '22023', null, 'a span without bounds is refused');
select tests.act_as('customer');
select is_empty($$select public.acknowledgement_times('2026-03-01', '2026-04-01')$$, 'customers see nothing of it');
select is_empty($$select public.list_alert_storms()$$, 'nor of storms');
select tests.act_as('admin');
select isnt_empty($$select public.list_alert_storms()$$, 'control: there is one');

select * from finish();
