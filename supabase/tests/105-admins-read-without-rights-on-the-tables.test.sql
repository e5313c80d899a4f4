-- As on a database that was in use before: no grant and no policy of ours on the platform's tables, columns and tables of its own.
create temp table platform as
select c.oid::regclass as relation, c.relname::text as name from pg_catalog.pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and to_regclass(format('private.%I', c.relname)) in
  (select v.oid from pg_catalog.pg_class v where v.relkind = 'v');
do $$
declare
  p record;
begin
  for p in select relation from platform loop
    execute format('revoke all on %s from authenticated, anon', p.relation);
  end loop;
  for p in select l.polname, l.polrelid::regclass as relation from pg_catalog.pg_policy l where l.polrelid in (select relation from platform) loop
    execute format('drop policy %I on %s', p.polname, p.relation);
  end loop;
end
$$;
alter table public.leads add column lock_expires_at timestamptz, add column api_key text;
create type public.mood as enum ('good', 'bad');
create table public.payout_requests (id uuid primary key default gen_random_uuid(), user_id uuid, mood public.mood, "odd "" name" text, webhook_secret text);
insert into public.payout_requests (user_id, mood, "odd "" name", webhook_secret) values (tests.id_of('customer'), 'good', 'x', 'hidden-secret');
insert into public.leads (id, user_id, phone, api_key) values (tests.row_id('d', 1), tests.id_of('customer'), '+14155550123', 'hidden-key');
insert into public.usage_limits (user_id) values (tests.id_of('customer'));
insert into public.saved_views (owner_id, list, name, query) values (tests.id_of('admin'), 'errors', 'Mine', ''), (tests.id_of('demoted admin'), 'errors', 'Not mine', '');
grant select on platform to authenticated;

select plan(34);

select tests.act_as('admin');
select is((select count(*) from platform), 45::bigint, 'control: these are the platform''s tables');
select is(tests.rows_or_refusal(format('select from public.%I', name)), '42501', 'control: an admin may not read ' || name) from platform where name in ('profiles', 'leads');

select isnt_empty(format('select from public.%I', v), v || ' has rows') from unnest('{error_details,alert_details,webhook_details,account_profiles,agent_details}'::text[]) v;
select lives_ok(format('select * from public.%I', v), v || ' can be read') from unnest('{
  delivery_details,unknown_number_details,score_history,subscription_details,bill_lines,customer_consents,premium_features,customer_referrals}'::text[]) v;
select isnt_empty($$select from public.usage_of(tests.id_of('customer'))$$, 'what a customer used is found');
select lives_ok($$select public.agent_by_phone('+14155551234'), public.reconciliation_status()$$, 'as are agents and runs');

select is_empty($$select t.name from public.describe_tables() t where jsonb_typeof(public.list_records(t.name) -> 'rows') is distinct from 'array'$$, 'every table can be browsed');
select is_empty($$select t.name from public.describe_tables() t where (select matches from public.count_records(t.name)) is null$$, 'and counted');
select is(public.list_records('payout_requests') #> '{rows,0,cells}' -> 'mood', '"good"', 'also one that only this database has');
select is(public.list_records('payout_requests', '{"where": [{"column": "odd \" name", "op": "is", "value": "x"}]}') #> '{rows,0,cells}' -> 'webhook_secret', 'true',
  'whatever its columns are called, its secrets hidden');
select is(jsonb_array_length(public.list_records('payout_requests', '{"where": [{"column": "mood", "op": "not", "value": "bad"}]}') -> 'rows'), 1, 'a type of its own can be asked for');
select is(public.list_records('leads') #> '{rows,0,cells}' -> 'api_key', 'true', 'a column of its own with the name of a secret is one');
select ok(public.list_records('leads') #> '{rows,0,cells}' ? 'lock_expires_at', 'other columns of its own are shown');
select is(public.list_records('leads', '{}', null, true, null, false, 5, true) -> 'rows' #>> '{0,cells,phone}', '+14155550123', 'words are the platform''s own');
select is(public.count_newer_records('leads', '{}', 'created_at', '2000-01-01'), 1, 'what came since is counted');
select isnt_empty(format('select from public.count_references(%L, %L) where relation = %L and matches = 1', 'profiles', tests.id_of('customer'), 'leads'), 'and what refers to a row');
select is((select array_agg(r #>> '{cells,name}') from jsonb_array_elements(public.list_records('saved_views') -> 'rows') r), '{Mine}', 'a view that another admin keeps to themselves stays theirs');

create function pg_temp.refused() returns setof text language plpgsql as $$
declare
  f record;
begin
  for f in select p.proname from pg_catalog.pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.pronargs = p.pronargdefaults and p.prokind = 'f'
      and has_function_privilege(p.oid, 'execute') loop
    if tests.rows_or_refusal(format('select public.%I()', f.proname)) = '42501' then
      return next f.proname;
    end if;
  end loop;
end
$$;
select is_empty('select pg_temp.refused()', 'no question that can be asked without arguments is refused');
select is_empty($$select l.list from private.lists l where tests.rows_or_refusal(format('select public.list_facets(%L, %L)', l.list, '{}')) = '42501'$$, 'nor are facets');

select tests.act_as('customer');
select is_empty(format('select from public.%I', v), v || ' shows a customer nothing') from unnest('{error_details,account_profiles}'::text[]) v;
select is(tests.rows_or_refusal($$select private.list_records('leads', '{}', null, true, null, false, 51, false)$$), '42501', 'nor can records be read behind the function');

select * from finish();
