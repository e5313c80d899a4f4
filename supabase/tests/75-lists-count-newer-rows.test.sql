select plan(16);

select tests.act_as('admin');
select is(public.count_newer('errors', '{}', '2026-03-01 12:00+00'), 2, 'what came at the moment or later');
select is(public.count_newer('errors', '{"state": "unresolved"}', '2026-03-01 12:00+00'), 1, 'that matches the filter');
select is(public.count_newer('webhooks', '{"event_type": ["sms_inbound"]}', '2026-03-01 13:30+00'), 1, 'of another list');
select is(public.count_newer('errors', '{"since": "2026-03-01 12:30+00"}', '2026-03-01 11:00+00'), 1, 'a filter''s own beginning is kept');
select is(public.count_newer('errors', '{"since": "2026-03-01 09:00+00"}', '2026-03-01 12:30+00'), 1, 'and narrowed');
select is(public.count_newer('errors', '{"q": "deadlock"}', '2026-03-01 12:30+00'), 1, 'a text is searched for');
select is(public.count_newer('errors', '{}', '2030-01-01'), 0, 'nothing came yet');

select tests.act_as('postgres');
insert into public.error_logs (error_type, message, created_at) select 'many', 'many ' || n, '2026-04-01' from generate_series(1, 150) n;
select tests.act_as('admin');
select is(public.count_newer('errors', '{}', '2026-04-01'), 100, '100 stands for more');
select is(public.count_newer('error_groups', '{"type": ["many"]}', '2026-03-31'), 1, 'a group counts once, with what came a moment ago');

select throws_ok($$select public.count_newer('profiles', '{}', now())$$, '22023', null, 'another list is refused');
select throws_ok($$select public.count_newer('errors', '[]', now())$$, '22023', null, 'so is what is no filter');
select throws_ok($$select public.count_newer('errors', '{"since": "x"}', now())$$, '22023', null, 'and a time that is none');
select throws_ok($$select public.count_newer('errors', '{}', null)$$, '22023', 'since must be a time', 'and no time');

select tests.act_as('customer');
select is((select sum(public.count_newer(l, '{}', '2020-01-01')) from unnest('{errors,error_groups,alerts,churn,webhooks}'::text[]) l), 0::bigint,
  'for a customer nothing ever came');
select tests.act_as('service_role');
select is(public.count_newer('alerts', '{}', '2026-03-01 12:30+00'), 1, 'the platform may ask');
select tests.act_as('anon');
select throws_ok($$select public.count_newer('errors', '{}', now())$$, '42501', null, 'anon may not');

select * from finish();
