select plan(38);

select tests.act_as('admin');

select results_eq(
  $$select id, outcome, happened_at = now(), actor_id, actor_email
    from public.resolve_errors(array[tests.row_id('e', 2), tests.row_id('e', 4), tests.row_id('e', 9), tests.row_id('e', 2)], ' Restarted ')$$,
  $$values (tests.row_id('e', 2), 'done', true, tests.id_of('admin'), 'admin@kryonex.test'),
    (tests.row_id('e', 4), 'already', false, tests.id_of('second admin'), 'second-admin@kryonex.test'),
    (tests.row_id('e', 9), 'missing', null::boolean, null::uuid, null::text)$$,
  'resolving returns done, already with who and when, or missing, once for each id, in the given order');
select results_eq($$select resolution_notes, resolved_by from public.error_logs where id = tests.row_id('e', 2)$$,
  $$values ('Restarted', tests.id_of('admin'))$$, 'what is done is stamped, its notes trimmed');
select is((select resolution_notes from public.error_logs where id = tests.row_id('e', 4)), 'Index added', 'what was done before is left alone');
select is((select metadata ->> 'notes' from public.audit_trail where action = 'error.resolved'), 'Restarted', 'the audit row has the notes');
select is((select outcome from public.resolve_errors(array[tests.row_id('e', 2)], 'again')), 'already', 'resolving twice is harmless');
select is((select count(*) from public.audit_trail), 1::bigint, 'and audited once');
select results_eq($$select outcome, actor_id from public.reopen_errors(array[tests.row_id('e', 2)])$$,
  $$values ('done', tests.id_of('admin'))$$, 'reopening undoes it');
select tests.act_as('second admin');
select results_eq($$select outcome, actor_email from public.reopen_errors(array[tests.row_id('e', 2), tests.row_id('e', 1)])$$,
  $$values ('already', 'admin@kryonex.test'), ('already', null)$$, 'reopening again names who did, where anybody did');
select tests.act_as('admin');

select results_eq($$select outcome, actor_email from public.acknowledge_ops_alerts(array[tests.row_id('a', 1), tests.row_id('a', 4)])$$,
  $$values ('done', 'admin@kryonex.test'), ('already', 'second-admin@kryonex.test')$$, 'acknowledging returns its outcome');
select results_eq($$select outcome from public.unacknowledge_ops_alerts(array[tests.row_id('a', 1), tests.row_id('a', 2)])$$,
  $$values ('done'), ('already')$$, 'and can be taken back');

select results_eq($$select outcome from public.resolve_churn_alerts(array[tests.row_id('c', 1), tests.row_id('c', 3)], 'Called')$$,
  $$values ('done'), ('already')$$, 'resolving churn alerts returns its outcome');
select is((select resolution_notes from public.churn_alerts where id = tests.row_id('c', 1)), 'Called', 'and keeps the notes');
select results_eq($$select outcome from public.reopen_churn_alerts(array[tests.row_id('c', 1)])$$, $$values ('done')$$, 'and can be undone');

select results_eq($$select outcome from public.requeue_webhooks(array(select tests.row_id('b', n) from generate_series(1, 6) n), 'Provider recovered')$$,
  $$values ('already'), ('done'), ('done'), ('done'), ('done'), ('missing')$$, 'failed, processed and skipped webhooks are requeued; a pending one already is');
select is((select count(*) from public.webhook_queue where processed_at is null and result is null and error_message is null), 5::bigint,
  'all of them are pending');
select is((select attempts from public.webhook_queue where id = tests.row_id('b', 2)), 3, 'their attempts are kept');
select results_eq($$select metadata ->> 'reason', metadata -> 'previous' ->> 'error_message' from public.audit_trail
    where action = 'webhook.requeued' and entity_id = tests.row_id('b', 2)::text$$,
  $$values ('Provider recovered', 'No agent')$$, 'the audit row has the reason and how it went before');
select is((select metadata ->> 'reason' from public.audit_trail where action = 'alert.acknowledged'), null, 'no other audit row has that reason');
select tests.act_as('service_role');
update public.webhook_queue set processed_at = now(), result = 'success' where id = tests.row_id('b', 2);
select tests.act_as('admin');
update public.webhook_queue set processed_at = null where id = tests.row_id('b', 2);
select is((select count(*) from public.audit_trail where entity_id = tests.row_id('b', 2)::text and metadata ? 'reason'), 1::bigint,
  'a reason does not outlive its call');

