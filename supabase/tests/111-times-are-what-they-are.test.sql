select plan(22);

-- What customers may write is bounded where the table is ours.
select tests.act_as('customer');
select is(tests.rows_or_refusal(format($$insert into public.appointments (user_id, start_time) values (%L, now() + interval '1 day')$$, tests.id_of('customer'))),
  '1', 'control: a customer makes an appointment');
select is(tests.rows_or_refusal(format('insert into public.appointments (user_id, start_time) values (%L, %L)', tests.id_of('customer'), t.moment)),
  '22008', 'not for ' || t.moment) from (values ('infinity'), ('-infinity'), ('0044-03-15 BC'), ('12000-01-01'), ('1999-12-31 23:00+00')) t (moment);
select is(tests.rows_or_refusal($$update public.appointments set start_time = 'infinity'$$), '22008', 'nor is one moved there');
select is(tests.rows_or_refusal($$update public.appointments set end_time = '2099-12-31'$$), '1', 'control: within the bounds it is');
select tests.act_as('service_role');
select is(tests.rows_or_refusal($$update public.appointments set start_time = 'infinity'$$), '1', 'the platform writes what it will');
select tests.act_as('customer');
select is(tests.rows_or_refusal($$update public.appointments set notes = 'still mine'$$), '1', 'and the row can be changed, its time left alone');

-- Lists hold every time, in order, page after page.
select tests.act_as('postgres');
alter table public.error_logs alter created_at drop not null;
insert into public.error_logs (error_type, message, created_at)
select 'odd time', t.moment, t.moment::timestamptz
from (values ('infinity'), ('-infinity'), ('0044-03-15 12:00:00+00 BC'), ('12000-01-01 00:00:00+00'), ('2026-02-01 00:00:00+00'), (null), (null)) t (moment);
create function pg_temp.walk(descending boolean) returns text[] language plpgsql
as $$
declare
  start jsonb;
  page record;
  walked text[] := '{}';
begin
  loop
    select l.id, coalesce(l.created_at::text, '') as moment into page
    from public.list_errors('{"type": ["odd time"]}', 'created_at', descending, start, false, 1) l;
    exit when page.id is null;
    walked := walked || page.moment;
    start := jsonb_build_array(page.moment, page.id);
    exit when cardinality(walked) > 20;
  end loop;
  return walked;
end
$$;
set local timezone = 'UTC';
select tests.act_as('admin');
select is(pg_temp.walk(true), array['', '', 'infinity', '12000-01-01 00:00:00+00', '2026-02-01 00:00:00+00', '0044-03-15 12:00:00+00 BC', '-infinity'],
  'newest first, row by row');
select is(pg_temp.walk(false), array['-infinity', '0044-03-15 12:00:00+00 BC', '2026-02-01 00:00:00+00', '12000-01-01 00:00:00+00', 'infinity', '', ''],
  'oldest first, what has no time last');

-- Ordered by something else first, row by row in either direction, and back again.
select tests.act_as('postgres');
alter table public.ops_alerts alter created_at drop not null;
insert into public.ops_alerts (alert_type, severity, created_at)
select 'odd time', s.severity, t.moment::timestamptz
from unnest('{critical,warning,info}'::text[]) s (severity) cross join (values ('2026-02-01'), (null), ('2026-02-02'), (null)) t (moment);
create function pg_temp.walk_alerts(descending boolean, back boolean) returns uuid[] language plpgsql
as $$
declare
  start jsonb;
  page record;
  walked uuid[] := '{}';
begin
  loop
    select l.id, l.severity into page from public.list_alerts('{"type": ["odd time"]}', 'severity', descending, start, back, 1) l;
    exit when page.id is null or cardinality(walked) > 20;
    walked := walked || page.id;
    start := jsonb_build_array(page.severity, page.id);
  end loop;
  return walked;
end
$$;
select tests.act_as('admin');
select is(pg_temp.walk_alerts(t.descending, false), t.wanted, format('alerts by severity, descending %s, have every row once', t.descending))
from (values
  (true, array(select a.id from public.ops_alerts a where a.alert_type = 'odd time' order by array_position('{critical,warning,info}', a.severity), a.created_at, a.id)),
  (false, array(select a.id from public.ops_alerts a where a.alert_type = 'odd time' order by array_position('{critical,warning,info}', a.severity) desc, a.created_at desc, a.id desc))
) t (descending, wanted);
select is((select array_agg(l.id) from public.list_alerts('{"type": ["odd time"]}', 'severity', true, jsonb_build_array(k.severity, k.id), true, 20) l), t.ids[1:11], 'and lead back')
from (select array(select a.id from public.ops_alerts a where a.alert_type = 'odd time' order by array_position('{critical,warning,info}', a.severity), a.created_at, a.id) as ids) t
join public.ops_alerts k on k.id = t.ids[12];
select is((select count(*)::int from public.list_errors('{"type": ["odd time"], "since": "2026-01-01"}')), 3, 'a filter of time holds');
select is((select count(*)::int from public.list_errors('{"type": ["odd time"], "until": "0001-01-01"}')), 2, 'before Christ, too');
select lives_ok($$select public.list_records('error_logs', '{"where": [{"column": "created_at", "op": "is", "value": "infinity"}]}', 'created_at')$$, 'tables are asked for infinity');

-- Numbers leave as text, with all their digits.
select tests.act_as('postgres');
insert into public.error_logs (id, error_type, message, request_body)
values (tests.row_id('e', 77), 'long', 'Long', '{"n": 9007199254740993, "cost": 0.1234567890123456789, "huge": 1e400}');
select tests.act_as('admin');
select is(public.reveal('error_logs', tests.row_id('e', 77), '{request_body,n}'), '9007199254740993', 'a revealed number has all its digits');
select ok(public.list_records('error_logs', format('{"where": [{"column": "id", "op": "is", "value": "%s"}]}', tests.row_id('e', 77))::jsonb, null, true, null, false, 1, true)
  #>> '{rows,0,cells,request_body}' like '%"n": 9007199254740993%', 'JSON of a table is text');
select is((select count(*)::int from public.list_errors(jsonb_build_object('q', t.number))), 1, 'an error is found by ' || left(t.number, 30))
from (values ('9007199254740993'), ('1e400')) t (number);
select * from finish();
