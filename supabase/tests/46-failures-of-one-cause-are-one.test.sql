select plan(23);

select is(private.failure_pattern('x', 'Cal.com answered 401: token 8812 was revoked'), private.failure_pattern('y', 'Cal.com answered 401: token 9 was revoked'), 'values are no part of a cause');
select isnt(private.webhook_cause('x', 'Cal.com answered 401'), private.webhook_cause('x', 'Cal.com answered 503'), 'the status code is');
select is(private.webhook_cause('x', 'timed out after 450 ms'), private.webhook_cause('x', 'timed out after 10000 ms'), 'a duration is no status code');
select isnt(private.webhook_cause('x', 'No agent'), private.webhook_cause('y', 'No agent'), 'the event type is part of a cause');

select tests.act_as('service_role');
insert into public.webhook_queue (id, event_type, user_id, received_at, processed_at, processed_by, result, error_message, attempts)
select tests.row_id('f2', n), case when n <= 9 then 'call_analyzed' else 'call_ended' end, tests.id_of(case when n % 2 = 0 then 'customer' else 'other customer' end),
  now() - interval '1 minute' * n, now(), 'system', 'failed', case when n <= 7 then 'Cal.com answered 401: booking ' || n else 'Cal.com answered 503' end, 3
from generate_series(1, 12) n;
select is((select count(distinct cause) from public.webhook_queue where id in (select tests.row_id('f2', n) from generate_series(1, 12) n)), 3::bigint, 'control: three causes');
update public.webhook_queue set cause = gen_random_uuid() where id = tests.row_id('f2', 1);
select is((select cause from public.webhook_queue where id = tests.row_id('f2', 1)), private.webhook_cause('call_analyzed', 'Cal.com answered 401: booking 1'), 'a cause cannot be made up');

select tests.act_as('admin');
select results_eq($$select event_type, failed, customers, oldest, newest, newest_id from public.list_webhook_causes() where pattern like 'Cal.com%'$$,
  $$values ('call_analyzed', 7::bigint, 2::bigint, now() - interval '7 minutes', now() - interval '1 minute', tests.row_id('f2', 1)),
    ('call_ended', 3::bigint, 2::bigint, now() - interval '12 minutes', now() - interval '10 minutes', tests.row_id('f2', 10)),
    ('call_analyzed', 2::bigint, 2::bigint, now() - interval '9 minutes', now() - interval '8 minutes', tests.row_id('f2', 8))$$,
  'failures of one cause are one, with how many and whose, the largest first');
select results_eq($$select failed from public.list_webhook_causes('{"event_type": ["call_ended"]}') where pattern like 'Cal.com%'$$, $$values (3::bigint)$$, 'under a filter');
select results_eq($$select failed from public.list_webhook_causes(jsonb_build_object('since', now() - interval '3 minutes')) where pattern like 'Cal.com%'$$, $$values (3::bigint)$$, 'under a time');
create temp table cause_filter as select jsonb_build_object('state', 'failed', 'cause', w.cause) as filter from public.webhook_queue w where w.id = tests.row_id('f2', 1);
select is((select count(*) from public.list_webhooks((select filter from cause_filter))), 7::bigint, 'the list is filtered by cause');
select throws_ok($$select public.list_webhooks('{"cause": "x"}')$$, '22023', null, 'a cause is an id');

create temp table frozen as select * from public.freeze_matching('webhooks', 'requeue', (select filter from cause_filter));
select is((select matches from frozen), 7::bigint, 'the cause is counted');
create temp table acted as select * from public.act_on_matching('webhooks', 'requeue', (select filter from cause_filter), 'token renewed', (select frozen_at from frozen) + interval '1 minute');
select is((select done from acted), 7::bigint, 'and requeued as one');
select is((select count(*) from public.requeued_by_part((select bulk_id from acted))), 7::bigint, 'the admin who requeued them can hand on those that wait');
select tests.act_as('second admin');
select is_empty($$select from public.requeued_by_part((select b.id from public.bulk_actions b order by b.started_at desc limit 1))$$, 'and nobody else');
select tests.act_as('admin');
select results_eq($$select failed, waiting, customers, newest_id from public.list_webhook_causes() where pattern like 'Cal.com%401%'$$,
  $$values (0::bigint, 7::bigint, 0::bigint, tests.row_id('f2', 1))$$, 'and stays to be watched, with what waits');
select tests.act_as('service_role');
update public.webhook_queue set processed_at = now() + interval '2 minutes', result = 'failed', error_message = 'Cal.com answered 401: booking 99', attempts = 4 where id = tests.row_id('f2', 1);
update public.webhook_queue set processed_at = now() + interval '2 minutes', result = 'success', attempts = 4 where id = tests.row_id('f2', 2);
select tests.act_as('admin');
select results_eq($$select failed, waiting, processed_since from public.list_webhook_causes() where pattern like 'Cal.com%' and event_type = 'call_analyzed' and pattern like '%401%'$$,
  $$values (1::bigint, 5::bigint, 1::bigint)$$, 'one that fails again is counted, as are those that wait and those that were processed');
select is((select done from public.act_on_matching('webhooks', 'requeue', (select filter from cause_filter), 'token renewed', (select frozen_at from frozen) + interval '1 minute', (select bulk_id from acted))),
  0::bigint, 'the same act sent again does not requeue what failed again since');

select tests.act_as('customer');
select is_empty('select from public.list_webhook_causes()', 'customers see no causes');
select tests.act_as('signed-out admin');
select is_empty('select from public.list_webhook_causes()', 'nor does who has signed out');
select tests.act_as('anon');
select throws_ok('select public.list_webhook_causes()', '42501', null, 'strangers may not ask');
select throws_ok($$select public.requeued_by_part(gen_random_uuid())$$, '42501', null, 'for anything');
select tests.act_as('admin');
select isnt_empty('select from public.list_webhook_causes()', 'control: there are causes');

select * from finish();
