-- Events that come in another order than they are kept in; every third one holds the text.
insert into public.webhook_queue (event_type, idempotency_key, raw_payload, received_at, attempts)
select 'call_ended', case when n % 3 = 0 then 'needle' else 'straw' end || ' ' || n, '{}',
  '2026-02-01 00:00+00'::timestamptz + (n * 7919 % 600) * interval '1 minute', n % 4
from generate_series(1, 600) n;
analyze public.webhook_queue;

create temp table expected as
select w.id, row_number() over (order by w.received_at desc, w.id desc) as newest, row_number() over (order by w.attempts, w.id) as fewest, w.received_at
from public.webhook_queue w where w.idempotency_key like 'needle %';
grant select on expected to authenticated;

select plan(6);
select is((select count(*) from expected), 200::bigint, 'control: a page is a part of what is searched for');

select tests.act_as('admin');
select results_eq($$select id from public.list_webhooks('{"q": "needle"}', page_size => 50)$$,
  'select id from expected where newest <= 50 order by newest', 'the newest fifty come first');
select results_eq($$select l.id from expected e, public.list_webhooks('{"q": "needle"}', page_size => 50,
    cursor_values => jsonb_build_array(e.received_at, e.id)) l where e.newest = 50$$,
  'select id from expected where newest between 51 and 100 order by newest', 'then the next');
select results_eq($$select l.id from expected e, public.list_webhooks('{"q": "needle"}', page_size => 50,
    cursor_values => jsonb_build_array(e.received_at, e.id), backward => true) l where e.newest = 101$$,
  'select id from expected where newest between 51 and 100 order by newest', 'back from a row are those before it');
select results_eq($$select id from public.list_webhooks('{"q": "needle"}', sort => 'attempts', descending => false, page_size => 50)$$,
  'select id from expected where fewest <= 50 order by fewest', 'another sort orders them as well');
select is((select count(*) from public.list_webhooks('{"q": "needle 300"}', page_size => 50)), 1::bigint, 'what is rare is found alone');
select * from finish();
