-- Facets under a payload that many webhooks hold are counted among the newest, and say where that is not all.
insert into public.webhook_queue (event_type, raw_payload, user_id, received_at, processed_at, result)
select 'kind.' || n % 4, jsonb_build_object('kind', case when n % 4 < 3 then 'often' end, 'n', n), case when n % 3 > 0 then tests.id_of('customer') end,
  now() + n * interval '1 second', case when n % 5 > 0 then now() + n * interval '1 second' end, case when n % 5 = 1 then 'failed' when n % 5 > 1 then 'success' end
from generate_series(1, 400) n;
insert into public.webhook_queue (event_type, raw_payload, received_at)
select 'old', '{"kind": "often"}', now() - n * interval '1 day' from generate_series(1, 5) n;

create temp table filters (filter jsonb);
grant select on filters to authenticated;
insert into filters values ('{"payload": ["kind=\"often\""]}'), ('{"payload": ["kind=\"often\""], "state": "all"}'), ('{"payload": ["kind=\"often\""], "state": "failed"}'),
  ('{"payload": ["kind=\"often\""], "event_type": ["kind.1", "kind.3"]}'), ('{"payload": ["kind=\"often\"", "n=17"]}'),
  (jsonb_build_object('payload', array['kind="often"'], 'customer', tests.id_of('customer'), 'state', 'pending')),
  (jsonb_build_object('payload', array['kind="often"'], 'since', now() + interval '5 minutes'));
create function pg_temp.shown(filter jsonb) returns table (facet text, value text, matches bigint) language sql as
$$ select f.facet, f.value, f.matches from public.list_facets('webhooks', filter) f $$;
create function pg_temp.recounted(filter jsonb) returns table (facet text, value text, matches bigint) language plpgsql as $$
declare
  f record;
begin
  for f in select c.facet, c.expression from private.list_facet_columns('webhooks') c loop
    return query execute format('select %L, %s, least(count(*), 10001) from public.webhook_queue t where %s group by 2',
      f.facet, f.expression, private.webhooks_condition(filter - f.facet));
  end loop;
end
$$;

select plan(16);
select tests.act_as('admin');
select is((select count(*) from filters f where strpos(private.webhooks_condition(f.filter), 't.raw_payload @> ') = 0), 0::bigint, 'control: payloads are looked into');
select is_empty($$select f.filter, d.* from filters f, lateral (
    (select * from pg_temp.shown(f.filter) except all select * from pg_temp.recounted(f.filter))
    union all (select * from pg_temp.recounted(f.filter) except all select * from pg_temp.shown(f.filter))) d$$, 'where all are read, facets equal a recount');
select tests.act_as('postgres');
create or replace function private.most_payloads() returns integer language sql immutable set search_path = '' as $$ select 100 $$;
discard plans;
select tests.act_as('admin');
select is((select matches from pg_temp.shown('{"payload": ["kind=\"often\""]}') where value = 'kind.1'), -26::bigint, 'of the newest hundred 25 hold it, and there may be more');
select is((select matches from pg_temp.shown('{"payload": ["kind=\"often\""]}') where value = 'failed'), -16::bigint, 'so for states');
select is((select matches from pg_temp.shown('{"payload": ["kind=\"often\""]}') where value = 'old'), -1::bigint, 'what is further back may be there');
select is((select matches from pg_temp.shown('{"payload": ["kind=\"often\""]}') where value = 'kind.3'), -1::bigint, 'nobody knows what is not');
select is((select (array_agg(t.value))[:3] from pg_temp.shown('{"payload": ["kind=\"often\""]}') t where t.facet = 'event_type'), '{kind.0,kind.1,kind.2}'::text[], 'the most frequent come first');
select is_empty($$select t.* from filters f, lateral pg_temp.shown(f.filter) t left join lateral pg_temp.recounted(f.filter) r on (r.facet, r.value) = (t.facet, t.value)
  where case when t.matches < 0 then ~t.matches > coalesce(r.matches, 0) else t.matches is distinct from coalesce(r.matches, 0) end$$, 'no number is larger than what there is, and what claims to be exact is');
select is_empty($$select r.* from filters f, lateral pg_temp.recounted(f.filter) r left join lateral pg_temp.shown(f.filter) t on (r.facet, r.value) = (t.facet, t.value)
  where t.matches is null$$, 'nothing is kept back');
select is((select count(*) from pg_temp.shown('{"payload": ["n=17"]}') t where t.matches < 0), 0::bigint, 'what few hold is counted exactly');
select is((select sum(matches) from pg_temp.shown('{"payload": ["n=17"]}') where facet = 'state'), 1::numeric, 'and found');
select is((select count(*) from pg_temp.shown('{"payload": ["kind=\"often\""], "event_type": ["old"]}') t where t.facet = 'state' and t.matches < 0), 0::bigint, 'where the rest of the filter leaves few, all are counted');
select is((select matches from pg_temp.shown('{"payload": ["kind=\"often\""], "event_type": ["old"]}') t where t.value = 'pending'), 5::bigint, 'with what they are');
select throws_ok($$select public.list_facets('webhooks', '{"payload": ["kind"]}')$$, '22023', null, 'half a payload is refused');
select tests.act_as('customer');
select is_empty($$select from pg_temp.shown('{"payload": ["kind=\"often\""]}') t where t.matches > 0$$, 'a customer gets nothing');
select tests.act_as('anon');
select throws_ok($$select public.list_facets('webhooks', '{"payload": ["kind=\"often\""]}')$$, '42501', null, 'anon may not ask');
select * from finish();
