create temp table g as select private.error_group_id('texts', 'Lost 1', null) as id, private.error_group_id('texts', 'Word of a kind', null) as other;
grant select on g to public;
create function pg_temp.texts(wanted uuid) returns integer language sql as $$ select l.texts from public.list_error_groups('{"type": ["texts"], "state": "all"}') l where l.id = wanted $$;
create function pg_temp.kept(wanted uuid) returns bigint language sql security definer as $$ select count(*) from private.error_group_texts w where w.group_id = wanted $$;
create function pg_temp.counted(wanted uuid) returns integer language sql as $$
  select least(count(distinct e.message), 101)::integer from public.error_logs e where e.group_id = wanted $$;

select plan(24);

select tests.act_as('service_role');
insert into public.error_logs (id, error_type, message, created_at)
select tests.row_id('e', 700 + n), 'texts', 'Lost ' || n % 3, now() - n * interval '1 minute' from generate_series(1, 12) n;
select tests.act_as('admin');
select is(pg_temp.texts((select id from g)), 3, 'twelve events of three texts hold three texts');
select is((select pattern from public.error_group_list where id = (select id from g)), 'Lost *', 'of one pattern');
select tests.act_as('service_role');
insert into public.error_logs (id, error_type, message) values (tests.row_id('e', 720), 'texts', 'Lost 2'), (tests.row_id('e', 721), 'texts', 'Lost 77');
select tests.act_as('admin');
select is(pg_temp.texts((select id from g)), 4, 'a known text adds none, a new one does');
select is((select l.texts from public.list_error_groups('{"type": ["texts"]}') l), 4, 'a list without a state says the same');

-- What is resolved still says what it said; what is deleted or says something else does not.
select tests.act_as('admin');
select public.resolve_error_groups(array[(select id from g)], 'Mended');
select is(pg_temp.texts((select id from g)), 4, 'a resolve takes no text');
select public.reopen_error_groups(array[(select id from g)]);
reset role;
delete from public.error_logs where id = tests.row_id('e', 721);
select tests.act_as('admin');
select is(pg_temp.texts((select id from g)), 3, 'a text goes with its last event');
reset role;
update public.error_logs set message = 'Lost 5000' where id = tests.row_id('e', 720);
select tests.act_as('admin');
select is(pg_temp.texts((select id from g)), 4, 'an event that says something else brings its text');
reset role;
update public.error_logs set message = 'Word of a kind' where id = tests.row_id('e', 720);
select tests.act_as('admin');
select is(pg_temp.texts((select id from g)), 3, 'and takes it to another group');
select is(pg_temp.texts((select other from g)), 1, 'which has it');

-- The cap.
select tests.act_as('service_role');
insert into public.error_logs (id, error_type, message) select tests.row_id('e', 1000 + n), 'texts', 'Lost ' || 100000 + n from generate_series(1, 97) n;
select tests.act_as('admin');
select is(pg_temp.texts((select id from g)), 100, 'a hundred texts are counted');
select is(pg_temp.kept((select id from g)), 100::bigint, 'and kept');
select tests.act_as('service_role');
insert into public.error_logs (id, error_type, message) select tests.row_id('e', 1100 + n), 'texts', 'Lost ' || 200000 + n from generate_series(1, 300) n;
select tests.act_as('admin');
select is(pg_temp.texts((select id from g)), 101, '101 stands for more');
select is(pg_temp.kept((select id from g)), 0::bigint, 'of which none is kept');
reset role;
delete from public.error_logs where error_type = 'texts' and id >= tests.row_id('e', 1000);
select tests.act_as('admin');
select is(pg_temp.texts((select id from g)), 3, 'when events have been deleted they are counted again');

-- A full recount, and groups from before texts were counted.
reset role;
select private.recount_error_groups();
select is_empty($$select t.group_id from public.error_group_totals t where t.texts is distinct from pg_temp.counted(t.group_id)$$, 'a recount agrees with the rows in every group');
select cmp_ok((select count(*) from public.error_group_totals), '>=', 5::bigint, 'control: there are groups');
update public.error_group_totals set texts = null, many_texts = null where group_id is not null;
delete from private.error_group_texts where group_id is not null;
insert into public.error_logs (id, error_type, message) values (tests.row_id('e', 1500), 'texts', 'Lost 8');
select private.apply_error_group_deltas(1000);
select is((select texts from public.error_group_list where id = (select id from g)), null, 'what has not been counted says nothing');
select tests.act_as('admin');
select is(pg_temp.texts((select id from g)), 4, 'a look counts it');
reset role;
select is_empty($$select t.group_id from public.error_group_totals t where t.texts is distinct from pg_temp.counted(t.group_id)$$, 'so has every group');
update public.error_group_totals set texts = null, many_texts = null where group_id is not null;
select cmp_ok(private.fill_error_texts(), '>', 0, 'the filling counts them too');
select is_empty($$select t.group_id from public.error_group_totals t where t.texts is distinct from pg_temp.counted(t.group_id)$$, 'as the rows say');

-- Whoever is no admin sees neither groups nor texts.
select tests.act_as('customer');
select is((select count(*) from public.error_group_list), 0::bigint, 'customers see no group');
select is(tests.refusals('select from private.error_group_texts', $$select private.count_error_texts('{}')$$, 'select private.fill_error_texts()'), '{42501}', 'nor its texts, and count none');
select tests.act_as('anon');
select is(tests.refusals('select from private.error_group_texts', 'select from public.error_group_list', $$select private.update_error_text_counts('{}')$$), '{42501}', 'nor do strangers');
select * from finish();
