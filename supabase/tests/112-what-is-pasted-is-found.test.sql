-- Names whatever their accents and apostrophes, phones in any writing, messages as they are pasted.
update public.profiles set business_name = 'Peña & O’Brien Heating' where user_id = tests.id_of('customer');
update public.profiles set business_name = 'Pen' || U&'\0303' || 'a Roofing' where user_id = tests.id_of('other customer');
insert into public.error_logs (error_type, message) values
  ('pasted', E'Unexpected token "x" in JSON:\n  at position 4,  col\u00a05'),
  ('pasted', 'Call to (828) 555-0142 failed'),
  ('pasted', 'It’s “over” — really');
insert into public.unknown_phone (phone_number, event_type) values ('+18285550142', 'call_started');
insert into public.webhook_queue (event_type, phone_number) values ('pasted', '828.555.0142');

select plan(77);
select tests.act_as('admin');

select set_eq(format($$select user_id from public.list_customer_health(%L)$$, jsonb_build_object('q', t.q)), t.found, 'customers by ' || t.q)
from (values
  ('pena', array[tests.id_of('customer'), tests.id_of('other customer')]),
  ('Peña', array[tests.id_of('customer'), tests.id_of('other customer')]),
  ('PEN' || U&'\0303' || 'A', array[tests.id_of('customer'), tests.id_of('other customer')]),
  ('o''brien', array[tests.id_of('customer')]), ('O’Brien', array[tests.id_of('customer')]), ('Pena & O', array[tests.id_of('customer')])
) t (q, found);
select ok(exists (select from public.find_anything(t.q) f where f.id = tests.id_of('customer')), 'the palette finds ' || t.q)
from (values ('pena'), ('Peña'), ('O''Brien'), ('O’Brien')) t (q);
select ok(exists (select from public.list_records('profiles', jsonb_build_object('q', t.q)) r where r -> 'rows' @> format('[{"cells": {"user_id": "%s"}}]', tests.id_of('customer'))::jsonb),
  'a table is searched for ' || t.q) from (values ('pena'), ('O''Brien')) t (q);

select is((select count(*)::int from public.list_errors(jsonb_build_object('q', t.q, 'type', '{pasted}'::text[]))), 1, 'an error by ' || t.q)
from (values
  ('Unexpected token "x" in JSON:   at position 4,  col 5'), (E'"x" in JSON:\n  at'), ('“x” in JSON: at position 4, col' || U&'\00a0' || '5'),
  ('It''s "over" - really'), ('It’s “over” — really'),
  ('8285550142'), ('+1 828-555-0142'), ('+18285550142'), ('1.828.555.0142'), ('828 555 0142')
) t (q);
select is((select count(*)::int from public.list_errors(jsonb_build_object('q', t.q, 'type', '{pasted}'::text[]))), 0, 'none by ' || t.q)
from (values ('tokenx'), ('token in JSON'), ('8285550143')) t (q);
select is((select count(*)::int from public.list_error_groups(jsonb_build_object('q', E'"x" in JSON:\n  at position', 'type', '{pasted}'::text[]))), 1, 'its group, too');
select ok(exists (select from public.list_unknown_numbers(jsonb_build_object('q', t.q))), 'an unknown number by ' || t.q)
from (values ('(828) 555-0142'), ('828-555-0142'), ('828')) t (q);
select ok(exists (select from public.list_webhooks(jsonb_build_object('q', t.q))), 'a webhook by ' || t.q) from (values ('+18285550142'), ('(828)555-0142')) t (q);

-- What the masks hide is not found out piece by piece.
select tests.act_as('postgres');
insert into public.error_logs (error_type, message) values
  ('pieces', 'Call to +1 (828) 555-0142 failed after 1764515000123, order 44712'),
  ('pieces', 'Mail to daniel.reyes@bluepeak.com bounced'),
  ('pieces', 'Dialled +44 20 7946 0958 and card 4242 4242 4242 4242');
insert into public.active_sessions (user_id, token_hash, ip_address, user_agent) values (tests.id_of('customer'), 'pieces', '203.0.113.77', 'Pieces/120.0.6099.109');
select tests.act_as('admin');
select is((select count(*)::int from public.list_errors(jsonb_build_object('q', t.q, 'type', '{pieces}'::text[]))), 0, 'a piece finds no error: ' || t.q)
from (values
  ('0142'), ('555'), ('828) 555-01'), ('+1 (828) 555-014'), ('8285550'), ('828555014'), ('555-0142 failed'), ('55-0142'), ('0142 failed after 1764515000123'),
  ('daniel'), ('reyes@bluepeak.com'), ('daniel.reyes@blu'), ('@bluepeak'), ('luepeak.com bounced'),
  ('20 7946'), ('+44 20 7946 095'), ('4242 4242 4242 424'), ('4242 4242 4242')
) t (q);
select is((select count(*)::int from public.list_errors(jsonb_build_object('q', t.q, 'type', '{pieces}'::text[]))), 1, 'an error is found by ' || t.q)
from (values
  ('(828) 555-0142'), ('8285550142'), ('+1 (828) 555-0142 failed'), ('(828) 555-0142 failed'), ('1764515'), ('order 447'), ('Call to'), ('failed after'),
  ('daniel.reyes@bluepeak.com'), ('Mail to daniel.reyes@bluepeak.com'), ('bounced'), ('+44 20 7946 0958'), ('4242 4242 4242 4242')
) t (q);
select is((select count(*)::int from public.list_error_groups(jsonb_build_object('q', t.q, 'type', '{pieces}'::text[]))), t.matches, 'groups by ' || t.q)
from (values ('55-0142', 0), ('daniel', 0), ('8285550142', 1), ('daniel.reyes@bluepeak.com', 1)) t (q, matches);
select is((select count(*)::int from public.list_sessions(jsonb_build_object('q', t.q))), t.matches, 'sessions by ' || t.q)
from (values ('113', 0), ('203.0.113.7', 0), ('203.0.113.77', 1), ('203.0', 1), ('120.0.6099', 1)) t (q, matches);
select is((select count(*)::int from public.list_unknown_numbers(jsonb_build_object('q', '0142'))), 0, 'nor an unknown number by a part that is masked');
select is((select count(*)::int from public.list_webhooks(jsonb_build_object('q', t.q))), 0, 'nor a webhook by ' || t.q) from (values ('0142'), ('828.555')) t (q);
select is((select count(*)::int from public.list_customer_health(jsonb_build_object('q', t.q))), t.matches, 'customers by ' || t.q)
from (select p.email, left(p.email, length(p.email) - 5) as piece from public.profiles p where p.user_id = tests.id_of('customer')) k
cross join lateral (values (k.email, 1), (k.piece, 0)) t (q, matches);

-- An index serves names, and needs nothing that a platform's role may not call.
select tests.act_as('postgres');
select ok(pg_get_indexdef('public.profiles_names_idx'::regclass) !~ 'private\.', 'the index on names is made of built-in functions');
select * from finish();
