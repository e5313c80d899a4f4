select plan(33);

insert into public.usage_limits (user_id, call_used_seconds, call_cap_seconds, call_credit, sms_used, sms_cap)
select tests.id_of('newcomer'), 0, 0, 0, 0, 0 on conflict (user_id) do nothing;
create function pg_temp.percent_of(used integer, cap integer, credit integer) returns integer language sql as $$
  update public.usage_limits set call_used_seconds = used, call_cap_seconds = cap, call_credit = credit where user_id = tests.id_of('newcomer') returning call_percent
$$;
select is(pg_temp.percent_of(used, cap, credit), expected, format('%s of %s and %s', used, cap, credit))
from (values (79, 100, 0, 79), (100, 100, 0, 100), (100, 100, 25, 80), (999, 1000, 0, 99), (0, 0, 0, 0), (1, 0, 0, 100000),
  (2147483647, 1, 0, 100000)) v (used, cap, credit, expected);
delete from public.usage_limits where user_id = tests.id_of('newcomer');
select is(private.projected_percent(30, now() - interval '10 days', now() + interval '20 days', now()), 90, 'a third of the period has passed: three times as much at its end');
select is(private.projected_percent(30, now() - interval '1 day', now() + interval '29 days', now()), null, 'no estimate in the first tenth');
select is(private.projected_percent(30, now() - interval '31 days', now() - interval '1 day', now()), null, 'nor once it is over');
select is(private.projected_percent(30, null, null, now()), null, 'nor without a period');

insert into auth.users (id, email, is_sso_user, is_anonymous)
select md5('use' || n)::uuid, 'use' || n || '@kryonex.test', false, false from generate_series(1, 30) n;
insert into public.profiles (user_id, email, business_name, tier) select md5('use' || n)::uuid, 'use' || n || '@kryonex.test', 'Usage ' || n, 'pro' from generate_series(1, 30) n;
insert into public.usage_limits (user_id, tier, call_cap_seconds, call_used_seconds, sms_cap, sms_used, period_end, hard_stop_active)
select md5('use' || n)::uuid, 'pro', 100, n % 12 * 10, 10, case n when 3 then 9 else 0 end, case when n % 4 > 0 then now() + n % 5 * interval '1 day' end, n = 7 from generate_series(1, 30) n;

create function pg_temp.walk(sort text, descending boolean) returns text language plpgsql
as $$
declare
  start jsonb;
  page jsonb;
  walked text[] := '{}';
begin
  loop
    select coalesce(jsonb_agg(to_jsonb(l)), '[]') into page from public.list_usage('{}', walk.sort, walk.descending, start, false, 4) l;
    exit when page = '[]';
    walked := walked || array(select p.value ->> 'id' from jsonb_array_elements(page) with ordinality p order by p.ordinality);
    start := jsonb_build_array(page -> -1 -> sort, page -> -1 -> 'id');
  end loop;
  return array_to_string(walked, ' ');
end
$$;

select tests.act_as('admin');
select is(pg_temp.walk('used_percent', true), (select string_agg(user_id::text, ' ' order by used_percent desc, user_id desc) from public.usage_limits), 'by use, the most first');
select is(pg_temp.walk('used_percent', false), (select string_agg(user_id::text, ' ' order by used_percent, user_id) from public.usage_limits), 'the least first');
select is(pg_temp.walk('period_ends', false), (select string_agg(user_id::text, ' ' order by period_end nulls last, user_id) from public.usage_limits), 'by the end of the period, customers without one last');
select is((select used_percent from public.list_usage(jsonb_build_object('customer', md5('use3')::uuid))), 90, 'messages count as minutes do');
select is((select state from public.list_usage(jsonb_build_object('customer', md5('use' || n)::uuid))), expected, format('%s is %s', n, expected))
from (values (7, 'stopped'), (10, 'over'), (8, 'near'), (1, 'under')) v (n, expected);
select is((select count(*) from public.list_usage(jsonb_build_object('state', s.state), page_size => 200)), s.customers, s.state || ' are listed as they are counted')
from public.usage_by_state() s;
select is((select count(*) from public.list_usage('{"q": "usage 1"}')), 11::bigint, 'found by name');
select is((select count(*) from public.list_usage('{"tier": ["core"]}')), 0::bigint, 'by plan');
select is((select string_agg(value, ',' order by value) from public.list_facets('usage') where facet = 'state'), 'near,over,stopped,under', 'the states are a facet');
select throws_ok($$select public.list_usage('{"state": "full"}')$$, '22023', null, 'another state is refused');

select tests.act_as('customer');
select is_empty('select from public.list_usage()', 'customers do not see what others use');
select is((select sum(customers) from public.usage_by_state()), 0::numeric, 'nor how many');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select from public.' || call), '42501', 'anon may not ask ' || call) from unnest(array['list_usage()', 'usage_by_state()']) call;

select tests.act_as('postgres');
update public.usage_limits set period_start = now() - interval '10 days', period_end = now() + interval '20 days' where user_id = md5('use8')::uuid;
select tests.act_as('admin');
select is((select call_projected from public.usage_list where id = md5('use8')::uuid), 240, 'usage that goes on is projected');
select tests.act_as('postgres');
update public.usage_limits set hard_stop_active = true where user_id = md5('use8')::uuid;
select tests.act_as('admin');
select row_eq($$select call_projected, sms_projected from public.usage_list where id = md5('use8')::uuid$$, row (null::integer, null::integer), 'usage that is stopped is not');
select * from finish();
