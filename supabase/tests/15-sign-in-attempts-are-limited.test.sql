select plan(24);

create function pg_temp.attempts(account text, address text, times integer) returns text language sql
as $$ select string_agg((public.sign_in_allowed(account, address) > 0)::integer::text, '') from generate_series(1, times) $$;

select tests.act_as('anon');
select is(pg_temp.attempts('Customer@kryonex.test ', '10.0.0.1', 7), '0000011', 'five attempts on an account from an address, then none');
select cmp_ok(public.sign_in_allowed('customer@kryonex.test', '10.0.0.1'), '<=', 900, 'the wait is 15 minutes at most');
select cmp_ok(public.sign_in_allowed('customer@kryonex.test', '10.0.0.1'), '>', 890, 'and nearly that, as the first attempt was just now');
select is(pg_temp.attempts('other-customer@kryonex.test', '10.0.0.1', 1), '0', 'another account from there may try');
select is(pg_temp.attempts('customer@kryonex.test', '10.0.0.2', 1), '0', 'so may that account from elsewhere');

select is((select string_agg((public.sign_in_allowed('nobody' || n || '@kryonex.test', '10.0.0.3') > 0)::integer::text, '' order by n) from generate_series(1, 21) n),
  repeat('0', 20) || '1', '20 attempts from an address');
select is((select string_agg((public.sign_in_allowed('admin@kryonex.test', '10.0.1.' || n) > 0)::integer::text, '' order by n) from generate_series(1, 31) n),
  repeat('0', 30) || '1', '30 attempts on an account');

select is(tests.rows_or_refusal('select from private.sign_in_attempts'), '42501', 'anon does not read the attempts');
select is(tests.rows_or_refusal('select public.sign_in_succeeded()'), '42501', 'anon does not clear them');

select tests.act_as('customer');
select is(tests.rows_or_refusal('select from private.sign_in_attempts'), '42501', 'a customer does not read them either');
select is(tests.rows_or_refusal('select from private.sign_in_pepper'), '42501', 'nor the pepper');
select is(tests.rows_or_refusal($$select private.sign_in_hash('x')$$), '42501', 'nor hashes anything');
select lives_ok('select public.sign_in_succeeded()', 'a customer who signed in clears their attempts');
select is(pg_temp.attempts('customer@kryonex.test', '10.0.0.1', 1), '0', 'and may try again');
select is(pg_temp.attempts('admin@kryonex.test', '10.0.2.1', 1), '1', 'but cleared nobody else''s');

select tests.act_as('admin');
select is(tests.rows_or_refusal('select from private.sign_in_attempts'), '42501', 'an admin does not read them');

select tests.act_as('postgres');
select isnt_empty('select from private.sign_in_attempts', 'control: attempts are kept');
select is_empty($$select from private.sign_in_attempts a where encode(a.account_hash, 'escape') like '%kryonex%'$$, 'without naming anybody');
select is_empty($$select from private.sign_in_attempts a where a.account_hash = sha256('admin@kryonex.test')$$, 'nor so that a list of addresses would name them');

update private.sign_in_attempts set attempted_at = attempted_at - interval '14 minutes';
select tests.act_as('anon');
select is(pg_temp.attempts('admin@kryonex.test', '10.0.1.99', 1), '1', 'after 14 minutes it is still too many');
select cmp_ok(public.sign_in_allowed('admin@kryonex.test', '10.0.1.99'), '<=', 60, 'with a minute to wait');
select tests.act_as('postgres');
update private.sign_in_attempts set attempted_at = attempted_at - interval '61 seconds';
select tests.act_as('anon');
select is(pg_temp.attempts('admin@kryonex.test', '10.0.1.99', 5), '00000', 'after 15 it is forgotten');
select is(pg_temp.attempts('', null, 6), '000001', 'no account and no address count like any other');
select tests.act_as('postgres');
select cmp_ok((select count(*) from private.sign_in_attempts), '<=', 10::bigint, 'old attempts are deleted');

select * from finish();
