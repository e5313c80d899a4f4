select plan(13);
select tests.empty_audit_trail();
alter table public.audit_trail add constraint refuse_resolving check (action !~ 'resolved|requeued|period|acknowledged') not valid;
create temp view kept as
select (select count(*) from public.error_logs where resolved_at is null) as errors, (select count(*) from public.webhook_queue where processed_at is null) as webhooks,
  (select count(*) from public.churn_alerts where resolved_at is null) as churn, (select count(*) from public.ops_alerts where acknowledged_at is null) as alerts,
  (select count(*) from public.audit_trail) as audited;
grant select on kept to public;
create temp table before as select * from kept;
grant select on before to public;

select tests.act_as('admin');
select throws_ok($$select public.resolve_errors(array[tests.row_id('e', 1)], 'x')$$, '23514', null, 'an act fails when its audit row does');
select throws_ok($$select public.requeue_webhooks(array[tests.row_id('b', 2)], 'x')$$, '23514', null, 'whichever');
select throws_ok($$select public.resolve_churn_alerts(array[tests.row_id('c', 1)], 'x')$$, '23514', null, 'of whatever kind');
select throws_ok($$select public.act_on_matching('alerts', 'acknowledge', '{}', null, now())$$, '23514', null, 'also one on everything that matches');
select throws_ok($$update public.error_logs set resolved_at = now(), resolution_notes = 'x' where id = tests.row_id('e', 1)$$, '23514', null,
  'and so does what an admin changes directly');
select results_eq('select * from kept', 'select * from before', 'nothing is left of them');
select is(coalesce(current_setting('kryonex.act', true), ''), '', 'nor does a failed act go on');

select tests.act_as('service_role');
select lives_ok($$update public.error_logs set resolved_at = now() where id = tests.row_id('e', 1)$$, 'what the platform does goes through');
select lives_ok($$update public.webhook_queue set processed_at = null where id = tests.row_id('b', 2)$$, 'all of it');
select tests.act_as('postgres');
select results_eq($$select relation, row_id, what from private.installation_failures order by id$$,
  $$values ('error_logs', tests.row_id('e', 1)::text, 'audit row'), ('webhook_queue', tests.row_id('b', 2)::text, 'audit row')$$, 'the failure is recorded');
select isnt_empty($$select from public.error_logs where id = tests.row_id('e', 1) and resolved_at is not null$$, 'control: it did go through');

-- While an act runs, and no longer, triggers know that it does.
alter table public.audit_trail drop constraint refuse_resolving;
create temp table seen (act text);
grant select, insert on seen to public;
create function pg_temp.note_act() returns trigger language plpgsql as $$ begin insert into seen values (current_setting('kryonex.act', true)); return null; end $$;
create trigger note_act after update on public.error_logs for each row execute function pg_temp.note_act();
select tests.act_as('admin');
select public.resolve_errors(array[tests.row_id('e', 2)], 'x');
select results_eq('select * from seen', $$values ('on')$$, 'an act says that it is one');
select is(current_setting('kryonex.act', true), '', 'until its end');
select * from finish();
