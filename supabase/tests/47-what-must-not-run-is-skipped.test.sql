select plan(21);

select tests.act_as('admin');
select throws_ok($$select public.skip_webhooks(array[tests.row_id('b', 1)], ' ')$$, '22023', 'reason must not be empty', 'skipping needs a reason');
select results_eq($$select outcome from public.skip_webhooks(array(select tests.row_id('b', n) from generate_series(1, 6) n), 'test traffic')$$,
  $$values ('done'), ('done'), ('already'), ('already'), ('already'), ('missing')$$, 'what waits or failed is skipped, what went through or was skipped is not');
select results_eq($$select processed_by, result, error_message from public.webhook_queue where id in (tests.row_id('b', 1), tests.row_id('b', 2)) order by id$$,
  $$values ('skip:' || tests.id_of('admin'), 'skipped', null), ('skip:' || tests.id_of('admin') || ':failed', 'skipped', 'No agent')$$, 'it says who did it and keeps the error');
select results_eq($$select action, actor_id, metadata ->> 'reason' from public.audit_trail where entity_id = tests.row_id('b', 1)::text$$,
  $$values ('webhook.skipped', tests.id_of('admin'), 'test traffic')$$, 'and is audited once');
select tests.act_as('second admin');
select results_eq($$select outcome, actor_id, actor_email from public.skip_webhooks(array[tests.row_id('b', 1)], 'mine')$$,
  $$select 'already', user_id, email from public.profiles where user_id = tests.id_of('admin')$$, 'the second admin sees who was first');
select results_eq($$select outcome from public.unskip_webhooks(array[tests.row_id('b', 1), tests.row_id('b', 2), tests.row_id('b', 4)])$$,
  $$values ('done'), ('done'), ('already')$$, 'what a person skipped is put back, not what the platform skipped');
select is((select processed_at from public.webhook_queue where id = tests.row_id('b', 1)), null, 'what waited waits again');
select results_eq($$select result, error_message, cause is not null from public.webhook_queue where id = tests.row_id('b', 2)$$,
  $$values ('failed', 'No agent', true)$$, 'what had failed is failed again, and does not run');
select is((select count(*) from public.audit_trail where entity_id in (tests.row_id('b', 1)::text, tests.row_id('b', 2)::text) and action in ('webhook.unskipped', 'webhook.requeued')),
  2::bigint, 'both are audited');

select throws_ok($$update public.webhook_queue set processed_at = now(), result = 'success' where id = tests.row_id('b', 1)$$, '42501', null, 'nobody calls it a success');
select throws_ok($$update public.webhook_queue set processed_at = now(), result = 'failed' where id = tests.row_id('b', 1)$$, '42501', null, 'nor a failure');
select throws_ok($$update public.webhook_queue set processed_at = now(), result = 'skipped' where id = tests.row_id('b', 3)$$, '42501', null, 'what was processed stays so');
select throws_ok($$update public.webhook_queue set cause = gen_random_uuid() where id = tests.row_id('b', 1)$$, '42501', null, 'nobody gives it a cause');
select throws_ok($$update public.webhook_queue set queued_at = '2020-01-01' where id = tests.row_id('b', 1)$$, '42501', null, 'nor another time');

create temp table frozen as select * from public.freeze_matching('webhooks', 'skip', '{"state": "failed"}');
create temp table acted as select * from public.act_on_matching('webhooks', 'skip', '{"state": "failed"}', 'test traffic', (select frozen_at from frozen));
select is((select done from acted), (select matches from frozen), 'everything that matches is skipped as one');
select cmp_ok((select done from acted), '>', 0::bigint, 'control: there was something');
select is((select undone from public.undo_bulk((select bulk_id from acted))), (select done from acted), 'and put back as one');
select is((select count(*) from public.webhook_queue where result = 'failed'), (select matches from frozen), 'as it was');

select tests.act_as('customer');
select throws_ok($$select public.skip_webhooks(array[tests.row_id('b', 1)], 'let me')$$, '42501', 'admins only', 'customers cannot skip');
select throws_ok($$select public.unskip_webhooks(array[tests.row_id('b', 1)])$$, '42501', 'admins only', 'nor put back');
select tests.act_as('anon');
select throws_ok($$select public.skip_webhooks(array[tests.row_id('b', 1)], 'x')$$, '42501', null, 'strangers may not ask');

select * from finish();
