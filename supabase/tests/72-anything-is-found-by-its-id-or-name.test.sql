insert into public.leads (id, user_id, phone, name) values ('abcdef12-0000-4000-8000-000000000001', tests.id_of('customer'), '+14155550123', 'Dana');
insert into public.subscriptions (id, user_id) values ('abcdef12-3000-4000-8000-000000000002', tests.id_of('customer'));
insert into public.usage_calls (id, user_id) select ('abcdef12-4000-4000-8000-0000000000' || lpad(n::text, 2, '0'))::uuid, tests.id_of('customer') from generate_series(1, 9) n;
insert into public.unknown_phone (id, phone_number, event_type) values (tests.row_id('f', 1), '+14155550123', 'call_inbound');
insert into public.integrations (id, user_id, provider, access_token) values ('abcdef12-5000-4000-8000-000000000001', tests.id_of('customer'), 'cal.com', 'hidden');
update public.profiles set business_name = '50% Off_Heating' where user_id = tests.id_of('unscored customer');

insert into public.error_group_totals (group_id, error_type, pattern) values (tests.row_id('9', 1), 'database', 'Deadlock again')
  on conflict do nothing;

select plan(26);
select tests.act_as('admin');
select set_eq($$select kind, id from public.find_anything('abcdef12') where kind <> 'usage_calls'$$,
  $$values ('leads', 'abcdef12-0000-4000-8000-000000000001'::uuid), ('subscriptions', 'abcdef12-3000-4000-8000-000000000002'), ('integrations', 'abcdef12-5000-4000-8000-000000000001')$$,
  'eight digits of an id find rows of any table');
select is((select count(*) from public.find_anything('ABCDEF12') where kind = 'usage_calls'), 5::bigint, 'at most five of each, whatever the case');
select results_eq($$select kind from public.find_anything('abcdef12-3000')$$, $$values ('subscriptions')$$, 'more digits find fewer');
select results_eq($$select kind from public.find_anything(' {abcdef12-3000-4000-8000-000000000002} ')$$, $$values ('subscriptions')$$, 'a whole id as programs write it finds the row');
select is_empty($$select from public.find_anything('abcdef1')$$, 'seven are not enough');
select is_empty($$select from public.find_anything('abcdef12-3000-4000-8000-0000000000021')$$, 'a digit too many finds nothing');
select results_eq($$select kind, label from public.find_anything(tests.id_of('customer')::text) where kind <> 'customer_health_scores'$$, $$values ('customer', 'Customer Heating')$$, 'an account is a customer, by name');
select is_empty($$select from public.find_anything(tests.id_of('second admin')::text) where kind = 'customer'$$, 'an admin is none');
select results_eq($$select kind, label from public.find_anything(left(tests.row_id('e', 1)::text, 35)) where kind = 'error' and id = tests.row_id('e', 1)$$, $$values ('error', 'timeout')$$, 'errors say their type');
select ok((select count(*) from public.find_anything('00000000')) <= 40, 'a common beginning finds forty at most');

select is((select id from public.find_anything('customer heat') limit 1), tests.id_of('customer'), 'the beginning of a name comes first');
select is((select count(*) from public.find_anything('heating') where kind = 'customer'), 4::bigint, 'any part of it is found');
select isnt_empty($$select from public.find_anything('cu') where id = tests.id_of('customer')$$, 'two letters find a beginning');
select is_empty($$select from public.find_anything('ea') where kind = 'customer'$$, 'but no middle');
select results_eq($$select id from public.find_anything('50% off_') where kind = 'customer'$$, array[tests.id_of('unscored customer')], 'signs of a pattern are letters');
select is_empty($$select from public.find_anything('5_%')$$, 'and mean nothing else');
select set_eq($$select kind from public.find_anything('(415) 555-0123')$$, $$values ('leads'), ('unknown_phone')$$, 'a number finds who called');
select set_eq($$select kind from public.find_anything('+1 555-0100')$$, $$values ('customer'), ('agents')$$, 'and who is called');
select isnt_empty($$select from public.find_anything('deadlock') where kind = 'error group'$$, 'groups of errors are found by what they say');
select is_empty($$select from public.find_anything('x')$$, 'one letter finds nothing');
select is_empty($$select from public.find_anything(null)$$, 'nothing finds nothing');
select is_empty($$select from public.find_anything('abcdef12-5') f where f::text like '%hidden%'$$, 'no secret is shown');

select tests.act_as('other customer');
select is_empty($$select from public.find_anything('abcdef12') union all select from public.find_anything('(415) 555-0123') union all select from public.find_anything('customer heat')$$, 'another customer finds none of it');
select tests.act_as('customer');
select is_empty($$select from public.find_anything('abcdef12')$$, 'ids are for admins');
select tests.act_as('demoted admin');
select is_empty($$select from public.find_anything('abcdef12') union all select from public.find_anything('other')$$, 'not for those who were');
select tests.act_as('anon');
select is(tests.rows_or_refusal($$select from public.find_anything('abcdef12')$$), '42501', 'anon may not ask');
select * from finish();
