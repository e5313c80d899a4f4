select plan(27);

select tests.act_as('customer');
select is(tests.rows_or_refusal($$update public.profiles set role = 'admin'$$), '42501', 'a customer does not become an admin');
select is(tests.rows_or_refusal($$update public.profiles set tier = 'scale'$$), '42501', 'a customer does not change their plan');
select is(tests.rows_or_refusal($$update public.profiles set email = 'admin@kryonex.test'$$), '42501', 'a customer does not take another address');
select is(tests.rows_or_refusal($$update public.profiles set user_id = tests.id_of('newcomer')$$), '42501', 'a customer does not move their profile');
select is(tests.rows_or_refusal($$update public.profiles set role = 'admin', business_name = 'Mine'$$), '42501', 'nor hidden in another change');
select is(tests.rows_or_refusal($$insert into public.profiles (user_id, email, role) values (tests.id_of('customer'), 'x@kryonex.test', 'admin')
  on conflict (user_id) do update set role = 'admin'$$), '42501', 'nor by an upsert');
select is(tests.rows_or_refusal($$insert into public.profiles (user_id, email) values (tests.id_of('newcomer'), 'x@kryonex.test')$$), '42501',
  'a customer creates no profile for another account');

select tests.act_as('newcomer');
select is(tests.rows_or_refusal($$insert into public.profiles (user_id, email, role) values (tests.id_of('newcomer'), 'x@kryonex.test', 'admin')$$), '42501',
  'a new account does not start as an admin');
select is(tests.rows_or_refusal($$insert into public.profiles (user_id, email, tier) values (tests.id_of('newcomer'), 'x@kryonex.test', 'scale')$$), '42501',
  'nor on a plan of its choice');
select is(tests.rows_or_refusal($$insert into public.profiles (user_id, email) values (tests.id_of('newcomer'), 'admin@kryonex.test')$$), '1',
  'a new account creates its profile');
select results_eq('select email, role, tier from public.profiles', $$values ('newcomer@kryonex.test', 'user', 'core')$$,
  'under its own address, as a user on the core plan');


-- What supabase-js sends for an upsert of the whole own row.
create function pg_temp.upsert(changes jsonb) returns text language plpgsql as $$
declare
  mine jsonb := (select to_jsonb(p) from public.profiles p where p.user_id = private.caller_id()) || changes;
  names text := (select string_agg(format('%I', k), ', ') from jsonb_object_keys(mine) k);
begin
  return tests.rows_or_refusal(format('insert into public.profiles (%1$s) select %1$s from jsonb_populate_record(null::public.profiles, %2$L)
    on conflict (user_id) do update set %3$s', names, mine, (select string_agg(format('%1$I = excluded.%1$I', k), ', ') from jsonb_object_keys(mine) k)));
end
$$;
select tests.act_as('other customer');
select is((select tier from public.profiles), 'elite', 'control: a customer has a plan');
select is(pg_temp.upsert('{"business_name": "Mine", "industry": "plumbing", "transfer_number": "+14155551234", "business_hours": {"mon": "9-17"},
  "post_call_sms_enabled": true, "review_request_enabled": true, "area_code": "415", "cal_com_url": "https://cal.com/x"}'), '1',
  'a customer upserts their whole profile');
select results_eq('select business_name, industry, tier, role from public.profiles', $$values ('Mine', 'plumbing', 'elite', 'user')$$, 'which keeps their plan');
select is(pg_temp.upsert('{"tier": "core"}'), '42501', 'and changes no plan');
select is(pg_temp.upsert('{"role": "admin"}'), '42501', 'nor a role');
select is(pg_temp.upsert('{"email": "admin@kryonex.test"}'), '42501', 'nor takes another''s address');
select tests.act_as('admin');
select is(pg_temp.upsert('{"business_name": "Mine"}'), '1', 'an admin upserts their own');
select is((select role from public.profiles where user_id = tests.id_of('admin')), 'admin', 'and stays one');

select tests.act_as('demoted admin');
select is(tests.rows_or_refusal($$update public.profiles set role = 'admin'$$), '42501', 'a demoted admin does not come back by themselves');

select tests.act_as('admin');
select is(tests.rows_or_refusal($$update public.profiles set role = 'admin' where user_id = tests.id_of('customer')$$), '0',
  'an admin makes no other admin through the API');
select is(tests.rows_or_refusal($$update public.profiles set business_name = 'x' where user_id = tests.id_of('customer')$$), '0',
  'an admin does not edit a customer''s profile');
select is(tests.rows_or_refusal($$update public.profiles set role = 'user' where user_id = tests.id_of('admin')$$), '42501',
  'an admin does not change their own role either');

select tests.act_as('anon');
select is(tests.rows_or_refusal($$update public.profiles set role = 'admin'$$), '0', 'anon promotes nobody');
select is(tests.rows_or_refusal($$insert into public.profiles (user_id, email) values (tests.id_of('newcomer'), 'x@kryonex.test')$$), '42501',
  'anon creates no profile');

select tests.act_as('service_role');
select is(tests.rows_or_refusal($$update public.profiles set role = 'admin' where user_id = tests.id_of('customer')$$), '1',
  'control: the backend changes a role');
select tests.act_as('customer');
select ok(private.is_admin(), 'control: and the change counts at once');

select * from finish();
