select plan(30);

insert into public.error_logs (error_type, message, created_at)
select 'kind ' || n % 3, 'Row ' || n, timestamptz '2026-02-01' + n / 4 * interval '1 second' from generate_series(1, 50) n;
insert into public.ops_alerts (alert_type, severity, created_at)
select 'kind', (array['info', 'warning', 'critical'])[1 + n % 3], timestamptz '2026-02-01' + n / 4 * interval '1 second' from generate_series(1, 50) n;
insert into public.churn_alerts (user_id, reason, severity, created_at)
select tests.id_of('customer'), 'inactivity', (array['low', 'medium', 'high', 'critical'])[1 + n % 4], timestamptz '2026-02-01' + n / 4 * interval '1 second'
from generate_series(1, 50) n;
insert into public.webhook_queue (event_type, attempts, received_at)
select 'kind', n % 3, timestamptz '2026-02-01' + n / 4 * interval '1 second' from generate_series(1, 50) n;

-- Reads a list page by page to its end, then page by page back, and joins the ids.
create function pg_temp.walk(list text, sort text, descending boolean, back boolean) returns text language plpgsql
as $$
declare
  start jsonb;
  page jsonb;
  edge jsonb;
  walked text[] := '{}';
begin
  if back then
    execute format('select jsonb_build_array(x.%1$I, x.id) from (select row_number() over () as n, l.* from public.%2$I(sort => %1$L, descending => %3$L, page_size => 200) l) x order by n desc limit 1',
      sort, list, descending) into start;
    walked := array[start ->> 1];
  end if;
  loop
    execute format('select coalesce(jsonb_agg(to_jsonb(l)), ''[]'') from public.%I(sort => %L, descending => %L, cursor_values => %L, backward => %L, page_size => 7) l',
      list, sort, descending, start, back) into page;
    exit when page = '[]';
    select case when back then array(select p.value ->> 'id' from jsonb_array_elements(page) with ordinality p order by p.ordinality) || walked
      else walked || array(select p.value ->> 'id' from jsonb_array_elements(page) with ordinality p order by p.ordinality) end into walked;
    edge := case when back then page -> 0 else page -> -1 end;
    start := jsonb_build_array(edge -> sort, edge -> 'id');
  end loop;
  return array_to_string(walked, ' ');
end
$$;

create function pg_temp.ids(query text) returns text language plpgsql
as $$
declare
  ids text;
begin
  execute format('select string_agg(q.id::text, '' '' order by q.n) from (select row_number() over () as n, l.id from (%s) l) q', query) into ids;
  return ids;
end
$$;

create temp table orders (list text, sort text, descending boolean, query text);
insert into orders values
  ('list_errors', 'created_at', true, 'select id from public.error_logs order by created_at desc, id desc'),
  ('list_errors', 'created_at', false, 'select id from public.error_logs order by created_at, id'),
  ('list_errors', 'error_type', true, 'select id from public.error_logs order by error_type desc, created_at desc, id desc'),
  ('list_errors', 'error_type', false, 'select id from public.error_logs order by error_type, created_at, id'),
  ('list_alerts', 'created_at', true, 'select id from public.ops_alerts order by created_at desc, id desc'),
  ('list_alerts', 'severity', true, $$select id from public.ops_alerts order by array_position('{critical,warning,info}', severity), created_at, id$$),
  ('list_alerts', 'severity', false, $$select id from public.ops_alerts order by array_position('{critical,warning,info}', severity) desc, created_at desc, id desc$$),
  ('list_churn_alerts', 'created_at', true, 'select id from public.churn_alerts order by created_at desc, id desc'),
  ('list_churn_alerts', 'severity', true, $$select id from public.churn_alerts order by array_position('{critical,high,medium,low}', severity), created_at, id$$),
  ('list_webhooks', 'received_at', true, 'select id from public.webhook_queue order by received_at desc, id desc'),
  ('list_webhooks', 'attempts', true, 'select id from public.webhook_queue order by attempts desc, id desc'),
  ('list_webhooks', 'attempts', false, 'select id from public.webhook_queue order by attempts, id');
grant select on orders to public;

select tests.act_as('admin');

select is(pg_temp.walk(list, sort, descending, false), pg_temp.ids(query),
  format('%s by %s, descending %s, has every row once and in order', list, sort, descending)) from orders;
select is(pg_temp.walk(list, sort, descending, true), pg_temp.ids(query),
  format('%s by %s, descending %s, walks back the same way', list, sort, descending)) from orders;

select throws_ok($$select public.list_errors(sort => 'message')$$, '22023', 'sort must be one of created_at, error_type', 'another sort is refused');
select throws_ok($$select public.list_errors(sort => null)$$, '22023', null, 'so is none');
select throws_ok('select public.list_errors(page_size => 0)', '22023', 'page_size must be between 1 and 200', 'an empty page is refused');
select throws_ok('select public.list_errors(page_size => 201)', '22023', 'page_size must be between 1 and 200', 'so is a page over 200');
select throws_ok($$select public.list_errors(cursor_values => '["2026-01-01"]')$$, '22023', null, 'a cursor of another shape is refused');
select throws_ok($$select public.list_errors(cursor_values => '["yesterday or so", "x"]')$$, '22007', null, 'so is one of other types');

select * from finish();
