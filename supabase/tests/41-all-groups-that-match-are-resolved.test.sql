create function pg_temp.state_of(letter text) returns text language sql as $$
  select l.state from public.error_group_list l where l.id = private.error_group_id('heap', 'Kind ' || letter || ' 1', null) $$;
create temp table part (bulk_id uuid, done bigint, remaining boolean);
create temp table frozen (frozen_at timestamptz, matches bigint);
grant all on part, frozen to public;

insert into public.error_logs (error_type, message, user_id, created_at)
select 'heap', 'Kind ' || chr(97 + n % 5) || ' ' || n, tests.id_of('customer'), now() - n * interval '1 minute' from generate_series(5, 54) n;

select plan(26);

select tests.act_as('admin');
insert into frozen select f.frozen_at, f.matches from public.freeze_matching('error_groups', 'resolve', '{"type": ["heap"], "state": "unresolved"}') f;
select is((select matches from frozen), 5::bigint, 'the exact number of groups that match');
select results_eq($$select errors, texts, more_texts from public.freeze_matching('error_groups', 'resolve', '{"type": ["heap"], "state": "unresolved"}')$$,
  $$select count(*), null::bigint, null::boolean from public.error_logs where error_type = 'heap'$$, 'with their errors; texts that are not counted yet are not known');

reset role;
select private.apply_error_group_deltas(1000);
select tests.act_as('admin');
select results_eq($$select texts, more_texts from public.freeze_matching('error_groups', 'resolve', '{"type": ["heap"], "state": "unresolved"}')$$,
  $$select count(distinct message), false from public.error_logs where error_type = 'heap'$$, 'and how many different texts those are');

select tests.act_as('service_role');
insert into public.error_logs (error_type, message, created_at) values ('heap', 'Kind late 1', clock_timestamp() + interval '1 second');
select tests.act_as('second admin');
select is((select outcome from public.resolve_error_groups(array[private.error_group_id('heap', 'Kind a 1', null)], 'First')), 'done', 'somebody else is first on one');

select tests.act_as('admin');
select throws_ok($$select public.act_on_matching_groups('{"type": ["heap"]}', ' ', now())$$, '22023', 'notes must not be empty', 'a note is asked for');
insert into part select * from public.act_on_matching_groups('{"type": ["heap"], "state": "unresolved"}', ' Restarted ', (select frozen_at from frozen), null, 3);
select results_eq('select done, remaining from part', $$values (3::bigint, true)$$, 'a part is as long as asked');
select results_eq($$select a.done, a.remaining from public.act_on_matching_groups('{"type": ["heap"], "state": "unresolved"}', 'Restarted',
  (select frozen_at from frozen), (select bulk_id from part), 3) a$$, $$values (1::bigint, false)$$, 'the next goes on with the rest');
select is((select done from public.bulk_actions where list = 'error_groups'), 4::bigint, 'one record counts both');
select is((select count(*) from public.error_logs where error_type = 'heap' and resolution_notes = 'Restarted' and resolved_by = tests.id_of('admin')), 40::bigint,
  'the errors follow their groups');
select is(pg_temp.state_of('late'), 'unresolved', 'a group that came after the freeze was not meant');
select is((select resolved_by from public.error_group_states where group_id = private.error_group_id('heap', 'Kind a 1', null)), tests.id_of('second admin'), 'the first stamp stays');
select is((select count(*) from public.audit_trail where action = 'error_group.resolved' and actor_id = tests.id_of('admin')), 4::bigint, 'every group has its audit row');

select is((select outcome from public.reopen_error_groups(array[private.error_group_id('heap', 'Kind b 1', null)])), 'done', 'one is opened again');
select tests.act_as('second admin');
select is((select outcome from public.resolve_error_groups(array[private.error_group_id('heap', 'Kind b 1', null)], 'Mine')), 'done', 'and resolved by somebody else');
select throws_ok($$select public.undo_matching_groups((select bulk_id from part))$$, '22023', 'there is nothing of yours to undo', 'nobody undoes what others did');

-- As if most of a group's errors had not followed it yet.
select tests.act_as('postgres');
update public.error_logs set resolved_at = null, resolved_by = null where group_id = private.error_group_id('heap', 'Kind c 1', null);
update public.error_group_states s set resolved_at = clock_timestamp(), resolved_by = tests.id_of('admin')
where s.group_id = private.error_group_id('heap', 'Kind c 1', null);
select tests.act_as('admin');
select results_eq($$select a.done, a.remaining from public.act_on_matching_groups('{"type": ["heap"], "state": "unresolved"}', 'Restarted',
  (select frozen_at from frozen), (select bulk_id from part), 3) a$$, $$values (0::bigint, true)$$, 'errors that wait go before further groups');
select is(pg_temp.state_of('c'), 'resolved', 'until none is left');

create temp table undo as select u.* from public.undo_matching_groups((select bulk_id from part)) u;
insert into undo select u.* from public.undo_matching_groups((select bulk_id from part)) u;
select is((select sum(undone) from undo), 3::numeric, 'undo opens them again');
select is((select sum(kept) from undo), 1::numeric, 'without the one that was resolved again');
select is((select count(*) from public.error_logs where error_type = 'heap' and resolved_at is null), 31::bigint, 'with their errors, and no others');
select is((select undone from public.bulk_actions where list = 'error_groups'), 3::bigint, 'and that is counted');
select tests.act_as('postgres');
update public.bulk_actions set started_at = now() - interval '11 minutes' where list = 'error_groups';
select tests.act_as('admin');
select throws_ok($$select public.undo_matching_groups((select bulk_id from part))$$, '22023', null, 'not after ten minutes');

select tests.act_as('customer');
select throws_ok($$select public.act_on_matching_groups('{}', 'x', now())$$, '42501', null, 'a customer acts on nothing');
select throws_ok($$select public.undo_matching_groups(gen_random_uuid())$$, '42501', null, 'undoes nothing');
select is((select matches from public.freeze_matching('error_groups', 'resolve', '{}')), 0::bigint, 'and learns no number');
select tests.act_as('anon');
select throws_ok($$select public.act_on_matching_groups('{}', 'x', now())$$, '42501', null, 'strangers neither');
select * from finish();
