-- Groups of errors that are split by a value: from then on, events with the value are a group of their own.

create or replace function private.split_error_group(fingerprinted uuid, endpoint text, user_id uuid, message text, kept uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  reached uuid := fingerprinted;
  next_id uuid;
begin
  -- What was split off can be split itself.
  for step in 1..3 loop
    select s.id into next_id from private.error_group_splits s
    where s.group_id = reached and s.undone_at is null
      and s.value = case s.field when 'endpoint' then private.error_text_hash(left(split_error_group.endpoint, 500))::text
        when 'customer' then split_error_group.user_id::text else private.error_text_hash(split_error_group.message)::text end
      and (kept is null or s.id = kept)
    order by s.split_at, s.id limit 1;
    exit when not found;
    reached := next_id;
  end loop;
  return reached;
end
$$;

comment on function private.split_error_group(uuid, text, uuid, text, uuid) is
  'The group of an event: the one that the rules give it, or what was split off that by a value of the event. Of an event that is only changed, kept is its group so far: no split takes it out of another.';

create or replace function private.mark_split_error_texts(groups uuid[]) returns void
language sql set search_path = ''
as $$
  update private.error_texts t set is_split = not t.is_split
  where t.group_id = any (groups) and t.is_split is distinct from exists (select from private.error_group_splits s where s.group_id = t.group_id and s.undone_at is null)
$$;

comment on function private.mark_split_error_texts(uuid[]) is 'Tells inserts of which remembered groups something is split off.';

drop policy if exists error_group_splits_select on private.error_group_splits;
create policy error_group_splits_select on private.error_group_splits for select to authenticated using ((select private.is_admin()));

revoke all on private.error_group_splits from anon, authenticated;

grant select on private.error_group_splits to authenticated, service_role;

revoke execute on function private.split_error_group(uuid, text, uuid, text, uuid), private.mark_split_error_texts(uuid[])
  from public, anon, authenticated, service_role;
