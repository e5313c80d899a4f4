select plan(40);

insert into auth.users (id, email, is_sso_user, is_anonymous)
select md5('risk' || n)::uuid, 'risk' || n || '@kryonex.test', false, false from generate_series(1, 40) n;
insert into public.profiles (user_id, email, business_name, tier, transfer_number)
select md5('risk' || n)::uuid, 'risk' || n || '@kryonex.test', 'Risk ' || n % 7, (array['core', 'pro', 'elite', 'scale'])[1 + n % 4], '+1415555' || 1000 + n
from generate_series(1, 40) n;
insert into public.customer_health_scores (user_id, score, grade, risk_level, last_calculated)
select md5('risk' || n)::uuid, n % 10 * 10, 'C', 'low', timestamptz '2026-02-01' + n % 6 * interval '1 day' from generate_series(1, 40) n where n % 5 > 0;
insert into public.usage_limits (user_id, call_cap_seconds, call_used_seconds, hard_stop_active)
select md5('risk' || n)::uuid, 100, n * 3, n = 40 from generate_series(1, 40) n where n % 3 > 0;
insert into public.comments (entity, entity_id, body, author_id, created_at)
select 'profiles', md5('risk' || n)::uuid, 'Rang', tests.id_of('admin'), now() - n * interval '1 day' from generate_series(1, 20) n;

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
select p.user_id, h.score, h.last_calculated, coalesce(p.business_name, '') as business_name, u.used_percent,
  private.monthly_value(p.tier) * coalesce(100 - h.score, 0) as value_at_risk, coalesce((select c.happened_at from public.last_contact(p.user_id) c), 'epoch') as last_contact
from public.profiles p left join public.customer_health_scores h using (user_id) left join public.usage_limits u using (user_id) where p.role = 'user';
grant select on expected to public;

select tests.act_as('admin');
select is(pg_temp.walk(sort, true, back), pg_temp.walk(sort, true, false), format('by %s, backwards as forwards', sort))
from unnest('{value_at_risk,score,last_calculated,used_percent,last_contact,business_name}'::text[]) sort, (values (true)) b (back);
select is(pg_temp.walk('value_at_risk', true, false), (select string_agg(user_id::text, ' ' order by value_at_risk desc, user_id desc) from expected), 'by value at risk, the most first');
select is(pg_temp.walk('value_at_risk', false, false), (select string_agg(user_id::text, ' ' order by value_at_risk, user_id) from expected), 'by value at risk, the least first');
select is(pg_temp.walk('score', false, false), (select string_agg(user_id::text, ' ' order by score nulls last, user_id) from expected), 'by score');
select is(pg_temp.walk('last_calculated', true, false), (select string_agg(user_id::text, ' ' order by last_calculated desc nulls last, user_id desc) from expected), 'by calculation');
select is(pg_temp.walk('used_percent', true, false), (select string_agg(user_id::text, ' ' order by used_percent desc nulls last, user_id desc) from expected), 'by usage, customers without limits last');
select is(pg_temp.walk('last_contact', false, false), (select string_agg(user_id::text, ' ' order by last_contact, user_id) from expected), 'by contact, the longest ago first');
select is(pg_temp.walk('business_name', false, false), (select string_agg(user_id::text, ' ' order by business_name, user_id) from expected), 'by name');
select throws_ok($$select public.list_customer_health(sort => 'email')$$, '22023', null, 'another sort is refused');

-- What is at risk
select results_eq($$select monthly_value, value_at_risk from public.list_customer_health(jsonb_build_object('ids', jsonb_build_array(tests.id_of('customer'))))$$,
  $$values (149, 149 * 45)$$, 'of a core plan with 55 points, 45 % of $149 is at risk');
select is((select value_at_risk from public.list_customer_health(jsonb_build_object('ids', jsonb_build_array(tests.id_of('unscored customer'))))), 0, 'without a score nothing is known to be');
select tests.act_as('service_role');
update public.customer_health_scores set score = 75 where user_id = tests.id_of('customer');
update public.profiles set tier = 'scale' where user_id = tests.id_of('customer');
select tests.act_as('admin');
select is((select value_at_risk from public.list_customer_health(jsonb_build_object('ids', jsonb_build_array(tests.id_of('customer'))))), 997 * 25, 'it follows the score and the plan');
select tests.act_as('service_role');
delete from public.customer_health_scores where user_id = tests.id_of('customer');
select tests.act_as('admin');
select is((select value_at_risk from public.list_customer_health(jsonb_build_object('ids', jsonb_build_array(tests.id_of('customer'))))), 0, 'and a score that goes');

