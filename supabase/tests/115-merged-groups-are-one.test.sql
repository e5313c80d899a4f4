create temp table g as select private.error_group_id('merge', 'Alpha 1', null) as a, private.error_group_id('merge', 'Beta 1', null) as b,
  private.error_group_id('merge too', 'Gamma 1', null) as c;
grant select on g to public;
create function pg_temp.happen(number integer, what text, at timestamptz, whose text, place text) returns void language sql as $$
  insert into public.error_logs (id, error_type, message, endpoint, user_id, created_at)
  values (tests.row_id('e', number), case when what = 'Gamma' then 'merge too' else 'merge' end, what || ' ' || number, place, tests.id_of(whose), at) $$;
-- What a group counts, from the rows, where each merged group is that it stands under.
create function pg_temp.same() returns boolean language sql security definer as $$
  with recounted as (
    select private.merged_error_group(e.group_id) as id, count(*) as events, count(*) filter (where e.resolved_at is null) as unresolved,
      count(distinct e.user_id)::integer as customers, min(e.created_at) as first_seen, max(e.created_at) as last_seen from public.error_logs e group by 1
  ), counted as (select l.id, l.events, l.unresolved, l.customers, l.first_seen, l.last_seen from public.error_group_list l)
  select not exists ((table recounted except table counted) union all (table counted except table recounted)) $$;
-- The same of customers, endpoints, hours and texts, once changes are applied.
create function pg_temp.kept() returns boolean language sql security definer as $$
  with events as (
    select e.*, p.id as place from public.error_logs e
    cross join lateral (select e.group_id as id union all select unnest(a.path) from private.error_group_aliases a where a.group_id = e.group_id) p
  ), recounted as (
    select 'customer ' || e.user_id as what, e.place, count(*) as events, count(*) filter (where e.resolved_at is null) as unresolved, max(e.created_at) as last from events e where e.user_id is not null group by 1, 2
    union all select 'endpoint ' || e.endpoint, e.place, count(*), count(*) filter (where e.resolved_at is null), null from events e where e.endpoint is not null group by 1, 2
    union all select 'hour ' || private.hour_of(e.created_at), e.place, count(*), 0, null from events e group by 1, 2
    union all select 'texts', e.place, count(distinct e.message), 0, null from events e group by 1, 2
  ), counted as (
    select 'customer ' || k.user_id, k.group_id, k.events, k.unresolved, k.last_seen from public.error_group_customers k
    union all select 'endpoint ' || p.endpoint, p.group_id, p.events, p.unresolved, null from public.error_group_endpoints p
    union all select 'hour ' || h.hour, h.group_id, h.events, 0, null from public.error_group_hours h
    union all select 'texts', t.group_id, t.texts, 0, null from public.error_group_totals t
  )
  select not exists ((table recounted except table counted) union all (table counted except table recounted)) $$;
create function pg_temp.state_of(wanted uuid) returns text language sql as $$ select l.state from public.error_group_list l where l.id = wanted $$;
create function pg_temp.under(wanted uuid, out a text, out b text, out c text) language sql security definer as $$
  select (select count(*) from public.error_group_list l where l.id = g.a)::text, (select count(*) from public.error_group_list l where l.id = g.b)::text,
    (select count(*) from public.error_group_list l where l.id = g.c)::text from g $$;
create function pg_temp.listed() returns text language sql as $$
  select concat_ws(' ', case when exists (select from public.error_group_list l where l.id = g.a) then 'a' end,
    case when exists (select from public.error_group_list l where l.id = g.b) then 'b' end,
    case when exists (select from public.error_group_list l where l.id = g.c) then 'c' end) from g $$;
create function pg_temp.found(filter jsonb) returns text language sql as $$
  select string_agg(case l.id when g.a then 'a' when g.b then 'b' when g.c then 'c' end, ' ' order by l.id = g.b, l.id = g.c)
  from public.list_error_groups(filter || '{"state": "all"}') l, g where l.id in (g.a, g.b, g.c) $$;

select plan(76);

