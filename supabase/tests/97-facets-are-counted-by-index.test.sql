-- Who did something, and what many webhooks hold, are asked for so that an index answers, and answered as before.
insert into public.audit_trail (actor_id, action, entity, created_at)
select case n % 3 when 0 then tests.id_of('admin') when 1 then tests.id_of('second admin') end, 'seven.' || n % 2, 'tables', '2026-04-01'
from generate_series(1, 90) n;
insert into public.webhook_queue (event_type, raw_payload, received_at, processed_at, result)
select 'common.' || n % 2, jsonb_build_object('kind', case when n % 4 = 0 then 'often' end, 'n', n), now() + n * interval '1 second',
  case when n % 5 > 0 then now() + n * interval '1 second' end, case when n % 5 = 1 then 'failed' when n % 5 > 1 then 'success' end
from generate_series(1, 400) n;

select plan(18);
create function pg_temp.counted(list text, filter jsonb, facet text) returns jsonb language sql as
$$ select jsonb_object_agg(f.value, f.matches) from public.list_facets(list, filter) f where f.facet = counted.facet $$;
create function pg_temp.by_value(list text, filter jsonb, facet text) returns jsonb language plpgsql as
$$
declare
  counts jsonb;
begin
  execute format('select jsonb_object_agg(v, n) from (%s) c (f, v, n) where n > 0', private.count_values_query(list, filter, facet,
    (select c.expression from private.list_facet_columns(list) c where c.facet = by_value.facet), private.facet_values(list, facet))) into counts;
  return counts;
end
$$;

select tests.act_as('admin');
select is((select count(*) from public.audit_trail where entity = 'tables'), 90::bigint, 'control: rows');
select is(pg_temp.by_value('audit', '{"entity": ["tables"]}', 'actor'), pg_temp.counted('audit', '{"entity": ["tables"]}', 'actor'), 'actors are counted alike by value and by row');
select is((pg_temp.by_value('audit', '{"entity": ["tables"]}', 'actor') ->> 'platform')::integer, 30, 'and nobody is one of them');
select is(private.actor_condition('{}'), null, 'without a choice there is no condition');
select is(private.actor_condition('{"actor": ["platform"]}'), '(t.actor_id is null)', 'nobody is null');
select is(private.actor_condition('{"actor": ["somebody"]}'), 'false', 'what is no account did nothing');
select matches(private.actor_condition(jsonb_build_object('actor', array[tests.id_of('admin')])), '^\(t\.actor_id = ''[0-9a-f-]{36}''::uuid\)$', 'one account is an equality');
select is((select matches from public.count_matching('audit', jsonb_build_object('entity', array['tables'], 'actor', array['platform', tests.id_of('admin')::text, 'x'' or true']))), 60::bigint,
  'several are any of them');
select throws_ok($$select public.list_audit('{"actor": "platform"}')$$, '22023', null, 'a text is refused');

select is(private.payload_is_common(private.payload_patterns('kind="often"')), true, 'what a quarter of the newest hold is common');
select is(private.payload_is_common(private.payload_patterns('kind="never"')), false, 'what none holds is not');
select is((select matches from public.count_matching('webhooks', '{"state": "all", "payload": ["kind=\"often\""]}')), 100::bigint, 'common ones are all found');
select is((select matches from public.count_matching('webhooks', '{"state": "all", "payload": ["n=17"]}')), 1::bigint, 'rare ones, too');
select is((select matches from public.count_matching('webhooks', '{"state": "failed", "payload": ["kind=\"often\"", "n=16"]}')), 1::bigint, 'and both at once');
select is(pg_temp.by_value('webhooks', '{"payload": ["kind=\"often\""]}', 'state'), pg_temp.counted('webhooks', '{"payload": ["kind=\"often\""]}', 'state'), 'facets say the same');

select tests.act_as('customer');
select is(private.payload_is_common(private.payload_patterns('kind="often"')), false, 'a customer does not learn what is common');
select is(pg_temp.counted('audit', '{}', 'actor'), null, 'nor who did what');
select tests.act_as('anon');
select throws_ok($$select public.list_facets('audit')$$, '42501', null, 'anon may not ask');
select * from finish();
