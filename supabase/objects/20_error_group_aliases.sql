-- Groups of errors that stand under another: a merge is an alias, and moves no event.

create or replace function private.error_group_members(wanted uuid) returns uuid[]
language sql stable set search_path = ''
as $$ select array_append(array(select a.group_id from private.error_group_aliases a where a.path @> array[wanted]), wanted) $$;

comment on function private.error_group_members(uuid) is 'A group, and those that were merged into it: their events are its own.';

create or replace function private.merged_error_group(wanted uuid) returns uuid
language sql stable set search_path = ''
as $$ select coalesce((select a.target_id from private.error_group_aliases a where a.group_id = wanted), wanted) $$;

comment on function private.merged_error_group(uuid) is 'The group under which a group stands: the one that it was merged into at last, or itself.';

create or replace function private.latest_error_of(wanted uuid) returns uuid
language sql stable set search_path = ''
as $$
  select e.id from unnest(private.error_group_members(wanted)) m (id)
  cross join lateral (
    select l.id, l.created_at from private.error_logs l where l.group_id = m.id order by l.created_at desc, l.id desc limit 1
  ) e
  order by e.created_at desc, e.id desc limit 1
$$;

comment on function private.latest_error_of(uuid) is 'The latest event of a group.';

create or replace function private.error_group_span(wanted uuid, out first_seen timestamptz, out last_seen timestamptz)
language sql stable set search_path = ''
as $$
  select min(s.first_seen), max(s.last_seen) from unnest(private.error_group_members(wanted)) m (id)
  cross join lateral (
    select min(e.created_at) as first_seen, max(e.created_at) as last_seen from private.error_logs e where e.group_id = m.id
  ) s
$$;

comment on function private.error_group_span(uuid) is 'When a group''s first and last event happened, looked up.';

drop policy if exists error_group_aliases_select on private.error_group_aliases;
create policy error_group_aliases_select on private.error_group_aliases for select to authenticated using ((select private.is_admin()));

revoke all on private.error_group_aliases from anon, authenticated;

grant select on private.error_group_aliases to authenticated, service_role;

revoke execute on function private.error_group_members(uuid), private.merged_error_group(uuid), private.latest_error_of(uuid), private.error_group_span(uuid)
  from public, anon, authenticated, service_role;

grant execute on function private.error_group_members(uuid), private.merged_error_group(uuid), private.latest_error_of(uuid), private.error_group_span(uuid)
  to authenticated, service_role;
