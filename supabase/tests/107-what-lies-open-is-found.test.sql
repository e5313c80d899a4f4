select plan(26);

create function pg_temp.found() returns setof text language sql as $$ select concat_ws(' ', finding, subject) from public.security_findings() $$;

select tests.act_as('postgres');
select is_empty('select from private.open_tables()', 'nothing that we install lies open, whatever is granted');

create table public.open_to_all (id integer, user_id uuid, note text);
insert into public.open_to_all values (1, tests.id_of('customer'), 'mine'), (2, tests.id_of('other customer'), 'theirs');
create table public.open_by_policy (user_id uuid, note text);
insert into public.open_by_policy values (tests.id_of('customer'), 'mine'), (tests.id_of('other customer'), 'theirs');
alter table public.open_by_policy enable row level security;
create policy "Service role full access" on public.open_by_policy using (true);
create table public.open_to_accounts (note text);
alter table public.open_to_accounts enable row level security;
create policy signed_in on public.open_to_accounts for select using ((select auth.role()) = 'authenticated');
create table public.closed (user_id uuid);
alter table public.closed enable row level security;
create policy own on public.closed using (user_id = (select auth.uid()));
grant all on public.open_to_all, public.open_by_policy, public.open_to_accounts, public.closed to anon, authenticated, service_role;

select tests.act_as('admin');
select set_eq('select pg_temp.found()', '{open_table open_to_all,open_table open_by_policy,open_table open_to_accounts}'::text[], 'an admin hears of each');
select is((select detail from public.security_findings() where subject = 'open_to_all'),
  'Anybody, without signing in, can delete, insert, select, update all rows: row level security is off', 'of what lies open and why');
select is((select detail from public.security_findings() where subject = 'open_by_policy'),
  'Anybody, without signing in, can delete, insert, select, update all rows: the policy "Service role full access" admits everybody', 'and by which policy');
select is((select detail from public.security_findings() where subject = 'open_to_accounts'),
  'Every signed-in account can select all rows: the policy "signed_in" admits everybody', 'and to whom');
select is((select remedy from public.security_findings() where subject = 'open_to_all'),
  $$select * from private.close_open_tables(array['open_to_all'])$$, 'and what closes it');

select tests.act_as(actor), is_empty('select from public.security_findings()', 'nothing for: ' || actor)
from unnest('{customer,demoted admin,signed-out admin,service_role}'::text[]) actor;
select tests.act_as('anon');
select is(tests.rows_or_refusal('select from public.security_findings()'), '42501', 'anon may not ask');
select tests.act_as('admin');
select is(tests.rows_or_refusal($$select * from private.close_open_tables(array['open_to_all'], true)$$), '42501', 'an admin does not close it through the API');
select tests.act_as('service_role');
select is(tests.rows_or_refusal($$select * from private.close_open_tables(array['open_to_all'], true)$$), '42501', 'nor does the backend');

select tests.act_as('postgres');
select isnt_empty($$select * from private.close_open_tables(array['open_to_all', 'open_by_policy'])$$, 'the owner reads what would be done');
select tests.act_as('anon');
select is((select count(*) from public.open_to_all), 2::bigint, 'control: nothing is done by reading it');
select tests.act_as('postgres');
select set_eq($$select * from private.close_open_tables(array['open_by_policy'])$$, array[
  'revoke all on table public.open_by_policy from anon, public',
  'alter policy "Service role full access" on public.open_by_policy to service_role',
  'drop policy if exists kryonex_ops_own_delete on public.open_by_policy',
  'create policy kryonex_ops_own_delete on public.open_by_policy for delete to authenticated using (user_id = (select auth.uid()))',
  'drop policy if exists kryonex_ops_own_insert on public.open_by_policy',
  'create policy kryonex_ops_own_insert on public.open_by_policy for insert to authenticated with check (user_id = (select auth.uid()))',
  'drop policy if exists kryonex_ops_own_select on public.open_by_policy',
  'create policy kryonex_ops_own_select on public.open_by_policy for select to authenticated using (user_id = (select auth.uid()))',
  'drop policy if exists kryonex_ops_own_update on public.open_by_policy',
  'create policy kryonex_ops_own_update on public.open_by_policy for update to authenticated using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()))'
], 'statement by statement');
select is(tests.rows_or_refusal($$select * from private.close_open_tables(array['closed'])$$), '22023', 'what is closed is not closed again');
select isnt_empty($$select * from private.close_open_tables(array['open_to_all', 'open_by_policy', 'open_to_accounts'], apply => true)$$, 'and closes them');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select from public.open_to_all'), '42501', 'anon reads nothing any more');
select is(tests.rows_or_refusal('select from public.open_by_policy'), '42501', 'of either');
select tests.act_as('customer');
select results_eq('select note from public.open_to_all', array['mine'], 'a customer reads their own rows');
select results_eq('select note from public.open_by_policy', array['mine'], 'of both');
select is_empty('select from public.open_to_accounts', 'and nothing where no row is anybody''s');
select tests.act_as('service_role');
select is((select count(*) from public.open_by_policy), 2::bigint, 'control: the backend reads all');
select tests.act_as('admin');
select is_empty('select pg_temp.found()', 'nothing is left to say');

select tests.act_as('postgres');
drop trigger guard_profile on public.profiles;
alter table public.leads disable trigger start_empty;
insert into private.installation_failures (relation, row_id, what, message, created_at) values
  ('error_logs', '1', 'write_group', 'out of range', '2026-03-01'), ('error_logs', '2', 'write_group', 'too long', '2026-03-02');
select tests.act_as('admin');
select results_eq('select finding, subject, detail, since from public.security_findings()', $$values
  ('missing_trigger'::text, 'leads'::text, 'The trigger start_empty is disabled.'::text, null::timestamptz),
  ('missing_trigger', 'profiles', 'The trigger guard_profile is missing.', null),
  ('installation_failure', 'error_logs', 'write_group: 2 rows, for example: too long', '2026-03-01'::timestamptz)$$,
  'triggers that are missing or disabled, and what a trigger could not do');

select * from finish();