-- Contact
create function pg_temp.contact() returns timestamptz language sql as $$
  select f.last_contact from private.customer_figures f where f.user_id = tests.id_of('other customer')
$$;
select is(pg_temp.contact(), '2026-03-01 14:00+00', 'a note on a churn alert is contact');
select tests.act_as('service_role');
update public.profiles set transfer_number = '+14155559999' where user_id = tests.id_of('other customer');
insert into public.messages (user_id, direction, to_number, created_at) values
  (tests.id_of('other customer'), 'outbound', '+14155550000', '2026-03-03'), (tests.id_of('other customer'), 'inbound', '+14155559999', '2026-03-04');
select tests.act_as('admin');
select is(pg_temp.contact(), '2026-03-01 14:00+00', 'messages to callers and from them are none');
select tests.act_as('service_role');
insert into public.messages (user_id, direction, to_number, created_at) values (tests.id_of('other customer'), 'outbound', '+14155559999', '2026-03-05');
select tests.act_as('admin');
select is(pg_temp.contact(), '2026-03-05 00:00+00', 'a message to their own number is');
select isnt(public.add_comment('churn_alerts', tests.row_id('c', 3), 'Rang'), null, 'a comment on their churn alert');
select is(pg_temp.contact(), (select max(created_at) from public.comments where entity_id = tests.row_id('c', 3)), 'is too');
select is((select count(*) from public.list_customer_health('{"no_contact": "14"}', page_size => 200) l where l.last_contact >= now() - interval '14 days'), 0::bigint, 'no contact in 14 days leaves out customers who had some');
select is((select count(*) from public.list_customer_health('{"no_contact": "14", "q": "risk"}', page_size => 200)), 26::bigint, 'and keeps the others, those without any included');
select is(tests.rows_or_refusal(format('select from public.list_customer_health(%L)', jsonb_build_object('no_contact', days))), '22023', format('%s days are refused', days))
from unnest('{0,366,-1,x,1.5}'::text[]) days;

-- Usage and segments
select is((select count(*) from public.list_customer_health('{"usage": ["over"]}', page_size => 200)), (select count(*) from public.usage_limits where used_percent >= 100 and not hard_stop_active), 'over the plan');
select is((select count(*) from public.list_customer_health('{"usage": ["stopped", "near"]}', page_size => 200)), (select count(*) from public.usage_limits where hard_stop_active or used_percent between 80 and 99), 'stopped or near');
select is((select matches from public.count_matching('customers', '{"tier": ["elite", "scale"], "grade": ["C"], "no_contact": "14"}')),
  (select count(*) from public.list_customer_health('{"tier": ["elite", "scale"], "grade": ["C"], "no_contact": "14"}', page_size => 200)), 'a segment is counted as it is listed');
select isnt_empty($$select from public.list_facets('customers') where facet = 'usage' and value = 'near'$$, 'usage is a facet');

-- What it did
select tests.act_as('service_role');
insert into public.customer_health_history (user_id, score, factors, created_at) values (md5('risk1')::uuid, 77, '{"a": 1}', now() - interval '8 days');
insert into public.usage_calls (user_id, seconds, created_at) values (md5('risk1')::uuid, 1, now() - interval '1 hour');
select tests.act_as('admin');
select results_eq($$select score_week_ago, factors_week_ago, daily_scores[cardinality(daily_scores)], last_activity = now() - interval '1 hour'
  from public.list_customer_health(jsonb_build_object('ids', jsonb_build_array(md5('risk1')::uuid)))$$,
  $$values (77, '{"a": 1}'::jsonb, 77, true)$$, 'the score a week ago and the last call');

select tests.act_as('customer');
select is_empty('select from public.list_customer_health()', 'a customer does not see what is at risk');
select is_empty('select from private.customer_figures', 'nor the figures');
select is_empty($$select user_id from public.list_customer_health(sort => 'business_name')$$, 'however it is sorted');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select from public.list_customer_health()'), '42501', 'anon may not ask');
select tests.act_as('signed-out admin');
select is_empty('select from public.list_customer_health()', 'nor does an admin whose session has ended see anything');

select * from finish();