select tests.act_as('service_role');
select pg_temp.happen(800 + n, 'Alpha', now() - n * interval '1 hour', 'customer', '/a') from generate_series(2, 6) n;
select pg_temp.happen(810 + n, 'Beta', now() - n * interval '1 hour', case n when 9 then 'customer' else 'other customer' end, case n when 1 then '/a' else '/b' end) from unnest('{1,8,9}'::integer[]) n;
select pg_temp.happen(830, 'Gamma', now() - interval '3 hours', 'unscored customer', '/c');
create temp table rows_before as select e.id, e::text as content from public.error_logs e;
reset role;
select private.apply_error_group_deltas(1000), private.update_error_group_impact(array[(select a from g), (select b from g)]);
insert into public.error_group_states (group_id, assigned_to) select b, tests.id_of('second admin') from g union all select a, tests.id_of('admin') from g;
select ok(pg_temp.same() and pg_temp.kept(), 'control: three groups are counted');
select tests.act_as('admin');
select is(pg_temp.listed(), 'a b c', 'and listed');
create temp table counts_before as select * from public.error_group_list l where l.id in (select a from g union select b from g union select c from g);

-- A merge.
select row_eq($$select outcome, actor_email from public.merge_error_groups(array[(select b from g)], (select a from g), tests.row_id('f', 51))$$, row ('done'::text, 'admin@kryonex.test'::text), 'an admin merges a group into another');
select is(pg_temp.listed(), 'a c', 'it is no group of its own any more');
reset role;
select ok(pg_temp.same(), 'the target counts its events, customers and times');
select ok(pg_temp.kept(), 'by customer, endpoint, hour and text');
select is((select count(*) from rows_before b join public.error_logs e on e.id = b.id and e::text = b.content), (select count(*) from rows_before), 'no row of the platform was changed');
select tests.act_as('admin');
select row_eq($$select events, customers, texts, impact, worst_grade from public.error_group_list where id = (select a from g)$$, row (8::bigint, 2, 8, (149 + 497)::bigint, 'F'::text),
  'its impact is what the plans of all of them cost, its texts are those of both');
select is((select message from public.error_group_list where id = (select a from g)), 'Beta 811', 'its latest event is the latest of both');
select is((select latest_error from public.error_group_list where id = (select a from g)), tests.row_id('e', 811), 'by its id, too');
select is((select assigned_to from public.error_group_list where id = (select a from g)), tests.id_of('admin'), 'the target''s assignee stands');
select is(pg_temp.found('{"q": "Beta 818"}'), 'a', 'a search for a message of the source finds the target');
select is(pg_temp.found('{"q": "merge Beta *"}'), 'a', 'and so does its pattern');
select is(pg_temp.found('{"endpoint": ["/b"]}'), 'a', 'its endpoint');
select is(pg_temp.found(jsonb_build_object('customer', tests.id_of('other customer'))), 'a', 'its customer');
select is(pg_temp.found(jsonb_build_object('since', now() - interval '570 minutes', 'until', now() - interval '510 minutes')), 'a', 'and the time of its events');
select is((select sum(matches) from public.list_histogram('error_groups', jsonb_build_object('ids', array[(select a from g)], 'state', 'all'), array[now() - interval '1 day', now() + interval '1 minute'])), 8::numeric, 'charts draw the events of both');
select is((select sum(s) from public.error_group_list l, unnest(l.sparkline) s where l.id = (select a from g)), 8::numeric, 'so does the sparkline');
select results_eq($$select f.value, f.matches from public.list_facets('error_groups', '{"type": ["merge"]}') f where f.facet = 'endpoint' order by 1$$, $$values ('/a'::text, 1::bigint), ('/b', 1)$$, 'facets count one group');
select results_eq($$select f.value, f.matches from public.list_facets('errors', '{"state": "all"}') f where f.facet = 'type' and f.value like 'merge%' order by 1$$, $$values ('merge'::text, 8::bigint), ('merge too', 1)$$, 'and each error once, by its own type');
select is((select sum(events) from public.list_error_group_customers((select a from g))), 8::numeric, 'all customers of both are listed');
select results_eq($$select f.id, f.label from public.find_anything('Beta *') f where f.kind = 'error group'$$, $$select a, 'merge'::text from g$$, 'the palette leads to the target');
select is((select count(*) from public.similar_error_groups((select c from g)) s where s.id = (select b from g)), 0::bigint, 'what stands under another is like no group');
select results_eq($$select i.current_id, (select b from g) = any (i.ids) and (select a from g) = any (i.ids) from public.error_group_ids((select b from g)) i$$, $$select a, true from g$$, 'the old address leads to the target, both histories stand');
select results_eq($$select m.id, m.events, m.merged_by_email from public.merged_error_groups((select a from g)) m$$, $$select b, 3::bigint, 'admin@kryonex.test'::text from g$$, 'the target says what was merged into it');
reset role;
select is((select a.since from private.attention_candidates(500) a where a.id = (select a from g)), (select min(created_at) from public.error_logs where error_type = 'merge'), 'it is as late as the oldest of both');
select tests.act_as('admin');
select results_eq($$select l.actor_id, l.action_type, l.metadata ->> 'into', l.metadata ->> 'notes' from public.audit_trail l where l.action = 'error_group.merged'$$,
  $$select tests.id_of('admin'), 'merge'::text, a::text, 'merge: Beta * → merge: Alpha *' from g$$, 'it is audited');

