-- Names whatever their accents and apostrophes, phones in any writing, messages as they are pasted.
update public.profiles set business_name = 'Peña & O’Brien Heating' where user_id = tests.id_of('customer');
update public.profiles set business_name = 'Pen' || U&'\0303' || 'a Roofing' where user_id = tests.id_of('other customer');
insert into public.error_logs (error_type, message) values
  ('pasted', E'Unexpected token "x" in JSON:\n  at position 4,  col\u00a05'),
  ('pasted', 'Call to (828) 555-0142 failed'),
  ('pasted', 'It’s “over” — really');
insert into public.unknown_phone (phone_number, event_type) values ('+18285550142', 'call_started');
insert into public.webhook_queue (event_type, phone_number) values ('pasted', '828.555.0142');

select plan(32);
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
from (values ('(828) 555-0142'), ('828-555-0142'), ('0142')) t (q);
select ok(exists (select from public.list_webhooks(jsonb_build_object('q', t.q))), 'a webhook by ' || t.q) from (values ('+18285550142'), ('(828)555-0142')) t (q);

-- An index serves names, and needs nothing that a platform's role may not call.
select tests.act_as('postgres');
select ok(pg_get_indexdef('public.profiles_names_idx'::regclass) !~ 'private\.', 'the index on names is made of built-in functions');
select * from finish();
