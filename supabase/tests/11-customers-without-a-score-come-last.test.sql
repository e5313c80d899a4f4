select plan(16);

insert into auth.users (id, email, is_sso_user, is_anonymous)
select md5('walk' || n)::uuid, 'walk' || n || '@kryonex.test', false, false from generate_series(1, 40) n;
insert into public.profiles (user_id, email, business_name)
select md5('walk' || n)::uuid, 'walk' || n || '@kryonex.test', case when n % 9 > 0 then 'Business ' || n % 7 end from generate_series(1, 40) n;
insert into public.customer_health_scores (user_id, score, grade, risk_level, last_calculated)
select md5('walk' || n)::uuid, n % 5 * 20, 'C', 'low', timestamptz '2026-02-01' + n % 6 * interval '1 day' from generate_series(1, 40) n where n % 4 > 0;

create function pg_temp.walk(sort text, descending boolean, back boolean) returns text language plpgsql
as $$
declare
  start jsonb;
  page jsonb;
  edge jsonb;
  walked text[] := '{}';
begin
  if back then
    select to_jsonb(x) into edge from (
      select row_number() over () as n, l.* from public.list_customer_health(sort => walk.sort, descending => walk.descending, page_size => 200) l
    ) x order by n desc limit 1;
    start := jsonb_build_array(edge -> sort, edge -> 'user_id');
    walked := array[edge ->> 'user_id'];
  end if;
  loop
    select coalesce(jsonb_agg(to_jsonb(l)), '[]') into page
    from public.list_customer_health('{}', walk.sort, walk.descending, start, back, 6) l;
    exit when page = '[]';
    walked := case when back then array(select p.value ->> 'user_id' from jsonb_array_elements(page) with ordinality p order by p.ordinality) || walked
      else walked || array(select p.value ->> 'user_id' from jsonb_array_elements(page) with ordinality p order by p.ordinality) end;
    edge := case when back then page -> 0 else page -> -1 end;
    start := jsonb_build_array(edge -> sort, edge -> 'user_id');
  end loop;
  return array_to_string(walked, ' ');
end
$$;

create temp view expected as
select p.user_id, h.score, h.last_calculated, coalesce(p.business_name, '') as business_name
from public.profiles p left join public.customer_health_scores h using (user_id) where p.role = 'user';
grant select on expected to public;

select tests.act_as('admin');

select is(pg_temp.walk('score', true, false), (select string_agg(user_id::text, ' ' order by score desc nulls last, user_id desc) from expected), 'by score, best first');
select is(pg_temp.walk('score', false, false), (select string_agg(user_id::text, ' ' order by score nulls last, user_id) from expected), 'by score, worst first');
select is(pg_temp.walk('score', true, true), (select string_agg(user_id::text, ' ' order by score desc nulls last, user_id desc) from expected), 'by score, backwards');
select is(pg_temp.walk('score', false, true), (select string_agg(user_id::text, ' ' order by score nulls last, user_id) from expected), 'by score, worst first, backwards');
select is(pg_temp.walk('last_calculated', true, false), (select string_agg(user_id::text, ' ' order by last_calculated desc nulls last, user_id desc) from expected), 'by calculation, latest first');
select is(pg_temp.walk('last_calculated', false, true), (select string_agg(user_id::text, ' ' order by last_calculated nulls last, user_id) from expected), 'by calculation, backwards');
select is(pg_temp.walk('business_name', false, false), (select string_agg(user_id::text, ' ' order by business_name, user_id) from expected), 'by name');
select is(pg_temp.walk('business_name', true, true), (select string_agg(user_id::text, ' ' order by business_name desc, user_id desc) from expected), 'by name, backwards');

select throws_ok($$select public.list_customer_health(sort => 'email')$$, '22023', null, 'another sort is refused');
select is_empty($$select from public.list_customer_health(page_size => 200) where role <> 'user'$$, 'admins are no customers');
select results_eq($$select score, grade, open_alerts, unresolved_errors from public.list_customer_health(jsonb_build_object('ids', jsonb_build_array(tests.id_of('customer'))))$$,
  $$values (55, 'F', 1, 2)$$, 'a customer has their health and what is open for them');
select is((select count(*) from public.list_customer_health('{"grade": ["C"]}', page_size => 200)), 30::bigint, 'a grade leaves out customers without one');
select is((select count(*) from public.list_customer_health('{"q": "WALK1@KRYONEX.TEST"}')), 1::bigint, 'a search finds a whole address, whatever the case');
select is_empty($$select from public.list_customer_health('{"q": "WALK1@"}')$$, 'and nothing by a piece of one');
select is((select count(*) from public.list_customer_health('{"q": "other customer"}')), 1::bigint, 'and a business');

select tests.act_as('customer');
select is_empty('select from public.list_customer_health()', 'a customer finds nobody');

select * from finish();
