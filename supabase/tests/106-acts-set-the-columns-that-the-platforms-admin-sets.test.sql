-- Columns that a table of the platform's has and the contract does not document.
alter table public.churn_alerts add column acknowledged boolean default false, add column acknowledged_at timestamptz, add column acknowledged_by text;
alter table public.leads add column flagged_at timestamptz;
insert into public.leads (id, user_id, name) values (tests.row_id('2', 1), tests.id_of('customer'), 'Ann');

select plan(5);
select tests.act_as('admin');
select is((select outcome from public.resolve_churn_alerts(array[tests.row_id('c', 1)], 'Called')), 'done', 'a churn alert is resolved');
select public.flag_leads(array[tests.row_id('2', 1)], true);
select public.act_on_matching('churn', 'resolve', '{"state": "open"}', 'Called, too', now());
select tests.act_as('postgres');
select row_eq($$select acknowledged, acknowledged_at, acknowledged_by from public.churn_alerts where id = tests.row_id('c', 1)$$,
  row (true, now(), tests.id_of('admin')::text), 'and acknowledged with it');
select row_eq($$select acknowledged, acknowledged_by, resolved_by from public.churn_alerts where id = tests.row_id('c', 2)$$,
  row (true, tests.id_of('admin')::text, tests.id_of('admin')), 'so are all that match');
select row_eq($$select flagged_for_review, flagged_at from public.leads where id = tests.row_id('2', 1)$$, row (true, now()), 'a flag says since when');
select tests.act_as('admin');
select public.flag_leads(array[tests.row_id('2', 1)], false);
select tests.act_as('postgres');
select row_eq($$select flagged_for_review, flagged_at from public.leads where id = tests.row_id('2', 1)$$, row (false, null::timestamptz), 'and is taken back');
select * from finish();
