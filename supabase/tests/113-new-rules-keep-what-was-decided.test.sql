-- Groups of older rules: an id whose variant says 1, as those of version 0.1 have.
create function pg_temp.old_id(name text) returns uuid language sql as $$ select overlay(overlay(md5(name) placing '3' from 13) placing '8' from 17)::uuid $$;
create temp table before (id uuid, error_type text, message text, was text, resolved_at timestamptz);
insert into before
select tests.row_id('e9', n), 'moved', case when n <= 5 then 'HTTP 401 from provider' else 'HTTP 503 from provider' end, 'status', null::timestamptz from generate_series(1, 8) n
union all select tests.row_id('e9', n), 'moved', 'Call ' || n || ' lost in ' || case when n < 14 then '3 s' else '2 ms' end, case when n < 14 then 'seconds' else 'milliseconds' end,
  case when n < 14 then now() - interval '1 hour' end from generate_series(10, 15) n
union all select tests.row_id('e9', n), 'moved', 'Plan 7 is gone on Monday', 'weekday', now() - interval '1 hour' from generate_series(20, 22) n;
grant select on before to public;

select tests.act_as('service_role');
insert into public.error_logs (id, error_type, message, created_at, resolved_at) select b.id, b.error_type, b.message, now() - interval '1 day', b.resolved_at from before b;
reset role;
set local session_replication_role = replica;
update public.error_logs e set group_id = pg_temp.old_id(b.was) from before b where e.id = b.id;
set local session_replication_role = origin;
select private.recount_error_groups();
insert into public.error_group_states (group_id, resolved_at, resolved_by, resolution_notes, assigned_to, snoozed_at, snoozed_events) values
  (pg_temp.old_id('status'), null, null, null, tests.id_of('second admin'), now(), 18),
  (pg_temp.old_id('seconds'), now() - interval '1 hour', tests.id_of('admin'), 'Mended', tests.id_of('admin'), null, null),
  (pg_temp.old_id('weekday'), now() - interval '1 hour', tests.id_of('admin'), 'Mended', null, null, null);
create temp table audited as select count(*) as rows from public.audit_trail where entity = 'error_groups';
insert into public.comments (entity, entity_id, body, author_id) values ('error_groups', pg_temp.old_id('status'), 'Look at the key', tests.id_of('admin'));

select plan(28);
select cmp_ok((select count(*) from public.error_group_totals t where private.rules_of(t.group_id) = 1), '>=', 4::bigint, 'control: there are groups of older rules');

select tests.act_as('admin');
select results_eq($$select older >= 17, kept_for from public.error_grouping()$$, $$values (true, null::text)$$, 'admins see how many events still are in groups of older rules');
select ok((select since from public.error_grouping()) <= now(), 'and since when the present rules hold');
select tests.act_as('customer');
select throws_ok('select from public.error_grouping()', '42501', null, 'customers do not');
select throws_ok('select from public.error_group_ids(gen_random_uuid())', '42501', null, 'nor where groups went');
select tests.act_as('demoted admin');
select throws_ok('select from public.error_grouping()', '42501', null, 'nor does who is no admin any more');
select tests.act_as('signed-out admin');
select throws_ok('select from public.error_group_ids(gen_random_uuid())', '42501', null, 'nor who has signed out');
select tests.act_as('anon');
select throws_ok('select from public.error_grouping()', '42501', null, 'nor strangers');

-- Every look at the list divides a part; more looks divide all.
select tests.act_as('admin');
select lives_ok($$select public.list_error_groups(page_size => n) from generate_series(41, 50) n$$, 'looks divide them');
select is((select older from public.error_grouping()), 0::bigint, 'until none is left');
reset role;
select is_empty($$select e.id from public.error_logs e join before b using (id) where e.group_id <> private.error_group_id(e.error_type, e.message, null)$$, 'every error is where the rules put it');
select is_empty($$
  select e.group_id, count(*), count(*) filter (where e.resolved_at is null) from public.error_logs e join before b using (id) group by 1
  except select l.id, l.events, l.unresolved from public.error_group_list l$$, 'and is counted there');
select is_empty($$select from public.error_group_list l where private.rules_of(l.id) = 1$$, 'the old groups are gone');

create temp table now_at as
select private.error_group_id('moved', 'HTTP 401 from provider', null) as unauthorized, private.error_group_id('moved', 'HTTP 503 from provider', null) as unavailable,
  private.error_group_id('moved', 'Call 1 lost in 1 s', null) as lost, private.error_group_id('moved', 'Plan 1 is gone on Monday', null) as plan;
