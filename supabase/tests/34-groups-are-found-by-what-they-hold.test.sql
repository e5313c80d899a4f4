create function pg_temp.found(filter jsonb) returns text[] language sql as $$
  select coalesce(array_agg(l.pattern order by l.pattern), '{}') from public.list_error_groups(filter) l $$;

select plan(9);
select tests.act_as('admin');
select is(pg_temp.found('{"endpoint": ["/calls"]}'), '{"Deadlock","Took * of *"}'::text[], 'by an endpoint of theirs');
select is(pg_temp.found(jsonb_build_object('customer', tests.id_of('other customer'))), '{"Took too long"}'::text[], 'by a customer of theirs');
select is(pg_temp.found('{"since": "2026-03-01 11:30+00", "until": "2026-03-01 12:30+00"}'), '{"Deadlock"}'::text[], 'by a time that they happened in');
select is(pg_temp.found('{"q": "5_000"}'), '{"Took * of *"}'::text[], 'by a value in their messages');
select is(pg_temp.found('{"assignee": "none", "state": "resolved"}'), '{"Deadlock again"}'::text[], 'by who has them, and their state');
select results_eq($$select value, matches from public.list_facets('error_groups', '{"endpoint": ["/sms"]}') where facet = 'endpoint'$$,
  $$values ('/calls'::text, 2::bigint), ('/sms', 1)$$, 'a facet ignores its own selection');
select is((select sum(matches) from public.list_histogram('error_groups', '{"endpoint": ["/calls"]}', tests.bounds('2026-03-01', '2026-03-02', 24))), 2::numeric,
  'their history counts their events');
select results_eq($$select matches, exact from public.count_matching('error_groups', '{"state": "unresolved"}')$$, $$values (3::bigint, true)$$, 'they are counted');
select tests.act_as('customer');
select is(pg_temp.found('{}'), '{}'::text[], 'customers find none');
select * from finish();
