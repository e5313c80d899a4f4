select plan(60);

insert into public.referral_codes (user_id, code) values (tests.id_of('customer'), 'one'), (tests.id_of('other customer'), 'two');
insert into public.referrals (referrer_id) values (tests.id_of('customer')), (tests.id_of('other customer'));
insert into public.referral_commissions (referrer_id, amount_cents) values (tests.id_of('customer'), 1), (tests.id_of('other customer'), 1);
insert into public.referral_settings (id) values (1), (2);
insert into public.usage_calls (user_id) values (tests.id_of('customer')), (tests.id_of('other customer'));
insert into public.usage_sms (user_id) values (tests.id_of('customer')), (tests.id_of('other customer'));
insert into public.sms_opt_out (phone, user_id) values ('+15550110', tests.id_of('customer')), ('+15550110', null);
insert into public.sms_thread_locks (customer_phone, user_id, expires_at) values
  ('+15550110', tests.id_of('customer'), now()), ('+15550111', tests.id_of('other customer'), now());
insert into public.outbound_sms_log (user_id, to_number) values (tests.id_of('customer'), '+15550110'), (tests.id_of('other customer'), '+15550110');
insert into public.consent_logs (user_id, version) values (tests.id_of('customer'), '1'), (tests.id_of('other customer'), '1');

create temp table relations (name text, own bigint);
insert into relations values ('referral_codes', 1), ('referrals', 0), ('referral_commissions', 1), ('referral_settings', 0), ('usage_calls', 1),
  ('usage_sms', 1), ('sms_opt_out', 1), ('sms_thread_locks', 1), ('outbound_sms_log', 1), ('consent_logs', 1);
grant select on relations to public;

select tests.act_as('admin');
select is(tests.rows_or_refusal(format('select from public.%I', name)), '2', 'an admin reads all of ' || name) from relations;
select is(tests.rows_or_refusal(format('delete from public.%I', name)), '0', 'but deletes nothing from ' || name) from relations;

select tests.act_as('customer');
select is(tests.rows_or_refusal(format('select from public.%I', name)), own::text, 'a customer reads what is theirs of ' || name) from relations;
select is(tests.rows_or_refusal(format('delete from public.%I', name)), case when name in ('usage_calls', 'usage_sms') then '42501' else '0' end,
  'and deletes nothing from ' || name) from relations;

select tests.act_as('signed-out admin');
select is(tests.rows_or_refusal(format('select from public.%I', name)), '0', 'an admin who signed out reads nothing of ' || name) from relations;

select tests.act_as('anon');
select is(tests.rows_or_refusal(format('select from public.%I', name)), '0', 'anon reads nothing of ' || name) from relations;

select * from finish();
