select plan(26);

insert into public.leads (id, user_id, flagged_for_review) values
  (tests.row_id('1ead', 1), tests.id_of('customer'), true), (tests.row_id('1ead', 2), tests.id_of('other customer'), false);
insert into public.appointments (user_id, start_time, cal_booking_uid, updated_at) values (tests.id_of('customer'), now(), 'booking', '2020-01-01');
insert into public.integrations (user_id, provider) values (tests.id_of('customer'), 'cal.com');
insert into public.webhook_configs (user_id, url, updated_at) values (tests.id_of('customer'), 'https://example.com/hook', '2020-01-01');
insert into public.tracking_sessions (id, created_by) values (tests.row_id('7ac', 1), tests.id_of('customer'));
insert into public.dialer_queue (created_by) values (tests.id_of('customer'));

select tests.act_as('customer');

select is(tests.rows_or_refusal($$update public.leads set name = 'Ann', summary = 'Boiler'$$), '1', 'control: a customer changes their lead');
select is(tests.rows_or_refusal('update public.leads set flagged_for_review = false'), '42501', 'but does not take the flag off');
select is(tests.rows_or_refusal($$update public.leads set name = 'Bob', flagged_for_review = false$$), '42501', 'nor hidden in another change');
select is(tests.rows_or_refusal($$update public.leads set user_id = tests.id_of('other customer')$$), '42501', 'nor gives the lead away');
select is(tests.rows_or_refusal($$update public.leads set created_at = '2020-01-01'$$), '42501', 'nor changes when it came');
select is(tests.rows_or_refusal($$insert into public.leads (user_id, flagged_for_review) values (tests.id_of('customer'), true)$$), '42501',
  'nor flags a new one');
select is(tests.rows_or_refusal($$insert into public.leads (user_id) values (tests.id_of('other customer'))$$), '42501', 'nor enters one for another customer');
select is(tests.rows_or_refusal($$insert into public.leads (user_id, name) values (tests.id_of('customer'), 'Cleo')$$), '1', 'control: a customer enters a lead');

select is(tests.rows_or_refusal($$update public.appointments set status = 'cancelled'$$), '1', 'control: a customer cancels an appointment');
select is((select updated_at from public.appointments), now(), 'updated_at says when');
select is(tests.rows_or_refusal($$update public.appointments set notes = 'x', updated_at = '2030-01-01'$$), '1', 'whatever the request');
select is((select updated_at from public.appointments), now(), 'says');
select is(tests.rows_or_refusal($$update public.appointments set cal_booking_uid = 'other'$$), '1', 'a customer moves to another booking');

select is(tests.rows_or_refusal($$update public.integrations set user_id = tests.id_of('other customer')$$), '42501', 'a customer keeps their integration');
select is(tests.rows_or_refusal($$update public.webhook_configs set user_id = tests.id_of('other customer')$$), '42501', 'and their webhook');
select is(tests.rows_or_refusal('update public.webhook_configs set is_active = false'), '1', 'control: they switch it off');
select is((select updated_at from public.webhook_configs), now(), 'and updated_at says when');

select is(tests.rows_or_refusal('update public.tracking_sessions set eta_minutes = 5'), '1', 'control: a customer changes an arrival');
select is(tests.rows_or_refusal($$update public.tracking_sessions set token = 'guessed'$$), '42501', 'but not its token');
select is(tests.rows_or_refusal($$update public.tracking_sessions set update_key = 'guessed'$$), '42501', 'nor its key');
select is(tests.rows_or_refusal($$update public.tracking_sessions set lead_id = tests.row_id('1ead', 2)$$), '42501', 'nor ties it to another customer''s lead');
select is(tests.rows_or_refusal($$update public.tracking_sessions set lead_id = tests.row_id('1ead', 1)$$), '1', 'control: their own lead they may');
select is(tests.rows_or_refusal($$insert into public.dialer_queue (created_by, lead_id) values (tests.id_of('customer'), tests.row_id('1ead', 2))$$), '42501',
  'a customer does not queue another customer''s lead');
select is(tests.rows_or_refusal($$insert into public.dialer_queue (created_by, lead_id) values (tests.id_of('customer'), tests.row_id('1ead', 1))$$), '1',
  'control: their own they may');

select tests.act_as('service_role');
select is(tests.rows_or_refusal('update public.leads set flagged_for_review = true'), '3', 'control: the platform flags leads');
select is(tests.rows_or_refusal($$update public.appointments set cal_booking_uid = 'other'$$), '1', 'control: and books');

select * from finish();
