select plan(8);

select tests.act_as('admin');
select lives_ok($$select public.save_view('records/leads', 'Won', 'status=won', true)$$, 'rows of a table are kept as they are filtered');
select results_eq($$select name, query, shared, mine from public.list_views('records/leads')$$, $$values ('Won', 'status=won', true, true)$$, 'and found again');
select is_empty($$select from public.list_views('records/deals')$$, 'not at another table');
select throws_ok($$select public.save_view('records/pg_class', 'x', '', false)$$, '22023', null, 'what no page shows has no views');
select throws_ok($$select public.save_view('leads', 'x', '', false)$$, '22023', null, 'nor has a table that is called like no page');

select tests.act_as('customer');
select throws_ok($$select public.save_view('records/leads', 'x', '', false)$$, '42501', null, 'a customer saves none');
select is_empty($$select from public.list_views('records/leads')$$, 'and sees none');
select tests.act_as('anon');
select throws_ok($$select public.save_view('records/leads', 'x', '', false)$$, '42501', null, 'nor does anon');

select * from finish();
