select plan(14);

insert into public.webhook_configs (id, user_id, name, url, secret) values
  (tests.row_id('b1', 1), tests.id_of('customer'), 'Zapier', 'https://user:pass@hooks.example:8443/in/key-in-path?token=hidden', 'hidden'),
  (tests.row_id('b1', 2), tests.id_of('other customer'), 'Own', 'https://other.example/hook', 'hidden');
insert into public.webhook_deliveries (id, webhook_id, user_id, event_type, payload, response_body, delivered_at, delivery_status, retry_count, next_retry_at, last_error, created_at) values
  (tests.row_id('b2', 1), tests.row_id('b1', 1), tests.id_of('customer'), 'lead.created', '{"phone": "+14155550123"}', 'ok', '2026-03-01 10:00+00', 'delivered', 0, null, null, '2026-03-01 10:00+00'),
  (tests.row_id('b2', 2), tests.row_id('b1', 1), tests.id_of('customer'), 'lead.created', '{}', 'Gone', null, 'failed', 3, null, '410', '2026-03-01 11:00+00'),
  (tests.row_id('b2', 3), tests.row_id('b1', 2), tests.id_of('other customer'), 'call.completed', '{}', null, null, 'pending', 1, '2026-03-01 13:00+00', 'refused', '2026-03-01 12:00+00'),
  (tests.row_id('b2', 4), null, null, null, null, null, null, 'pending', 0, null, null, '2026-03-01 13:00+00');

select tests.act_as('admin');
select results_eq($$select state, attempts, host, webhook_name, error from public.list_deliveries('{}', descending => false)$$,
  $$values ('delivered', 1, 'hooks.example:8443', 'Zapier', null::text), ('failed', 4, 'hooks.example:8443', 'Zapier', '410'),
    ('waiting', 2, 'other.example', 'Own', 'refused'), ('waiting', 1, null, null, null)$$, 'each with its state, its attempts and the host alone');
select is((select to_jsonb(l)::text from public.delivery_list l where id = tests.row_id('b2', 1)) ~ 'hidden|pass@|key-in-path', false, 'no key is in it');
select is((select count(*) from public.list_deliveries(jsonb_build_object('state', state))), n, state || ' ones are found')
from (values ('delivered', 1::bigint), ('failed', 1), ('waiting', 2), ('all', 4)) s (state, n);
select is((select count(*) from public.list_deliveries(jsonb_build_object('webhook', tests.row_id('b1', 1), 'customer', tests.id_of('customer')))), 2::bigint, 'and those of one webhook');
select results_eq($$select value, matches from public.list_facets('deliveries', '{}') where facet = 'event_type'$$,
  $$values ('lead.created', 2::bigint), ('call.completed', 1)$$, 'counted by event');
select is(public.reveal('webhook_deliveries', tests.row_id('b2', 1), '{payload,phone}'), '+14155550123', 'a masked value can be revealed');
select is((select user_id from public.audit_trail order by created_at desc, ctid desc limit 1), tests.id_of('customer'), 'which is written down for the customer');

select tests.act_as('customer');
select is((select count(*) from public.delivery_list), 0::bigint, 'a customer finds no deliveries in our list');
select is((select count(*) from public.webhook_deliveries), 2::bigint, 'control: their own table has them');
select tests.act_as('demoted admin');
select is((select count(*) from public.list_deliveries()), 0::bigint, 'others see none');
select tests.act_as('anon');
select is(tests.rows_or_refusal('select public.list_deliveries()'), '42501', 'anon asks for none');

select * from finish();
