select plan(22);

insert into public.integrations (user_id, provider, access_token, refresh_token) values
  (tests.id_of('customer'), 'cal.com', 'hidden-access', null), (tests.id_of('other customer'), 'cal.com', null, 'hidden-refresh');
insert into public.webhook_configs (user_id, url, secret, headers) values
  (tests.id_of('customer'), 'https://example.com/hook?key=hidden-key#hidden', 'hidden-secret', '{"X-Token": "hidden-header", "Accept": "*"}'),
  (tests.id_of('other customer'), 'https://example.com/other', '', null);
insert into public.tracking_sessions (created_by, token, update_key) values (tests.id_of('customer'), 'hidden-token', 'hidden-update');
insert into public.tracking_points (session_id, lat, lng, recorded_at) select s.id, 1, 2, '2026-03-01' from public.tracking_sessions s;

select is((select count(*) from public.integrations where access_token = 'hidden-access'), 1::bigint, 'control: there is a token');

select tests.act_as('admin');
select is_empty('select from public.integrations', 'an admin does not read the integrations');
select is_empty('select from public.webhook_configs', 'nor the webhook configurations');
select results_eq('select user_id, has_access_token, has_refresh_token from public.integration_list order by user_id',
  $$values (tests.id_of('customer'), true, false), (tests.id_of('other customer'), false, true)$$, 'but which tokens are there');
select results_eq('select url, has_secret, header_names from public.webhook_config_list order by user_id',
  $$values ('https://example.com/hook', true, '{Accept,X-Token}'::text[]), ('https://example.com/other', false, '{}')$$,
  'and which secrets, headers by name, addresses without their query');
select is((select count(*) from public.tracking), 1::bigint, 'and who is on the way');
select is((select last_recorded_at from public.tracking), '2026-03-01'::timestamptz, 'and since when they are where they are');
select is_empty($$select from public.integration_list l where l::text like '%hidden%'$$, 'no integration shows a secret');
select is_empty($$select from public.webhook_config_list l where l::text like '%hidden%'$$, 'no webhook configuration does');
select is_empty($$select from public.tracking l where l::text like '%hidden%'$$, 'no journey does');

select tests.act_as('customer');
select results_eq('select access_token from public.integrations', array['hidden-access'], 'a customer reads their own token');
select results_eq('select secret from public.webhook_configs', array['hidden-secret'], 'and their own secret');
select results_eq('select user_id from public.integration_list', array[tests.id_of('customer')], 'and of the lists what is theirs');
select results_eq('select user_id from public.webhook_config_list', array[tests.id_of('customer')], 'of both');

select tests.act_as('other customer');
select is_empty('select from public.tracking', 'another customer sees nobody on the way');
select is_empty('select from public.tracking_points', 'nor where they are');

select tests.act_as('demoted admin');
select is_empty('select from public.integration_list', 'a demoted admin reads no list of integrations');
select is_empty('select from public.webhook_config_list', 'nor of webhook configurations');
select tests.act_as('signed-out admin');
select is_empty('select from public.integration_list', 'an admin who signed out neither');

select tests.act_as('anon');
select is(tests.rows_or_refusal('select from public.integration_list'), '42501', 'anon is refused the list of integrations');
select is(tests.rows_or_refusal('select from public.webhook_config_list'), '42501', 'and of webhook configurations');
select is_empty('select from public.tracking', 'and sees nobody on the way');

select * from finish();
