select plan(26);

create function pg_temp.searched() returns setof text language sql
as $$
  select 'row ' || id from private.search_ids('errors', '{"q": "took"}', 'created_at', true, null, false, 50) id
  union all select 'customer ' || id from private.search_ids('customers', '{"q": "heating"}', 'score', true, null, false, 50) id
  union all select 'count' where private.search_count_up_to('errors', '{"q": "took"}', 10) > 0
  union all select 'facet' from private.search_facets('errors', '{"q": "took"}')
  union all select 'histogram' from private.search_histogram('errors', '{"q": "took"}', tests.bounds('2026-01-01', '2027-01-01', 5))
$$;

select tests.act_as('admin');
select is((select count(*) from pg_temp.searched() s where s like 'row %'), 2::bigint, 'control: an admin finds errors');
select set_eq($$select distinct split_part(s, ' ', 1) from pg_temp.searched() s$$, array['row', 'customer', 'count', 'facet', 'histogram'],
  'control: and everything else there is to find');
select is((select count(*) from public.list_customer_health('{"q": "heating"}')), 4::bigint, 'the list finds them too');
select results_eq($$select matches from public.count_matching('errors', '{"q": "took"}')$$, $$values (2::bigint)$$, 'so does the count');
select results_eq($$select value, matches from public.list_facets('errors', '{"q": "took"}') where facet = 'type'$$, $$values ('timeout', 2::bigint)$$, 'so do the facets');
select results_eq($$select series, matches from public.list_histogram('errors', '{"q": "took"}', tests.bounds('2026-01-01', '2027-01-01', 1))$$, $$values ('timeout', 2::bigint)$$, 'so does the histogram');
select results_eq($$select id from public.list_errors('{"q": "took"}', page_size => 1)$$, $$values (tests.row_id('e', 2))$$, 'a search has a first page');
select results_eq($$select id from public.list_errors('{"q": "took"}', page_size => 1, cursor_values => jsonb_build_array('2026-03-01 11:00+00', tests.row_id('e', 2)))$$,
  $$values (tests.row_id('e', 1))$$, 'and a next one');
select is(tests.rows_or_refusal($$select public.list_errors('{"q": "took"}', sort => 'message')$$), '22023', 'its sort is checked');
select is(tests.rows_or_refusal($$select public.list_errors('{"q": 1}')$$), '22023', 'so is what is searched for');
select results_eq($$select id from public.list_errors('{"q": "x'') or true --"}')$$, 'select null::uuid where false', 'a quote ends nothing');

select tests.act_as(actor), is_empty('select pg_temp.searched()', 'nothing for: ' || actor)
from unnest('{customer,demoted admin,signed-out admin,expired admin,service_role}'::text[]) actor;

select tests.act_as('anon');
select is(tests.rows_or_refusal($$select private.search_ids('errors', '{"q": "took"}', 'created_at', true, null, false, 50)$$), '42501', 'anon may not search');

select tests.act_as('customer');
select is((select count(*) from public.list_errors('{"q": "took"}')) + (select matches from public.count_matching('errors', '{"q": "took"}')), 0::bigint,
  'a customer finds no error by text');

select tests.act_as('admin');
select results_eq($$select kind, id from public.find_anything('other-customer@kryonex.test')$$, $$values ('customer', tests.id_of('other customer'))$$, 'the palette finds a customer by address');
select is_empty($$select kind, id from public.find_anything('other-customer@')$$, 'by all of it');
select results_eq($$select kind, id from public.find_anything('1 (555) 0100') where kind = 'customer'$$, $$values ('customer', tests.id_of('customer'))$$, 'or by their agent''s number, however written');
select results_eq($$select kind, id from public.find_anything('key-2')$$, $$values ('webhook', tests.row_id('b', 2))$$, 'a webhook by its key');
select results_eq($$select kind, id from public.find_anything(tests.row_id('c', 1)::text)$$, $$values ('churn alert', tests.row_id('c', 1))$$, 'any row by its id');

select tests.act_as('customer');
select is_empty($$select public.find_anything(tests.row_id('e', 1)::text) union all select public.find_anything('key-2') union all select public.find_anything('other-customer@')$$,
  'a customer finds nobody else''s rows in the palette');
select tests.act_as('signed-out admin');
select is_empty($$select public.find_anything(tests.row_id('e', 1)::text) union all select public.find_anything('key-2')$$, 'nor does an admin who signed out');
select tests.act_as('anon');
select is(tests.rows_or_refusal($$select public.find_anything('key-2')$$), '42501', 'anon may not ask');

select * from finish();
