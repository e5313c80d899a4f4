-- Views of lists that admins keep for themselves or share, and the record of what was exported.

create table if not exists public.saved_views (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid not null references auth.users (id) on delete cascade,
  list text not null check (list in ('errors', 'alerts', 'churn', 'webhooks', 'customers')),
  name text not null check (length(btrim(name)) between 1 and 80),
  query text not null check (length(query) <= 4000),
  shared boolean not null default false,
  created_at timestamptz not null default now(),
  unique (owner_id, list, name)
);

comment on table public.saved_views is 'Filters and sorts of lists under a name, an admin''s own or shared with all of them.';
comment on column public.saved_views.query is 'The list''s part of the address after the question mark.';

create index if not exists saved_views_list_idx on public.saved_views (list, name);

alter table public.saved_views enable row level security;
drop policy if exists saved_views_select on public.saved_views;
create policy saved_views_select on public.saved_views for select to authenticated
  using ((select private.is_admin()) and (shared or owner_id = (select auth.uid())));
create or replace trigger refuse_people before insert or update or delete on public.saved_views for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

grant all on public.saved_views to service_role;
revoke all on public.saved_views from anon, authenticated;
grant select on public.saved_views to authenticated;

create or replace function private.keep_view(list text, name text, query text, shared boolean) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  called text := private.required_text('name', name);
  kept uuid;
begin
  if not private.is_admin() then
    raise exception 'only admins save views' using errcode = '42501';
  end if;
  if length(called) > 80 or length(query) > 4000
    or list not in ('errors', 'alerts', 'churn', 'webhooks', 'customers') then
    raise exception 'a view needs a list, a name of 80 characters at most and a query of 4000 at most' using errcode = '22023';
  end if;
  insert into public.saved_views as v (owner_id, list, name, query, shared)
  values (auth.uid(), keep_view.list, called, coalesce(keep_view.query, ''), coalesce(keep_view.shared, false))
  on conflict on constraint saved_views_owner_id_list_name_key
    do update set query = excluded.query, shared = excluded.shared
  returning v.id into kept;
  insert into public.audit_logs (actor_id, action, action_type, entity, entity_id, metadata)
  values (auth.uid(), 'view.saved', 'save', 'saved_views', kept::text,
    jsonb_build_object('list', keep_view.list, 'name', called, 'shared', coalesce(keep_view.shared, false)));
  return kept;
end
$$;

comment on function private.keep_view(text, text, text, boolean) is 'What public.save_view does, and its audit row.';

create or replace function public.save_view(list text, name text, query text, shared boolean) returns uuid
language sql set search_path = ''
as $$ select private.keep_view(list, name, query, shared) $$;

comment on function public.save_view(text, text, text, boolean) is
  'Keeps a view of a list under a name, in place of the caller''s own view of that name. Returns its id.';

create or replace function private.drop_view(id uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  gone public.saved_views;
begin
  if not private.is_admin() then
    raise exception 'only admins delete views' using errcode = '42501';
  end if;
  delete from public.saved_views v where v.id = drop_view.id and v.owner_id = auth.uid() returning * into gone;
  if gone.id is null then
    return false;
  end if;
  insert into public.audit_logs (actor_id, action, action_type, entity, entity_id, metadata)
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
  left join public.profiles p on p.user_id = v.owner_id
  where v.list = list_views.list
  order by v.name, v.id
$$;

comment on function public.list_views(text) is 'The caller''s own views of a list and those that others share, by name.';

create or replace function private.note_export(list text, query text, format text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not private.is_admin() then
    raise exception 'only admins export' using errcode = '42501';
  end if;
  if list is null or list not in ('errors', 'alerts', 'churn', 'webhooks', 'customers') or format is null or format not in ('csv', 'json')
    or length(query) > 4000 then
    raise exception 'an export needs a list and a format' using errcode = '22023';
  end if;
  insert into public.audit_logs (actor_id, action, action_type, entity, metadata)
  values (auth.uid(), 'list.exported', 'export', list, jsonb_build_object('query', coalesce(query, ''), 'format', format));
end
$$;

comment on function private.note_export(text, text, text) is 'What public.record_export does.';

create or replace function public.record_export(list text, query text, format text) returns void
language sql set search_path = ''
as $$ select private.note_export(list, query, format) $$;

comment on function public.record_export(text, text, text) is
  'Writes down, in the caller''s name, which rows of which list leave the dashboard as a file (csv or json). query: the list''s part of the address.';

revoke execute on function private.keep_view(text, text, text, boolean), private.drop_view(uuid), private.note_export(text, text, text) from public;
grant execute on function private.keep_view(text, text, text, boolean), private.drop_view(uuid), private.note_export(text, text, text)
  to authenticated, service_role;
revoke execute on function public.save_view(text, text, text, boolean), public.delete_view(uuid), public.list_views(text),
  public.record_export(text, text, text) from public, anon;
grant execute on function public.save_view(text, text, text, boolean), public.delete_view(uuid), public.list_views(text),
  public.record_export(text, text, text) to authenticated, service_role;
