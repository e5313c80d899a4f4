-- Merging groups of errors, and undoing it.

create or replace function private.add_error_group_counts(source uuid, targets uuid[], sign integer) returns void
language plpgsql set search_path = ''
as $$
begin
  -- So many more events and customers as were left of a snooze.
  update public.error_group_states s set snoozed_events = s.snoozed_events - t.events, snoozed_customers = s.snoozed_customers - t.customers
  from public.error_group_totals t where s.group_id = any (targets) and s.snoozed_at is not null and t.group_id = s.group_id;
  insert into public.error_group_customers as k (group_id, user_id, events, unresolved, last_seen)
  select t.id, o.user_id, sign * o.events, sign * o.unresolved, o.last_seen
  from public.error_group_customers o cross join unnest(targets) t (id) where o.group_id = source
  on conflict (group_id, user_id) do update set events = k.events + excluded.events, unresolved = k.unresolved + excluded.unresolved,
    last_seen = case when sign > 0 then greatest(k.last_seen, excluded.last_seen)
      when k.last_seen > excluded.last_seen then k.last_seen
      else (select max(e.created_at) from private.error_logs e
        where e.user_id = k.user_id and e.group_id = any (private.error_group_members(k.group_id))) end;
  insert into public.error_group_endpoints as p (group_id, endpoint, events, unresolved)
  select t.id, o.endpoint, sign * o.events, sign * o.unresolved
  from public.error_group_endpoints o cross join unnest(targets) t (id) where o.group_id = source
  on conflict (group_id, endpoint) do update set events = p.events + excluded.events, unresolved = p.unresolved + excluded.unresolved;
  insert into public.error_group_hours as h (group_id, hour, events)
  select t.id, o.hour, sign * o.events from public.error_group_hours o cross join unnest(targets) t (id) where o.group_id = source
  on conflict (group_id, hour) do update set events = h.events + excluded.events;
  update public.error_group_totals t set events = t.events + sign * o.events, unresolved = t.unresolved + sign * o.unresolved,
    customers = (select count(*) from public.error_group_customers k where k.group_id = t.group_id and k.events > 0),
    counted_at = clock_timestamp()
  from public.error_group_totals o where o.group_id = source and t.group_id = any (targets);
  perform private.refresh_moved_groups(targets), private.update_error_text_counts(targets), private.update_error_group_impact(targets);
  update public.error_group_states s set snoozed_events = s.snoozed_events + t.events, snoozed_customers = s.snoozed_customers + t.customers
  from public.error_group_totals t where s.group_id = any (targets) and s.snoozed_at is not null and t.group_id = s.group_id;
end
$$;

comment on function private.add_error_group_counts(uuid, uuid[], integer) is
  'Adds what is counted of a group to other groups, or with -1 takes it out of them again. Only for who holds the lock of those who apply changes: pending ones follow the aliases of the moment in which they are applied.';

create or replace function private.audit_error_group_merge(source uuid, target uuid, done text, done_type text, request uuid) returns void
language sql set search_path = ''
as $$
  insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
  values (auth.uid(), done, done_type, 'error_groups', source::text, jsonb_strip_nulls(jsonb_build_object('into', target, 'request', request,
    'notes', (select string_agg(concat_ws(': ', t.error_type, nullif(left(t.pattern, 120), '')), ' → ' order by t.group_id <> source)
      from public.error_group_totals t where t.group_id in (source, target)))))
$$;

comment on function private.audit_error_group_merge(uuid, uuid, text, text, uuid) is 'The audit row of a merge or its undo. The history of the target holds it too, as long as the group stands there.';

create or replace function private.merge_group(source uuid, target uuid, request uuid, merged_by uuid, merged_at timestamptz default clock_timestamp())
returns void
language plpgsql set search_path = ''
as $$
begin
  insert into private.error_group_aliases (group_id, path, merged_by, merged_at, request) values (source, array[target], merged_by, merged_at, request);
  update private.error_group_aliases a set path = a.path || target where a.path @> array[source];
  delete from private.late_errors l where l.group_id = source;
  perform private.add_error_group_counts(source, array[target], 1);
