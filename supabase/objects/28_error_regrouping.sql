-- New rules of grouping: groups of older ones are divided, and what admins decided about them goes with their events.

insert into private.grouping_rules (rules) values (private.error_rules()) on conflict (rules) do nothing;

create or replace function private.regrouping_objection() returns text
language sql stable security definer set search_path = ''
as $$ select private.backfill_objection('error_logs') $$;

comment on function private.regrouping_objection() is
  'Why errors of before stay in the groups of older rules, null when they do not: an update of each would reach Realtime or run what others attached.';

create or replace function private.next_group_of_older_rules() returns uuid
language sql stable set search_path = ''
as $$
  select t.group_id from public.error_group_totals t
  where private.rules_of(t.group_id) <> private.error_rules() % 4 and exists (select from public.error_logs e where e.group_id = t.group_id)
    and not exists (select from private.error_group_moves m where m.from_id = t.group_id and m.completed_at is not null)
  order by t.last_seen desc nulls last, t.group_id limit 1
$$;

comment on function private.next_group_of_older_rules() is 'The latest group that the present rules have not divided yet.';

create or replace function private.carry_group_state(old_id uuid, new_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  moved constant bigint := (select m.events from private.error_group_moves m where m.from_id = old_id and m.to_id = new_id);
begin
  -- Of several groups that became one, that with most events decides; what an admin decided since then stands.
  if exists (select from public.error_group_states s where s.group_id = new_id) and (
    exists (select from public.audit_trail l where l.entity = 'error_groups' and l.entity_id = new_id::text and l.action like 'error_group.%')
    or exists (select from private.error_group_moves m join private.error_group_moves o on o.from_id = m.from_id
      where m.to_id = new_id and m.from_id <> old_id and m.completed_at is not null
      group by m.from_id, m.events having m.events >= moved and m.events = max(o.events))) then
    return;
  end if;
  insert into public.error_group_states as t
  select r.* from public.error_group_states s
  cross join lateral jsonb_populate_record(s, jsonb_build_object('group_id', new_id,
    -- So many more events as were left of the snooze.
    'snoozed_events', s.snoozed_events - (select sum(m.events) from private.error_group_moves m where m.from_id = old_id)
      + (select c.events from public.error_group_totals c where c.group_id = new_id),
    'snoozed_customers', greatest(s.snoozed_customers, (select c.customers + 1 from public.error_group_totals c where c.group_id = new_id and s.snoozed_customers is not null)))) r
  where s.group_id = old_id
  on conflict (group_id) do update set resolved_at = excluded.resolved_at, resolved_by = excluded.resolved_by, resolution_notes = excluded.resolution_notes,
    reopening = excluded.reopening, snoozed_at = excluded.snoozed_at, snoozed_by = excluded.snoozed_by, snoozed_until = excluded.snoozed_until,
    snoozed_events = excluded.snoozed_events, snoozed_customers = excluded.snoozed_customers, assigned_to = excluded.assigned_to;
end
$$;

comment on function private.carry_group_state(uuid, uuid) is
  'Gives a group the state, assignee and snooze of the one that it was a part of.';

create or replace function private.lend_group_state(old_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  most uuid := (select m.to_id from private.error_group_moves m where m.from_id = old_id order by m.events desc, m.to_id limit 1);
begin
  -- What had most events before has not got them any more, and nobody decided about it since.
  delete from public.error_group_states s using private.error_group_moves m, public.error_group_states o
  where m.from_id = old_id and m.to_id = s.group_id and s.group_id <> most and o.group_id = old_id
    and (s.assigned_to, s.snoozed_at, s.resolved_at) is not distinct from (o.assigned_to, o.snoozed_at, o.resolved_at)
    and not exists (select from private.error_group_moves e where e.to_id = s.group_id and e.from_id <> old_id)
    and not exists (select from public.audit_trail l where l.entity = 'error_groups' and l.entity_id = s.group_id::text and l.action like 'error_group.%');
  perform private.carry_group_state(old_id, most);
end
$$;

comment on function private.lend_group_state(uuid) is
  'While a group of older rules is being divided, what admins decided about it holds where most of its events are so far, too.';

create or replace function private.complete_regrouping(old_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  new_id constant uuid := (select m.to_id from private.error_group_moves m where m.from_id = old_id order by m.events desc, m.to_id limit 1);
begin
  perform private.carry_group_state(old_id, new_id), private.carry_error_group_merges(old_id, new_id);
  delete from public.error_group_states s where s.group_id = old_id;
  update private.error_group_moves m set completed_at = now() where m.from_id = old_id;
end
$$;

comment on function private.complete_regrouping(uuid) is
  'When a group of older rules has no event left: what admins decided about it, merges too, goes where most of its events went.';

create or replace function private.keep_regrouped_open(groups uuid[]) returns void
language sql set search_path = ''
as $$
  delete from private.late_errors l where l.group_id = any (groups);
  update public.error_group_states s set resolved_at = null, resolved_by = null, resolution_notes = null, reopening = null
  where s.group_id = any (groups)
    and exists (select from private.error_logs e where e.group_id = s.group_id and e.resolved_at is null and e.created_at <= s.resolved_at)
$$;

comment on function private.keep_regrouped_open(uuid[]) is
  'Events that nobody resolved stay open when they come into a group that was: they arrived by a rule, not late.';

create or replace function private.regroup_some_errors(most integer) returns bigint
language plpgsql security definer set search_path = ''
as $$
declare
  old_id uuid := private.next_group_of_older_rules();
  moved bigint := 0;
begin
  -- One at a time, as changes are applied; and no row is waited for.
  if old_id is null or current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only') = 'on'
    or private.regrouping_objection() is not null
    or not pg_try_advisory_xact_lock(hashtext('private.apply_error_group_deltas')) then
    return 0;
  end if;
  perform set_config('kryonex.regrouping', 'on', true), set_config('kryonex.group_act', 'on', true);
  -- The trigger sets the group.
  with taken as (
    update public.error_logs e set group_id = null
    where e.id = any (array(select o.id from public.error_logs o where o.group_id = old_id order by o.id limit most for no key update skip locked))
    returning e.group_id
  )
  insert into private.error_group_moves as m (from_id, to_id, events)
  select old_id, t.group_id, count(*) from taken t where t.group_id is not null and t.group_id <> old_id group by t.group_id
  on conflict (from_id, to_id) do update set events = m.events + excluded.events;
  get diagnostics moved = row_count;
  select coalesce(sum(m.events), 0) into moved from private.error_group_moves m where m.from_id = old_id;
  perform private.apply_error_group_deltas(1000000);
  if not exists (select from public.error_logs e where e.group_id = old_id) then
    perform private.complete_regrouping(old_id);
  else
    perform private.lend_group_state(old_id);
  end if;
  perform private.keep_regrouped_open(array(select m.to_id from private.error_group_moves m where m.from_id = old_id));
  perform set_config('kryonex.regrouping', '', true), set_config('kryonex.group_act', '', true);
  return moved;
end
$$;

comment on function private.regroup_some_errors(integer) is
  'Puts at most so many events of a group of older rules where the present ones put them, and returns how many of it have moved; 0 when nothing is to do, or somebody else is at it. Rows that somebody holds are left to the next time.';

create or replace procedure private.regroup_errors(batch_size integer default 2000)
language plpgsql
as $$
declare
  moved bigint;
  idle integer := 0;
  before bigint := -1;
begin
  while idle < 20 and private.next_group_of_older_rules() is not null and private.regrouping_objection() is null loop
    moved := private.regroup_some_errors(batch_size);
    commit;
    select coalesce(pg_catalog.sum(m.events), 0) into moved from private.error_group_moves m;
    idle := case when moved = before then idle + 1 else 0 end;
    if moved = before then
      perform pg_catalog.pg_sleep(0.1);
    end if;
    before := moved;
  end loop;
end
$$;

comment on procedure private.regroup_errors(integer) is
  'Divides all groups of older rules, committing after each batch. Call it outside a transaction; called again it goes on, and does nothing when nothing is left. Lists do the same, a part with each look.';

create or replace function private.error_group_now(wanted uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  reached uuid := wanted;
  next_id uuid;
begin
  for step in 1..10 loop
    next_id := coalesce((select a.target_id from private.error_group_aliases a where a.group_id = reached),
      (select m.to_id from private.error_group_moves m
        where m.from_id = reached and not exists (select from public.error_logs e where e.group_id = reached) order by m.events desc, m.to_id limit 1));
    exit when next_id is null;
    reached := next_id;
  end loop;
  return reached;
end
$$;

comment on function private.error_group_now(uuid) is 'The group that an id leads to: in which most events are of one that newer rules divided, or into which it was merged.';

create or replace function private.error_group_origins(wanted uuid) returns uuid[]
language sql stable security definer set search_path = ''
as $$
  with recursive origins (id) as (
    select wanted
    union
    select n.id from origins o cross join lateral (
      select m.from_id from private.error_group_moves m where m.to_id = o.id
      union all
      select a.group_id from private.error_group_aliases a where a.target_id = o.id
    ) n (id)
  )
  select array_agg(o.id) from origins o
$$;

comment on function private.error_group_origins(uuid) is 'A group, and the groups of older rules and merged groups of which it holds events: their comments and audit rows are its own.';

create or replace function private.read_error_group_ids(wanted uuid) returns table (current_id uuid, ids uuid[])
language plpgsql stable security definer rows 1 set search_path = ''
as $$
begin
  perform private.require_admin();
  current_id := private.error_group_now(wanted);
  ids := private.error_group_origins(current_id);
  return next;
end
$$;

comment on function private.read_error_group_ids(uuid) is 'What public.error_group_ids does.';

create or replace function public.error_group_ids(wanted uuid) returns table (current_id uuid, ids uuid[])
language sql stable rows 1 set search_path = ''
as $$ select * from private.read_error_group_ids(wanted) $$;

comment on function public.error_group_ids(uuid) is
  'The group that an id leads to since rules of grouping changed or it was merged, and the ids under which it has been commented and acted on.';

create or replace function private.read_error_grouping() returns table (since timestamptz, events bigint, older bigint, kept_for text)
language plpgsql stable security definer rows 1 set search_path = ''
as $$
begin
  perform private.require_admin();
  return query
  select r.since, sum(t.events)::bigint, coalesce(sum(t.events) filter (where private.rules_of(t.group_id) <> private.error_rules() % 4), 0)::bigint, private.regrouping_objection()
  from private.grouping_rules r left join public.error_group_totals t on not exists (select from private.error_group_aliases a where a.group_id = t.group_id)
  where r.rules = private.error_rules() group by r.since;
end
$$;

comment on function private.read_error_grouping() is 'What public.error_grouping does.';

create or replace function public.error_grouping() returns table (since timestamptz, events bigint, older bigint, kept_for text)
language sql stable rows 1 set search_path = ''
as $$ select * from private.read_error_grouping() $$;

comment on function public.error_grouping() is
  'Since when errors are grouped by the present rules; how many events there are and how many of them are in groups of older rules still; and why these stay there, null where they are being divided.';

revoke execute on function private.regrouping_objection(), private.next_group_of_older_rules(), private.carry_group_state(uuid, uuid), private.lend_group_state(uuid),
  private.complete_regrouping(uuid), private.keep_regrouped_open(uuid[]), private.regroup_some_errors(integer), private.error_group_now(uuid), private.error_group_origins(uuid),
  private.read_error_group_ids(uuid), public.error_group_ids(uuid), private.read_error_grouping(), public.error_grouping()
  from public, anon, authenticated, service_role;

revoke execute on procedure private.regroup_errors(integer) from public, anon, authenticated, service_role;

grant execute on function private.read_error_group_ids(uuid), public.error_group_ids(uuid), private.read_error_grouping(), public.error_grouping()
  to authenticated, service_role;
