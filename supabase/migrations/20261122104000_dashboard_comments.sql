-- What admins write to each other about a row, and who there is to hand it to.

create table if not exists public.comments (
  id uuid primary key default gen_random_uuid(),
  entity text not null check (entity in ('error_groups', 'error_logs', 'ops_alerts', 'churn_alerts', 'webhook_queue', 'profiles')),
  entity_id uuid not null,
  body text not null check (length(btrim(body)) between 1 and 4000),
  author_id uuid not null,
  created_at timestamptz not null default now()
);

comment on table public.comments is 'What admins say about a row. Nobody changes or deletes what was said; the audit log repeats it.';
comment on column public.comments.entity is 'The table of the row.';
comment on column public.comments.entity_id is 'The row''s id; of a customer, the account''s.';
comment on column public.comments.author_id is 'Who said it. No foreign key: what was said outlives the account.';

create index if not exists comments_entity_idx on public.comments (entity, entity_id, created_at);

alter table public.comments enable row level security;
drop policy if exists comments_select on public.comments;
create policy comments_select on public.comments for select to authenticated using ((select private.is_admin()));

create or replace trigger refuse_people before insert or update or delete on public.comments for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();

grant all on public.comments to service_role;
revoke all on public.comments from anon, authenticated;
grant select on public.comments to authenticated;

create or replace function private.entity_exists(entity text, entity_id uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  found_it boolean;
begin
  -- A group of errors is known by its fingerprint, before it has a row of its own.
  if entity = 'error_groups' then
    return true;
  end if;
  execute format('select exists (select from public.%I t where t.%I = $1)', entity,
    case entity when 'profiles' then 'user_id' else 'id' end) into found_it using entity_id;
  return found_it;
end
$$;

comment on function private.entity_exists(text, uuid) is 'Whether there is such a row to say something about.';

create or replace function private.write_comment(entity text, entity_id uuid, body text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  said text := private.required_text('comment', body);
  written uuid;
begin
  if not private.is_admin() then
    raise exception 'only admins comment' using errcode = '42501';
  end if;
  if length(said) > 4000 then
    raise exception 'comment must have 4000 characters at most' using errcode = '22023';
  end if;
  if entity is null or entity not in ('error_groups', 'error_logs', 'ops_alerts', 'churn_alerts', 'webhook_queue', 'profiles')
    or not private.entity_exists(entity, entity_id) then
    raise exception 'no such row to comment on' using errcode = '22023';
  end if;
  insert into public.comments (entity, entity_id, body, author_id)
  values (write_comment.entity, write_comment.entity_id, said, auth.uid()) returning id into written;
  insert into public.audit_logs (actor_id, action, action_type, entity, entity_id, metadata)
  values (auth.uid(), 'comment.added', 'comment', write_comment.entity, write_comment.entity_id::text,
    jsonb_build_object('notes', said, 'comment', written));
  return written;
end
$$;

comment on function private.write_comment(text, uuid, text) is 'Writes a comment and its audit row, for admins.';

create or replace function public.add_comment(entity text, entity_id uuid, body text) returns uuid
language sql set search_path = ''
as $$ select private.write_comment(entity, entity_id, body) $$;

comment on function public.add_comment(text, uuid, text) is
  'Says something about a row, in the caller''s name. Returns the comment''s id; refuses an empty or too long one and a row that does not exist with 22023.';

create or replace function public.list_admins() returns table (user_id uuid, email text)
language sql stable set search_path = ''
as $$
  select p.user_id, p.email from public.profiles p
  where p.role = 'admin' and (select private.is_admin())
  order by p.email
$$;

comment on function public.list_admins() is 'Whom something can be assigned to. Nobody, for callers who are not admins.';

revoke execute on function private.entity_exists(text, uuid), private.write_comment(text, uuid, text) from public;
grant execute on function private.write_comment(text, uuid, text) to authenticated, service_role;
revoke execute on function public.add_comment(text, uuid, text), public.list_admins() from public, anon;
grant execute on function public.add_comment(text, uuid, text), public.list_admins() to authenticated, service_role;