end
$$;

comment on function private.merge_group(uuid, uuid, uuid, uuid, timestamptz) is 'Puts a group that stands for itself under another that does, with all that was merged into it.';

create or replace function private.unmerge_group(source uuid) returns uuid
language plpgsql set search_path = ''
as $$
declare
  former constant uuid[] := (select a.path from private.error_group_aliases a where a.group_id = source);
begin
  delete from private.error_group_aliases a where a.group_id = source;
  update private.error_group_aliases a set path = a.path[1:array_position(a.path, source)] where a.path @> array[source];
  perform private.add_error_group_counts(source, former, -1), private.update_error_group_impact(array[source]);
  return former[cardinality(former)];
end
$$;

comment on function private.unmerge_group(uuid) is
  'Gives a merged group, with what had been merged into it before, its own place again; returns the group under which it stood.';

create or replace function private.carry_error_group_merges(old_id uuid, new_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  a private.error_group_aliases;
  target uuid;
begin
  -- What was merged into it first, so that it has nothing left itself.
  for a in select * from private.error_group_aliases t where t.path[1] = old_id or t.group_id = old_id order by t.group_id = old_id, t.merged_at loop
    perform private.unmerge_group(a.group_id);
    target := private.merged_error_group(case when a.group_id = old_id then a.path[1] else new_id end);
    if a.group_id = old_id then
      a.group_id := new_id;
    end if;
    if target <> a.group_id and not exists (select from private.error_group_aliases t where t.group_id = a.group_id) then
      perform private.merge_group(a.group_id, target, a.request, a.merged_by, a.merged_at);
    end if;
  end loop;
end
$$;

comment on function private.carry_error_group_merges(uuid, uuid) is
  'Merges what was merged into a group of older rules into the one that has most of its events, and that into what it had been merged into.';

create or replace function private.merge_groups(ids uuid[], target uuid, request uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  g record;
  reached uuid;
begin
  perform private.begin_act();
  if target is null or request is null or target = any (ids) then
    raise exception 'groups are merged into another group, by a request with an id' using errcode = '22023';
  end if;
  perform private.lock_error_groups(array_append(ids, target));
  reached := private.merged_error_group(target);
  for g in
    select w.id, a.merged_at, a.merged_by, t.group_id is not null and o.group_id is not null as there,
      (select l.created_at from public.audit_trail l where l.entity = 'error_groups' and l.entity_id = w.id::text
        and l.action = 'error_group.merged' and l.metadata ->> 'request' = merge_groups.request::text limit 1) as asked_at
    from private.check_ids(ids) w
    left join private.error_group_aliases a on a.group_id = w.id
    left join public.error_group_totals t on t.group_id = w.id and t.events > 0
    left join public.error_group_totals o on o.group_id = reached and o.events > 0
    order by w.place
  loop
    id := g.id;
    outcome := case when g.merged_at is not null or g.asked_at is not null or g.id = reached then 'already' when g.there then 'done' else 'missing' end;
    happened_at := case outcome when 'done' then clock_timestamp() when 'already' then coalesce(g.merged_at, g.asked_at) end;
    actor_id := case outcome when 'done' then auth.uid() when 'already' then coalesce(g.merged_by, case when g.asked_at is not null then auth.uid() end) end;
    if outcome = 'done' then
      perform private.merge_group(g.id, reached, merge_groups.request, auth.uid());
      perform private.audit_error_group_merge(g.id, reached, 'error_group.merged', 'merge', request);
    end if;
    actor_email := (select p.email from private.profiles p where p.user_id = actor_id);
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.merge_groups(uuid[], uuid, uuid) is 'What public.merge_error_groups does.';

create or replace function private.unmerge_groups(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  g record;
begin
  perform private.begin_act();
  perform private.lock_error_groups(ids || array(select a.target_id from private.error_group_aliases a where a.group_id = any (ids)));
  for g in
    select w.id, a.group_id is not null as merged, t.group_id is not null as there
    from private.check_ids(ids) w
    left join private.error_group_aliases a on a.group_id = w.id
    left join public.error_group_totals t on t.group_id = w.id
    order by w.place
  loop
    id := g.id;
    outcome := case when g.merged then 'done' when g.there then 'already' else 'missing' end;
    happened_at := null;
    actor_id := null;
    if g.merged then
      happened_at := clock_timestamp();
      actor_id := auth.uid();
      perform private.audit_error_group_merge(g.id, private.unmerge_group(g.id), 'error_group.unmerged', 'unmerge', null);
    elsif g.there then
      select w.happened_at, w.actor_id into happened_at, actor_id from private.who_acted_on_group(g.id, 'error_group.unmerged') w;
    end if;
    actor_email := (select p.email from private.profiles p where p.user_id = actor_id);
    return next;
  end loop;
  perform private.end_act();
end
$$;

comment on function private.unmerge_groups(uuid[]) is 'What public.unmerge_error_groups does.';

create or replace function public.merge_error_groups(ids uuid[], target uuid, request uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.merge_groups(ids, target, request) $$;

comment on function public.merge_error_groups(uuid[], uuid, uuid) is
  'Merges groups of errors into another, in the caller''s name: their past and later events stand under it, and its state is theirs; no event is changed. A target that was merged itself leads to the group it stands under. One row per id with its outcome: already where it has been merged, or the request, an id that the caller makes up, was answered before.';

create or replace function public.unmerge_error_groups(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.unmerge_groups(ids) $$;

comment on function public.unmerge_error_groups(uuid[]) is
  'Undoes the merge of groups of errors: each has its events and its state again, and what had been merged into it before. One row per id with its outcome.';

create or replace function private.read_merged_error_groups(target uuid)
returns table (id uuid, error_type text, pattern text, events bigint, merged_at timestamptz, merged_by_email text)
language plpgsql stable security definer rows 10 set search_path = ''
as $$
begin
  perform private.require_admin();
  return query
  select a.group_id, t.error_type, t.pattern, coalesce(t.events, 0), a.merged_at, p.email
  from private.error_group_aliases a
  left join public.error_group_totals t on t.group_id = a.group_id
  left join private.profiles p on p.user_id = a.merged_by
  where a.target_id = read_merged_error_groups.target and cardinality(a.path) = 1
  order by a.merged_at desc, a.group_id limit 100;
end
$$;

comment on function private.read_merged_error_groups(uuid) is 'What public.merged_error_groups does.';

create or replace function public.merged_error_groups(target uuid)
returns table (id uuid, error_type text, pattern text, events bigint, merged_at timestamptz, merged_by_email text)
language sql stable rows 10 set search_path = ''
as $$ select * from private.read_merged_error_groups(target) $$;

comment on function public.merged_error_groups(uuid) is
  'The groups that were merged into a group, the latest first, each with what had been merged into it before; 100 at most. events: without changes not yet applied.';

revoke execute on function private.add_error_group_counts(uuid, uuid[], integer), private.audit_error_group_merge(uuid, uuid, text, text, uuid),
  private.merge_group(uuid, uuid, uuid, uuid, timestamptz), private.unmerge_group(uuid), private.carry_error_group_merges(uuid, uuid), private.merge_groups(uuid[], uuid, uuid), private.unmerge_groups(uuid[]),
  private.read_merged_error_groups(uuid), public.merge_error_groups(uuid[], uuid, uuid), public.unmerge_error_groups(uuid[]), public.merged_error_groups(uuid)
  from public, anon, authenticated, service_role;

grant execute on function private.merge_groups(uuid[], uuid, uuid), private.unmerge_groups(uuid[]), private.read_merged_error_groups(uuid),
  public.merge_error_groups(uuid[], uuid, uuid), public.unmerge_error_groups(uuid[]), public.merged_error_groups(uuid)
  to authenticated, service_role;