select throws_ok($$select public.resolve_errors(array[tests.row_id('e', 1)], '  ')$$, '22023', 'notes must not be empty', 'errors need notes');
select throws_ok($$select public.resolve_churn_alerts(array[tests.row_id('c', 1)], null)$$, '22023', 'notes must not be empty', 'churn alerts need notes');
select tests.act_as('service_role');
update public.webhook_queue set processed_at = now(), result = 'success' where id = tests.row_id('b', 5);
select tests.act_as('admin');
select throws_ok($$select public.requeue_webhooks(array[tests.row_id('b', 5)], '')$$, '22023', 'reason must not be empty', 'requeueing what was processed needs a reason');
select throws_ok($$select public.acknowledge_ops_alerts(null)$$, '22023', null, 'no ids are refused');
select throws_ok($$select public.acknowledge_ops_alerts(array[null]::uuid[])$$, '22023', null, 'null ids are refused');
select throws_ok($$select public.acknowledge_ops_alerts(array(select gen_random_uuid() from generate_series(1, 1001)))$$, '22023', null,
  'more than 1,000 ids are refused');
select is_empty($$select public.acknowledge_ops_alerts('{}')$$, 'an empty list does nothing');
select is((select count(*) from public.acknowledge_ops_alerts(array(select gen_random_uuid() from generate_series(1, 1000))) where outcome = 'missing'),
  1000::bigint, '1,000 ids are taken');

select tests.act_as('postgres');
update public.webhook_queue set processed_at = now(), result = 'failed' where id = tests.row_id('b', 2);

create function pg_temp.outcomes() returns setof text language sql
as $$
  select outcome from public.resolve_errors(array[tests.row_id('e', 1), tests.row_id('e', 9)], 'x')
  union all select outcome from public.reopen_errors(array[tests.row_id('e', 4)])
  union all select outcome from public.acknowledge_ops_alerts(array[tests.row_id('a', 2)])
  union all select outcome from public.unacknowledge_ops_alerts(array[tests.row_id('a', 4)])
  union all select outcome from public.resolve_churn_alerts(array[tests.row_id('c', 2)], 'x')
  union all select outcome from public.reopen_churn_alerts(array[tests.row_id('c', 3)])
  union all select outcome from public.requeue_webhooks(array[tests.row_id('b', 2)], 'x')
$$;
create function pg_temp.refusals() returns text[] language sql
as $$
  select tests.refusals($q$select public.resolve_errors(array[tests.row_id('e', 1), tests.row_id('e', 9)], 'x')$q$,
    $q$select public.reopen_errors(array[tests.row_id('e', 4)])$q$, $q$select public.acknowledge_ops_alerts(array[tests.row_id('a', 2)])$q$,
    $q$select public.unacknowledge_ops_alerts(array[tests.row_id('a', 4)])$q$, $q$select public.resolve_churn_alerts(array[tests.row_id('c', 2)], 'x')$q$,
    $q$select public.reopen_churn_alerts(array[tests.row_id('c', 3)])$q$, $q$select public.requeue_webhooks(array[tests.row_id('b', 2)], 'x')$q$)
$$;
create function pg_temp.states() returns text language sql
as $$
  select concat_ws(' ', (select string_agg((resolved_at is null)::text, ',' order by id) from public.error_logs),
    (select string_agg((acknowledged_at is null)::text, ',' order by id) from public.ops_alerts),
    (select string_agg((resolved_at is null)::text, ',' order by id) from public.churn_alerts),
    (select string_agg((processed_at is null)::text, ',' order by id) from public.webhook_queue),
    (select count(*) from public.audit_trail))
$$;
create temp table before as select pg_temp.states() as states;
grant select on before to public;

select tests.act_as('customer');
select is(pg_temp.refusals(), '{42501}', 'a customer is refused every act');
select tests.act_as('demoted admin');
select is(pg_temp.refusals(), '{42501}', 'so is a demoted admin');
select tests.act_as('signed-out admin');
select is(pg_temp.refusals(), '{42501}', 'so is an admin who signed out');
select tests.act_as('expired admin');
select is(pg_temp.refusals(), '{42501}', 'so is one whose session ran out');
select tests.act_as('service_role');
select is(pg_temp.refusals(), '{42501}', 'so is the backend, which has no name to stamp');
select tests.act_as('postgres');
select is(pg_temp.states(), (select states from before), 'none of them changed anything');
select tests.act_as('anon');
select is(tests.rows_or_refusal($$select public.resolve_errors(array[tests.row_id('e', 1)], 'x')$$), '42501', 'anon may not call it');
select is(tests.rows_or_refusal($$select public.acknowledge_ops_alerts(array[tests.row_id('a', 2)])$$), '42501', 'nor acknowledge');
select is(tests.rows_or_refusal($$select public.resolve_churn_alerts(array[tests.row_id('c', 2)], 'x')$$), '42501', 'nor resolve churn alerts');
select is(tests.rows_or_refusal($$select public.requeue_webhooks(array[tests.row_id('b', 2)], 'x')$$), '42501', 'nor requeue');

select tests.act_as('admin');
select set_eq('select distinct o from pg_temp.outcomes() o', array['done', 'missing'], 'control: an admin does all of it');

select * from finish();
