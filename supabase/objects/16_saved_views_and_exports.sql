-- Saved views of lists, and the record of exports.

create or replace function private.write_view(list text, name text, query text, shared boolean) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  called text;
  kept uuid;
begin
  perform private.require_admin();
  called := private.required_text('name', name);
  if length(called) > 80 or length(query) > 4000
    or not exists (select from private.lists l where l.list = write_view.list
      union all select from private.record_tables() t where 'records/' || t.relation = write_view.list) then
    raise exception 'a view needs a list, a name of 80 characters at most and a query of 4000 at most' using errcode = '22023';
  end if;
  insert into public.saved_views as v (owner_id, list, name, query, shared)
  values (auth.uid(), write_view.list, called, coalesce(write_view.query, ''), coalesce(write_view.shared, false))
  on conflict on constraint saved_views_owner_id_list_name_key
    do update set query = excluded.query, shared = excluded.shared
  returning v.id into kept;
  insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
  values (auth.uid(), 'view.saved', 'save', 'saved_views', kept::text,
    jsonb_build_object('list', write_view.list, 'name', called, 'shared', coalesce(write_view.shared, false)));
  return kept;
end
$$;

comment on function private.write_view(text, text, text, boolean) is 'What public.save_view does, and its audit row.';

create or replace function public.save_view(list text, name text, query text, shared boolean) returns uuid
language sql set search_path = ''
as $$ select private.write_view(list, name, query, shared) $$;

comment on function public.save_view(text, text, text, boolean) is
  'Keeps a view of a list under a name, in place of the caller''s own view of that name. Returns its id.';

create or replace function private.drop_view(id uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  gone public.saved_views;
begin
  perform private.require_admin();
  delete from public.saved_views v where v.id = drop_view.id and v.owner_id = auth.uid() returning * into gone;
  if gone.id is null then
    return false;
  end if;
  insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
  values (auth.uid(), 'view.deleted', 'delete', 'saved_views', gone.id::text,
    jsonb_build_object('list', gone.list, 'name', gone.name, 'query', gone.query, 'shared', gone.shared));
  return true;
end
$$;

comment on function private.drop_view(uuid) is 'What public.delete_view does, and its audit row.';

create or replace function public.delete_view(id uuid) returns boolean
language sql set search_path = ''
as $$ select private.drop_view(id) $$;

comment on function public.delete_view(uuid) is 'Deletes one of the caller''s own views. Returns whether there was one.';

create or replace function public.list_views(list text)
returns table (id uuid, name text, query text, shared boolean, mine boolean, owner_email text)
language sql stable set search_path = ''
as $$
  select v.id, v.name, v.query, v.shared, v.owner_id = private.caller_id(), p.email
  from public.saved_views v
  left join private.profiles p on p.user_id = v.owner_id
  where v.list = list_views.list
  order by v.name, v.id
$$;

comment on function public.list_views(text) is 'The caller''s own views of a list and those that others share, by name.';

create or replace function private.write_export(list text, query text, format text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin();
  if list is null or not exists (select from private.lists l where l.list = write_export.list) or format is null or format not in ('csv', 'json')
    or length(query) > 4000 then
    raise exception 'an export needs a list and a format' using errcode = '22023';
  end if;
  insert into public.audit_trail (actor_id, action, action_type, entity, metadata)
  values (auth.uid(), 'list.exported', 'export', list, jsonb_build_object('query', coalesce(query, ''), 'format', format));
end
$$;

comment on function private.write_export(text, text, text) is 'What public.record_export does.';

create or replace function public.list_columns(reader text) returns table (name text, type text)
language sql stable set search_path = ''
as $$
  select coalesce(a.attname, u.name), format_type(coalesce(a.atttypid, u.type), a.atttypmod)
  from pg_catalog.pg_proc p
  left join pg_catalog.pg_type t on t.oid = p.prorettype
  left join pg_catalog.pg_attribute a on a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
  left join lateral unnest(p.proargnames, p.proargmodes, p.proallargtypes) with ordinality u (name, mode, type, place) on u.mode = 't'
  where p.pronamespace = 'public'::regnamespace and p.proname = reader and reader ~ '^list_' and (select private.is_admin())
  order by a.attnum, u.place
$$;

comment on function public.list_columns(text) is
  'The columns of the rows that a function list_… returns, in their order, and their types: the header of an export, also without rows. For admins.';

create or replace function public.record_export(list text, query text, format text) returns void
language sql set search_path = ''
as $$ select private.write_export(list, query, format) $$;

comment on function public.record_export(text, text, text) is
  'Writes down, in the caller''s name, which rows of which list leave the dashboard as a file (csv or json). query: the list''s part of the address.';

drop policy if exists saved_views_select on public.saved_views;
create policy saved_views_select on public.saved_views for select to authenticated
  using ((select private.is_admin()) and (shared or owner_id = (select auth.uid())));

grant all on public.saved_views to service_role;

revoke all on public.saved_views from anon, authenticated;

grant select on public.saved_views to authenticated;

revoke execute on function private.drop_view(id uuid),
  private.write_view(list text, name text, query text, shared boolean),
  private.write_export(list text, query text, format text), public.delete_view(id uuid), public.list_views(list text),
  public.list_columns(reader text), public.record_export(list text, query text, format text),
  public.save_view(list text, name text, query text, shared boolean) from public, anon, authenticated, service_role;

grant execute on function private.drop_view(id uuid),
  private.write_view(list text, name text, query text, shared boolean),
  private.write_export(list text, query text, format text), public.delete_view(id uuid), public.list_views(list text),
  public.list_columns(reader text), public.record_export(list text, query text, format text),
  public.save_view(list text, name text, query text, shared boolean) to authenticated, service_role;
