create temp table corpus (kind text, error_type text, message text, stack_trace text);
insert into corpus values
  ('node: time-out', 'retell_timeout', 'get-call timed out after 10000 ms for call_ab12cd34ef56ab78cd90, attempt 2 of 3', null),
  ('node: time-out', 'retell_timeout', 'get-call timed out after 9871.5 ms for call_ffe0aa1122334455, attempt 3 of 3', null),
  ('node: gateway', 'retell_timeout', '504 from api.retellai.com after 10002 ms while fetching call_0123456789abcdef', null),
  ('node: refused', 'network', 'connect ECONNREFUSED 10.0.0.7:5432', null),
  ('node: refused', 'network', 'connect ECONNREFUSED 192.168.41.9:5432', null),
  ('node: refused at another port', 'network', 'connect ECONNREFUSED 192.168.41.9:6543', null),
  ('node: refused', 'network', 'connect ECONNREFUSED ::1:5432', null),
  ('node: refused', 'network', 'connect ECONNREFUSED 2001:db8:85a3::8a2e:370:5432', null),
  ('node: reset', 'network', 'read ECONNRESET api.cal.com:443', null),
  ('node: undefined id', 'TypeError', 'Cannot read properties of undefined (reading ''id'')', null),
  ('node: undefined phone', 'TypeError', 'Cannot read properties of undefined (reading ''phone'')', null),
  ('node: url', 'http', 'GET https://api.example.com/v2/calls/12345?token=abc&page=2 answered 500', null),
  ('node: url', 'http', 'GET https://api.example.com/v2/calls/987?token=xyz&page=31 answered 500', null),
  ('node: other status', 'http', 'GET https://api.example.com/v2/calls/987?token=xyz&page=31 answered 502', null),
  ('node: other url', 'http', 'GET https://api.example.com/v2/agents/987 answered 502', null),
  ('node: json', 'SyntaxError', 'Unexpected token ''<'', "<!DOCTYPE html><p>busy" is not valid JSON', null),
  ('node: json', 'SyntaxError', E'Unexpected token ''o'', "overloaded" is not valid JSON\n    at JSON.parse (<anonymous>)', null),
  ('node: apostrophe', 'lookup', 'Can''t find customer ''Blue Ridge HVAC'' in ''north''', null),
  ('node: apostrophe', 'lookup', 'Can''t find customer ''Al'' in ''south-west''', null),
  ('node: uuid', 'lookup', 'No integration 7c9e6679-7425-40de-944b-e07fc1f90ae7 for dana.reed@blueridge.example', null),
  ('node: uuid', 'lookup', 'No integration abcdefab-cdef-abcd-efab-cdefabcdefab for al@example.com', null),
  ('node: phone', 'lookup', 'No agent for inbound number +1 (828) 555-0142 (message SM0a1b2c3d4e5f)', null),
  ('node: phone', 'lookup', 'No agent for inbound number +14155550199 (message SMffffffffffff0)', null),
  ('node: stripe', 'stripe', 'No such customer: `cus_NffrFeUfNV2Hib` at Sun Nov 22 22:27:58 UTC 2026', null),
  ('node: stripe', 'stripe', 'No such customer: `cus_AbCdEfGhIjKlMn` at Mon Jan 3 09:01:02 UTC 2027', null),
  ('node: time', 'job', 'Lease ended at 2026-11-22T10:00:00.123Z, owner ‘worker a’', null),
  ('node: time', 'job', 'Lease ended at 2026-03-01 07:30:15+02:00, owner ‘b’', null),
  ('node: token', 'auth', 'Rejected Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkYW5hIn0.c2lnbmF0dXJl', null),
  ('node: token', 'auth', 'Rejected Bearer abcdefghijklmnop', null),
  ('python: key error of scoring', 'KeyError', '''customer_id''', E'Traceback (most recent call last):\n  File "/srv/jobs/main.py", line 3, in main\n    run()\n  File "/srv/jobs/health.py", line 117, in score\n    x = row[k]\nKeyError: ''customer_id'''),
  ('python: key error of scoring', 'KeyError', '''plan''', E'Traceback (most recent call last):\n  File "/srv/jobs/main.py", line 9, in main\n    run()\n  File "/srv/jobs/health.py", line 119, in score\n    x = row[k]\n  File "/usr/lib/python3.12/json/decoder.py", line 1, in decode\nKeyError: ''plan'''),
  ('python: key error of billing', 'KeyError', '''plan''', E'Traceback (most recent call last):\n  File "/srv/jobs/billing.py", line 4, in bill\n    x = row[k]\nKeyError: ''plan'''),
  ('python: traceback as message', 'worker', E'Traceback (most recent call last):\n  File "/srv/a.py", line 3, in run\n    y()\nValueError: could not convert string to float: ''12,5''', null),
  ('python: traceback as message', 'worker', E'Traceback (most recent call last):\n  File "/srv/b.py", line 77, in go\nValueError: could not convert string to float: ''none''\n', null),
  ('python: attribute', 'AttributeError', '''NoneType'' object has no attribute ''start_time''', null),
  ('python: other attribute', 'AttributeError', '''NoneType'' object has no attribute ''end_time''', null),
  ('python: division', 'ZeroDivisionError', 'division by zero while scoring 7c9e6679-7425-40de-944b-e07fc1f90ae7: 0 calls in 30 days', null),
  ('python: division', 'ZeroDivisionError', 'division by zero while scoring 00000000-0000-4000-8000-0000000000c1: 0 calls in 7 days', null),
  ('postgres: not null phone', 'db', 'null value in column "phone" of relation "leads" violates not-null constraint', null),
  ('postgres: not null email', 'db', 'null value in column "email" of relation "leads" violates not-null constraint', null),
  ('postgres: unique', 'db', 'duplicate key value violates unique constraint "agents_agent_id_key" (agent agent_oBeDLoLOeuAbiuaMFXRtDOLri)', null),
  ('postgres: unique', 'db', 'duplicate key value violates unique constraint "agents_agent_id_key" (agent agent_5f2b00c7)', null),
  ('postgres: other unique', 'db', 'duplicate key value violates unique constraint "leads_phone_key" (agent agent_5f2b00c7)', null),
  ('postgres: deadlock', 'db', E'ERROR:  deadlock detected\nDETAIL:  Process 2841 waits for ShareLock on transaction 88123456; blocked by process 99.', null),
  ('postgres: deadlock', 'db', E'\n  ERROR:  deadlock detected\nDETAIL:  Process 7 waits for ShareLock on transaction 88999999; blocked by process 4.', null),
  ('postgres: uuid', 'db', 'invalid input syntax for type uuid: "not one"', null),
  ('postgres: integer', 'db', 'invalid input syntax for type integer: "twelve"', null),
  ('postgres: other type', 'db of another', 'invalid input syntax for type integer: "twelve"', null),
  ('no message: deliver', 'crash', null, E'Error\n    at settle (/app/node_modules/axios/lib/core/settle.js:19:12)\n    at deliver (/app/src/sms/send.js:77:13)\n    at run (/app/src/queue.js:1:1)'),
  ('no message: deliver', 'crash', '  ', E'Error\n    at settle (/app/node_modules/axios/lib/core/settle.js:20:1)\n    at deliver (/app/src/sms/send.js:81:2)\n    at other (/app/src/other.js:1:1)'),
  ('no message: receive', 'crash', null, E'Error\n    at receive (/app/src/sms/receive.js:77:13)'),
  ('nothing at all', 'crash', null, null);

