select plan(17);

select tests.act_as('service_role');
insert into public.webhook_queue (id, event_type, idempotency_key, received_at)
values (tests.row_id('f1', 1), 'call_ended', 'attempt-1', now() - interval '10 minutes');
select is_empty($$select from public.webhook_attempts where webhook_id = tests.row_id('f1', 1)$$, 'one that arrives has had no attempt');
update public.webhook_queue set attempts = 1, error_message = 'timed out' where id = tests.row_id('f1', 1);
update public.webhook_queue set attempts = 2, processed_at = now() - interval '5 minutes', processed_by = 'system', result = 'failed', error_message = 'No agent'
where id = tests.row_id('f1', 1);
select results_eq($$select attempt, result, processor, error_message from public.webhook_attempts where webhook_id = tests.row_id('f1', 1) order by attempt$$,
  $$values (1, 'retry', null, 'timed out'), (2, 'failed', 'system', 'No agent')$$, 'each attempt is kept, the one after which it stayed in the queue as well');
select results_eq($$select queued_at = now() - interval '10 minutes', finished_at = now() from public.webhook_attempts
    where webhook_id = tests.row_id('f1', 1) and attempt = 1$$, $$values (true, true)$$, 'with since when it had waited and when it was over');

select tests.act_as('admin');
select results_eq($$select outcome from public.requeue_webhooks(array[tests.row_id('f1', 1)], 'fixed')$$, $$values ('done')$$, 'an admin requeues it');
select is((select queued_at from public.webhook_queue where id = tests.row_id('f1', 1)), now(), 'and since then it waits');
select is((select count(*) from public.webhook_attempts where webhook_id = tests.row_id('f1', 1)), 2::bigint, 'what was kept is not kept twice');
select tests.act_as('service_role');
update public.webhook_queue set attempts = 3, processed_at = now() + interval '2 seconds', processed_by = 'replay:x', result = 'success' where id = tests.row_id('f1', 1);
select results_eq($$select result, processor, extract(epoch from finished_at - queued_at)::integer from public.webhook_attempts
    where webhook_id = tests.row_id('f1', 1) and attempt = 3$$, $$values ('success', 'replay:x', 2)$$, 'an attempt after a requeue counts from it');
select is((select count(*) from public.webhook_attempts where webhook_id = tests.row_id('f1', 1)), 3::bigint, 'the earlier ones stay');
update public.webhook_queue set phone_number = '+15550177' where id = tests.row_id('f1', 1);
select is((select count(*) from public.webhook_attempts where webhook_id = tests.row_id('f1', 1)), 3::bigint, 'another change is no attempt');

select tests.act_as('admin');
select is((select count(*) from public.requeue_webhooks(array[tests.row_id('b', 2)], 'fixed') where outcome = 'done'), 1::bigint, 'control: one that arrived settled is requeued');
select results_eq($$select attempt, result, error_message, finished_at from public.webhook_attempts where webhook_id = tests.row_id('b', 2)$$,
  $$values (3, 'failed', 'No agent', '2026-03-01 11:01+00'::timestamptz)$$, 'and how it had ended is kept then');
select is((select last_attempt_at from public.webhook_marks(array[tests.row_id('b', 2)])), '2026-03-01 11:01+00'::timestamptz, 'the list knows the last attempt');
select is((select last_attempt_at from public.webhook_marks(array[tests.row_id('b', 1)])), null, 'and that there was none');
select results_eq($$select outcome from public.skip_webhooks(array[tests.row_id('b', 1)], 'never')$$, $$values ('done')$$, 'an admin skips one');
select is_empty($$select from public.webhook_attempts where webhook_id = tests.row_id('b', 1)$$, 'which is no attempt');

select tests.act_as('customer');
select is_empty('select from public.webhook_attempts', 'customers see no attempts');
select tests.act_as('anon');
select is_empty('select from public.webhook_attempts', 'nor do strangers');

select * from finish();
