-- Guards of people's inserts into tables of ours that the platform writes in numbers.

create or replace function private.audit_new_row(relation name, written jsonb, keys name[]) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  key name;
  is_there boolean;
begin
  if not private.is_admin() then
    return false;
  end if;
  -- Of a row that is there already nothing is inserted: an upsert changes it, and its update is audited.
  foreach key in array keys loop
    execute format('select exists (select from public.%I t where t.%I = %L)', relation, key, written ->> key) into is_there;
    if is_there then
      return true;
    end if;
  end loop;
  perform private.write_audit((written ->> 'user_id')::uuid, 'record.inserted', 'insert', relation, written ->> 'id',
    jsonb_build_object('row', written));
  return true;
end
$$;

comment on function private.audit_new_row(name, jsonb, name[]) is
  'For policies of inserts: writes the audit row of a row that an admin inserts, and is true. The keys are those in which it may meet a row that is there.';

create or replace procedure private.guard_inserts(relation name, stamped text[], keys name[])
language plpgsql set search_path = ''
as $$
begin
  execute format('drop policy if exists stamped_by_the_database on public.%I', relation);
  execute format('create policy stamped_by_the_database on public.%1$I as restrictive for insert to authenticated
    with check (%2$s or private.row_is_known(%1$L, ''id'', jsonb_build_object(''id'', id)))', relation,
    (select string_agg(case when s in ('created_at', 'received_at') then format('%I = now()', s) when s = 'attempts' then 'attempts = 0'
      else format('%I is null', s) end, ' and ') from unnest(stamped) s));
  execute format('drop policy if exists audited on public.%I', relation);
  execute format('create policy audited on public.%1$I as restrictive for insert to authenticated
    with check (private.audit_new_row(%1$L, to_jsonb(%1$I), %2$L))', relation, keys);
end
$$;

comment on procedure private.guard_inserts(name, text[], name[]) is
  'Guards inserts by people where the platform inserts in numbers: a policy does not apply to the platform, while even a trigger that does not fire costs each of its inserts. Stamps of a person''s own are refused here, not replaced.';

revoke execute on function private.audit_new_row(relation name, written jsonb, keys name[])
  from public, anon, authenticated, service_role;

grant execute on function private.audit_new_row(relation name, written jsonb, keys name[]) to authenticated;

revoke execute on procedure private.guard_inserts(relation name, stamped text[], keys name[])
  from public, anon, authenticated, service_role;
