insert into public.error_logs (id, error_type, message, user_id, request_body, created_at) values
  (tests.row_id('1', 1), 'near', 'refused', tests.id_of('customer'), '{"call_id": "call_0123456789abcdef"}', '2026-05-04 10:00+00'),
  (tests.row_id('1', 2), 'nameless', 'refused', null, null, '2026-05-04 10:00+00');
insert into public.webhook_queue (id, user_id, event_type, idempotency_key, raw_payload, received_at, processed_at, result, error_message) values
  (tests.row_id('2', 1), tests.id_of('customer'), 'call_ended', 'near 1', '{}', '2026-05-04 10:05+00', '2026-05-04 10:06+00', 'failed', 'no'),
  (tests.row_id('2', 2), tests.id_of('customer'), 'call_ended', 'near 2', '{}', '2026-05-04 09:59+00', null, null, null),
  (tests.row_id('2', 3), tests.id_of('other customer'), 'call_ended', 'retell:call_0123456789abcdef', '{}', '2026-05-04 10:14+00', null, null, null),
  (tests.row_id('2', 4), tests.id_of('customer'), 'call_ended', 'done', '{}', '2026-05-04 10:01+00', '2026-05-04 10:02+00', 'success', null),
  (tests.row_id('2', 5), tests.id_of('customer'), 'call_ended', 'late', '{}', '2026-05-04 10:16+00', null, null, null),
  (tests.row_id('2', 6), tests.id_of('other customer'), 'call_ended', 'another', '{}', '2026-05-04 10:01+00', null, null, null);

select plan(8);
select tests.act_as('admin');
select results_eq($$select id, state, shared from public.webhooks_failed_with(tests.row_id('1', 1))$$,
  $$values (tests.row_id('2', 3), 'pending', 'call_0123456789abcdef'), (tests.row_id('2', 2), 'pending', 'customer'), (tests.row_id('2', 1), 'failed', 'customer')$$,
  'what names the same call comes first, then what is nearest of the same customer; not what went well, is far, or is of others');
select is_empty($$select from public.webhooks_failed_with(tests.row_id('1', 2))$$, 'an error that names nobody and nothing has none');
select is_empty($$select from public.webhooks_failed_with(tests.row_id('1', 9))$$, 'nor has one that does not exist');

create function pg_temp.asked_by(actor text) returns text language plpgsql as $$
begin
  perform tests.act_as(actor);
  return tests.rows_or_refusal($q$select from public.webhooks_failed_with(tests.row_id('1', 1))$q$);
end
$$;
select tests.act_as('postgres');
select is(pg_temp.asked_by('anon'), '42501', 'no visitor may ask');
select is(pg_temp.asked_by('customer'), '0', 'a customer gets nothing about their own error');
select is(pg_temp.asked_by('other customer'), '0', 'nor of another''s');
select is(pg_temp.asked_by('demoted admin'), '0', 'nor is who was an admin');
select is(pg_temp.asked_by('service_role'), '3', 'control: there are three');
select * from finish();
