select plan(9);

insert into auth.users (id, email, is_sso_user, is_anonymous) select md5('mv' || n)::uuid, 'mv' || n || '@kryonex.test', false, false from generate_series(1, 4) n;
insert into public.profiles (user_id, email) select md5('mv' || n)::uuid, 'mv' || n || '@kryonex.test' from generate_series(1, 4) n;
insert into public.customer_health_scores (user_id, score, grade, risk_level, last_calculated)
select md5('mv' || n)::uuid, 85, 'B', 'low', now() - interval '20 days' from generate_series(1, 3) n;

create function pg_temp.of(kind text, value text) returns text language sql as $$
  select format('%s %s', m.customers, coalesce(m.change::text, '?')) from public.health_movement() m where m.kind = of.kind and m.value = of.value
$$;
create function pg_temp.calculate(n integer, score integer, ago interval) returns void language sql as $$
  insert into public.customer_health_scores (user_id, score, grade, risk_level, last_calculated)
  values (md5('mv' || n)::uuid, score, private.grade_of(score), private.risk_of(score), now() - ago)
  on conflict (user_id) do update set score = excluded.score, grade = excluded.grade, risk_level = excluded.risk_level, last_calculated = excluded.last_calculated
$$;
select pg_temp.calculate(1, 72, '3 days'), pg_temp.calculate(1, 55, '1 day'), pg_temp.calculate(2, 93, '2 days'), pg_temp.calculate(3, 81, '2 days'), pg_temp.calculate(4, 95, '1 hour');

select tests.act_as('admin');
select is(array[pg_temp.of('grade', 'A'), pg_temp.of('grade', 'B'), pg_temp.of('grade', 'C'), pg_temp.of('grade', 'D'), pg_temp.of('grade', 'F')],
  '{"3 2","1 -2","0 0","0 0","2 1"}', 'the grades and by how many they changed');
select is(array[pg_temp.of('risk', 'low'), pg_temp.of('risk', 'critical')], '{"4 0","2 1"}', 'the risks too');
select is(array[pg_temp.of('move', 'dropped'), pg_temp.of('move', 'rose'), pg_temp.of('move', 'fell10'), pg_temp.of('move', 'new')],
  '{"1 ?","1 ?","1 ?","1 ?"}', 'who dropped, rose, fell far and is new');
select is((select count(*) from public.health_movement()), 13::bigint, 'all of them, always');
select is((select min(history_since) from public.health_movement()), '2026-03-01 08:00+00', 'since when there is a history');

select tests.act_as('postgres');
delete from public.customer_health_history where created_at < now() - interval '4 days';
select tests.act_as('admin');
select is(pg_temp.of('grade', 'F'), '2 ?', 'a history that is too short compares nothing');

select tests.act_as('customer');
select is((select sum(customers) from public.health_movement()), 0::numeric, 'customers learn nothing of it');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select from public.health_movement()'), '42501', 'anon may not ask');
select tests.act_as('signed-out admin');
select is((select sum(customers) from public.health_movement()), 0::numeric, 'nor does an admin whose session has ended');

select * from finish();