-- Asked again, and by somebody else.
select is((select outcome from public.merge_error_groups(array[(select b from g)], (select a from g), tests.row_id('f', 51))), 'already', 'the same request merges once');
select tests.act_as('second admin');
select row_eq($$select outcome, actor_email from public.merge_error_groups(array[(select b from g)], (select c from g), tests.row_id('f', 52))$$, row ('already'::text, 'admin@kryonex.test'::text), 'another admin sees who was first');
select is((select outcome from public.merge_error_groups(array[(select a from g)], (select b from g), tests.row_id('f', 53))), 'already', 'two groups make no circle');
select throws_ok($$select public.merge_error_groups(array[(select a from g)], (select a from g), gen_random_uuid())$$, '22023', null, 'no group goes into itself');
select throws_ok($$select public.merge_error_groups(array[(select a from g)], (select c from g), null)$$, '22023', null, 'nor without a request');
select is((select outcome from public.merge_error_groups(array[(select a from g)], tests.row_id('f', 9), gen_random_uuid())), 'missing', 'nor into one that is not there');
select is((select outcome from public.merge_error_groups(array[tests.row_id('f', 9)], (select a from g), gen_random_uuid())), 'missing', 'and what is not there is missing');
select is((select count(*) from public.audit_trail where action = 'error_group.merged'), 1::bigint, 'none of this left an audit row');
select is((select outcome from public.resolve_error_groups(array[(select b from g)], 'x')), 'missing', 'a screen of before cannot act on the source');

-- Later events.
select tests.act_as('service_role');
select pg_temp.happen(840, 'Beta', now(), 'unscored customer', '/late');
reset role;
select ok(pg_temp.same(), 'a later event of the source counts at once');
select tests.act_as('admin');
select is((select sparkline[24] from public.error_group_list where id = (select a from g)), 1::bigint, 'in the sparkline, too');
select is(pg_temp.found('{"endpoint": ["/late"]}'), 'a', 'and its endpoint is found');
reset role;
select private.apply_error_group_deltas(1000);
select ok(pg_temp.same() and pg_temp.kept(), 'and as exactly when it has been applied');
delete from public.error_logs where id = tests.row_id('e', 819);
select ok(pg_temp.same(), 'a deleted one is taken out');
select private.apply_error_group_deltas(1000);
select ok(pg_temp.same() and pg_temp.kept(), 'there too');
select private.recount_error_groups();
select ok(pg_temp.same() and pg_temp.kept(), 'a full recount knows what was merged');

-- Decisions.
select tests.act_as('admin');
select is((select rows_left from public.resolve_error_groups(array[(select a from g)], 'Mended')), 0::bigint, 'a resolve of the target');
select is((select count(*) from public.error_logs where error_type = 'merge' and resolution_notes = 'Mended'), 8::bigint, 'reaches all events');
select tests.act_as('service_role');
select pg_temp.happen(841, 'Beta', now() - interval '1 minute', 'customer', '/b');
select tests.act_as('admin');
select count(*) from public.list_error_groups();
select is((select resolution_notes from public.error_logs where id = tests.row_id('e', 841)), 'Mended', 'and one of the source that arrives late');
select public.reopen_error_groups(array[(select a from g)]);
select is((select unresolved from public.error_group_list where id = (select a from g)), 9::bigint, 'and its undo opens them again');
select public.resolve_error_groups(array[(select a from g)], 'Mended');
update public.error_logs set resolved_at = null where id = tests.row_id('e', 841);
select is(pg_temp.state_of((select a from g)), 'unresolved', 'an event of the source that is reopened opens the target');
select public.snooze_error_groups(array[(select a from g)], null, 5);
select is(cardinality(private.snoozed_groups()) >= 2, true, 'a snooze of the target covers the source');