select plan(12);

select is_empty($$
  select a.kind, a.message, b.message from corpus a join corpus b on b.kind = a.kind
  where private.error_group_id(a.error_type, a.message, a.stack_trace) <> private.error_group_id(b.error_type, b.message, b.stack_trace)$$,
  'what differs in values only falls together');
select is_empty($$
  select a.kind, b.kind, private.error_fingerprint(a.error_type, a.message, a.stack_trace) from corpus a join corpus b on b.kind > a.kind
  where private.error_group_id(a.error_type, a.message, a.stack_trace) = private.error_group_id(b.error_type, b.message, b.stack_trace)$$,
  'what differs in words stays apart');
select isnt_empty('select kind from corpus group by kind having count(*) > 1', 'control: some fall together');

select is(private.error_fingerprint('retell_timeout', 'get-call timed out after 10 ms for "x"', 'at a'),
  E'2 retell_timeout\nget-call timed out after * for *', 'a fingerprint is its version, the type and the pattern');
select is(private.error_group_id('retell_timeout', 'get-call timed out after 10 ms for "x"', null),
  overlay(overlay(md5(E'2 retell_timeout\nget-call timed out after * for *') placing '3' from 13) placing '9' from 17)::uuid,
  'the id of a group is its sum, as a UUID whose variant says the version of the rules');
select is(private.error_fingerprint(null, null, null), E'2 \n', 'an error without anything has a fingerprint too');
select is(length(private.error_fingerprint('', repeat('many words ', 10000), null)), 502, 'only the beginning of a long line counts');

select tests.act_as('service_role');
insert into public.error_logs (id, error_type, message, endpoint, group_id) values
  (tests.row_id('e', 30), 'x', 'Lost 4 calls', '/a', tests.row_id('f', 1)), (tests.row_id('e', 31), 'x', 'Lost 5 calls', '/b', null),
  (tests.row_id('e', 32), 'x', 'Found 5 calls', '/b', null);
select is((select group_id from public.error_logs where id = tests.row_id('e', 30)), private.error_group_id('x', 'Lost 1 calls', null),
  'the database sets the group, whatever the request says');
select is((select count(distinct group_id) from public.error_logs where error_type = 'x'), 2::bigint, 'the endpoint is no part of it');
update public.error_logs set message = 'Lost 9 calls' where id = tests.row_id('e', 32);
select is((select count(distinct group_id) from public.error_logs where error_type = 'x'), 1::bigint, 'a corrected message moves the error');
update public.error_logs set group_id = tests.row_id('f', 1) where id = tests.row_id('e', 32);
select is((select group_id from public.error_logs where id = tests.row_id('e', 32)), private.error_group_id('x', 'Lost 1 calls', null), 'nobody else does');

select tests.act_as('admin');
select throws_ok($$update public.error_logs set group_id = gen_random_uuid(), resolved_at = now(), resolution_notes = 'x' where error_type = 'x'$$,
  '42501', null, 'least of all a person');

select * from finish();