grant select on now_at to public;
select results_eq($$select s.assigned_to, s.snoozed_events from public.error_group_states s, now_at n where s.group_id = n.unauthorized$$,
  $$values (tests.id_of('second admin'), 15::bigint)$$, 'assignee and snooze go with most of the events, as many more events away as before');
select is_empty($$select from public.error_group_states s, now_at n where s.group_id = n.unavailable and coalesce(s.assigned_to, s.snoozed_by) is not null$$, 'not with the fewer');
select results_eq($$select l.state, l.resolved_by, l.resolution_notes from public.error_group_list l, now_at n where l.id = n.plan$$,
  $$values ('resolved', tests.id_of('admin'), 'Mended')$$, 'a resolved group stays resolved, with who and why');
select results_eq($$select l.state, l.unresolved, l.assigned_to from public.error_group_list l, now_at n where l.id = n.lost$$,
  $$values ('unresolved', 2::bigint, tests.id_of('admin'))$$, 'open events that come into a resolved group keep it open');
select is((select count(*) from public.audit_trail where entity = 'error_groups'), (select rows from audited), 'nothing of this is an act of somebody');

select tests.act_as('admin');
select results_eq($$select i.current_id, pg_temp.old_id('status') = any (i.ids) from public.error_group_ids(pg_temp.old_id('status')) i$$,
  $$select n.unauthorized, true from now_at n$$, 'an old address leads to where most events went');
select ok((select pg_temp.old_id('status') = any (i.ids) from now_at n, public.error_group_ids(n.unavailable) i), 'comments and audit rows are found from all of them');
select results_eq($$select i.current_id, i.ids from public.error_group_ids(tests.row_id('f', 9)) i$$, $$values (tests.row_id('f', 9), array[tests.row_id('f', 9)])$$, 'another id is its own');
select results_eq($$select outcome from public.reopen_error_groups((select array[n.plan] from now_at n))$$, array['done'], 'the carried resolve can be undone');
select is((select l.unresolved from public.error_group_list l, now_at n where l.id = n.plan), 3::bigint, 'with its events');
reset role;
select is(private.regroup_some_errors(100), 0::bigint, 'again there is nothing to do');

-- A group of more events than are moved at a time: what was decided holds for those that moved and those that did not.
set local session_replication_role = replica;
update public.error_logs e set group_id = pg_temp.old_id('status') from before b where e.id = b.id and b.was = 'status';
set local session_replication_role = origin;
delete from private.error_group_moves m where m.from_id = pg_temp.old_id('status');
delete from public.error_group_states s using now_at n where s.group_id in (n.unauthorized, n.unavailable, pg_temp.old_id('status'));
insert into public.error_group_states (group_id, assigned_to, snoozed_at) values (pg_temp.old_id('status'), tests.id_of('second admin'), now());
select private.recount_error_groups();
create function pg_temp.decided() returns text language sql as $$
  select string_agg(format('%s %s', case l.id when n.unauthorized then 'unauthorized' when n.unavailable then 'unavailable' else 'old' end,
    case when l.assigned_to = tests.id_of('second admin') then l.state else 'undecided' end), ', ' order by l.id = n.unavailable, l.id = n.unauthorized)
  from public.error_group_list l, now_at n where l.id in (n.unauthorized, n.unavailable, pg_temp.old_id('status'))
$$;
create temp table batches as select n, private.regroup_some_errors(1) as moved, pg_temp.decided() as decided from generate_series(1, 8) n;
select is((select string_agg(distinct b.decided, '; ') from batches b where b.decided not like '%old snoozed%' and b.n < 8), null, 'the old group keeps its state until its last event moved');
select is((select string_agg(b.n::text, ' ') from batches b where (length(b.decided) - length(replace(b.decided, ' snoozed', ''))) / 8 <> case when b.n < 8 then 2 else 1 end), null,
  'and where most of them are so far has it, too');
select is((select b.decided from batches b where b.n = 8), 'unauthorized snoozed, unavailable undecided', 'in the end one has it');

-- A table whose updates others would see.
create function pg_temp.theirs() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger of_somebody_else before update on public.error_logs for each row execute function pg_temp.theirs();
delete from private.created_tables where relation = 'error_logs';
set local session_replication_role = replica;
update public.error_logs e set group_id = pg_temp.old_id('status') from before b where e.id = b.id and b.was = 'status';
set local session_replication_role = origin;
select private.recount_error_groups();
select private.regroup_some_errors(100);
select tests.act_as('admin');
select results_eq($$select older, kept_for like '%of_somebody_else%' from public.error_grouping()$$, $$values (8::bigint, true)$$,
  'where an update would run what others attached, old events stay, and the reason is given');
select * from finish();
