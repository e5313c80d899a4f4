insert into public.error_logs (error_type, message, endpoint, user_id, resolved_at, created_at)
select 'kind ' || n % 3, case when n % 3 = 0 then 'No answer' else 'Too slow' end, case when n % 5 > 0 then '/place/' || n % 5 end,
  tests.id_of('customer'), case when n % 4 = 0 then now() end, now() - n * interval '1 minute'
from generate_series(1, 200) n;

create temp table filters (filter jsonb);
grant select on filters to authenticated;
insert into filters values ('{}'), ('{"state": "unresolved"}'), ('{"state": "resolved"}'), ('{"type": ["kind 1"]}'), ('{"type": ["kind 1", "kind 2"], "q": null}'),
  ('{"endpoint": ["/place/2"]}'), ('{"endpoint": ["/place/1", "/place/3"], "type": ["kind 0"], "state": "unresolved"}'), ('{"type": ["nothing"]}');

create function pg_temp.shown(query text) returns text language plpgsql as $$
declare
  found_values text;
begin
  execute format('select string_agg(concat_ws('' '', c.facet, c.value, c.matches), '', '' order by c.facet, c.value)
    from (%s) c (facet, value, matches) where c.matches <> 0', query) into found_values;
  return coalesce(found_values, '');
end
$$;
create function pg_temp.differing() returns setof text language sql as $$
  select f.filter::text || ' ' || o.facet
  from filters f cross join unnest('{state,type,endpoint}'::text[]) o (facet)
  where pg_temp.shown(private.kept_counts_query(f.filter - o.facet, array[o.facet]))
    is distinct from pg_temp.shown(private.count_rows_query('errors', f.filter - o.facet, array[o.facet]))
$$;

select plan(14);
select is_empty('select pg_temp.differing()', 'kept counts equal the rows, before changes are applied');
select cmp_ok(private.apply_error_group_deltas(100000), '>', 0, 'control: there were changes to apply');
select is_empty('select pg_temp.differing()', 'and after');
update public.error_logs set resolved_at = now() where error_type = 'kind 1' and endpoint = '/place/2';
update public.error_logs set endpoint = null where endpoint = '/place/3';
update public.error_logs set error_type = 'kind 9' where error_type = 'kind 2' and endpoint = '/place/4';
delete from public.error_logs where error_type = 'kind 0' and endpoint = '/place/1';
insert into public.error_logs (error_type, message, endpoint) values ('kind 7', 'Never seen before', '/place/7');
select is_empty('select pg_temp.differing()', 'when errors were resolved, moved and deleted meanwhile');
do $$ begin perform private.apply_error_group_deltas(100000); end $$;
select is_empty('select pg_temp.differing()', 'and when that is applied');
select matches(pg_temp.shown(private.kept_counts_query('{}', '{type}')), 'type kind 7 1', 'control: the new one is among them');

select ok(private.are_kept_counts('errors', f), 'asked for by ' || f::text) from unnest('{"{}","{\"state\": \"resolved\", \"q\": null}"}'::jsonb[]) f;
select ok(not private.are_kept_counts('errors', f), 'not by ' || f::text)
from unnest('{"{\"since\": \"2026-01-01\"}","{\"q\": \"x\"}","{\"type\": [\"a\"], \"customer\": \"0000000b-0000-4000-8000-000000000001\"}"}'::jsonb[]) f;
select ok(not private.are_kept_counts('alerts', '{}'), 'nor for another list');

select tests.act_as('admin');
select is_empty('select pg_temp.differing()', 'an admin gets the same');
select tests.act_as('customer');
select is(pg_temp.shown(private.kept_counts_query('{}', '{type}')), '', 'a customer nothing');
select * from finish();