-- A merged group is merged on: the counts of a snooze do not see it.
select is((select outcome from public.merge_error_groups(array[(select c from g)], (select b from g), tests.row_id('f', 54))), 'done', 'an alias leads the next merge to its target');
select is(pg_temp.listed() || ' ' || pg_temp.state_of((select a from g)), 'a snoozed', 'which stays snoozed: nothing has happened');
select public.unmerge_error_groups(array[(select c from g)]);
select is((select snoozed_events - events from public.error_group_list where id = (select a from g)), 5::bigint, 'with as many events to go');
select is((select outcome from public.merge_error_groups(array[(select a from g)], (select c from g), tests.row_id('f', 55))), 'done', 'the target is merged itself');
select is(pg_temp.listed(), 'c', 'and all stand under the last');
reset role;
select ok(pg_temp.same() and pg_temp.kept(), 'counted there');
select is(private.error_group_now((select b from g)), (select c from g), 'an address of the first leads there at once');
insert into public.error_logs (error_type, message) values ('merge', 'Beta 9000');
select ok(pg_temp.same(), 'with what comes later');
select private.apply_error_group_deltas(1000);
select ok(pg_temp.same() and pg_temp.kept(), 'applied too');

-- Undo.
select tests.act_as('second admin');
select row_eq($$select outcome, actor_email from public.unmerge_error_groups(array[(select a from g)])$$, row ('done'::text, 'second-admin@kryonex.test'::text), 'undo gives it its place again');
select is(pg_temp.listed(), 'a c', 'with what had been merged into it');
reset role;
select ok(pg_temp.same() and pg_temp.kept(), 'each with its counts');
select tests.act_as('admin');
select is((select outcome from public.unmerge_error_groups(array[(select b from g)])), 'done', 'and that comes out as well');
select is(pg_temp.listed(), 'a b c', 'all three stand by themselves');
reset role;
select ok(pg_temp.same() and pg_temp.kept(), 'exactly');
select tests.act_as('admin');
select results_eq($$select l.id, l.impact, l.worst_grade, l.assigned_to from public.error_group_list l where l.id = (select c from g)$$, $$select l.id, l.impact, l.worst_grade, l.assigned_to from counts_before l where l.id = (select c from g)$$, 'what nothing happened to is as before');
select is((select assigned_to from public.error_group_list where id = (select b from g)), tests.id_of('second admin'), 'the source has its own decisions again');
select row_eq($$select outcome, actor_email from public.unmerge_error_groups(array[(select b from g)])$$, row ('already'::text, 'admin@kryonex.test'::text), 'there is nothing more to undo');
select is((select outcome from public.merge_error_groups(array[(select b from g)], (select a from g), tests.row_id('f', 51))), 'already', 'a request that was undone does not come back');
select is((select count(*) from public.audit_trail where action = 'error_group.unmerged'), 3::bigint, 'each undo is audited');

-- New rules divide a group that was merged, and into which another was.
reset role;
create temp table d as select private.error_group_id('merge', 'Delta 1', null) as id, overlay(overlay(md5('delta') placing '3' from 13) placing '8' from 17)::uuid as old;
grant select on d to public;
insert into public.error_logs (id, error_type, message, user_id) select tests.row_id('e', 850 + n), 'merge', 'Delta ' || n, tests.id_of('customer') from generate_series(1, 3) n;
set local session_replication_role = replica;
update public.error_logs e set group_id = d.old from d where e.group_id = d.id;
set local session_replication_role = origin;
select private.recount_error_groups();
select tests.act_as('admin');
select public.merge_error_groups(array[g.b], d.old, tests.row_id('f', 56)), public.merge_error_groups(array[d.old], g.a, tests.row_id('f', 57)) from g, d;
select is(pg_temp.listed(), 'a c', 'control: all stand under one');
select lives_ok($$select public.list_error_groups(page_size => n) from generate_series(41, 46) n$$, 'looks divide it');
reset role;
select results_eq('select a.group_id, a.path from private.error_group_aliases a, g where a.group_id = g.b or a.path @> array[g.a] order by cardinality(a.path)',
  'select d.id, array[g.a] from d, g union all select g.b, array[d.id, g.a] from d, g', 'the merges go with the events');
select ok(pg_temp.same() and pg_temp.kept(), 'and with their counts');
select ok(exists (select from private.error_group_moves m, d where m.from_id = d.old and m.completed_at is not null), 'the old group is settled');

-- Nobody else.
select tests.act_as(actor), is(tests.refusals($$select public.merge_error_groups(array[(select b from g)], (select a from g), gen_random_uuid())$$,
  $$select public.unmerge_error_groups(array[(select b from g)])$$, $$select public.merged_error_groups((select a from g))$$), '{42501}', actor || ' can merge nothing')
from unnest('{customer,anon}'::text[]) actor;
select * from finish();
