-- Comments of admins on rows.

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
  said text;
  written uuid;
begin
  perform private.require_admin();
  said := private.required_text('comment', body);
  if length(said) > 4000 then
    raise exception 'comment must have 4000 characters at most' using errcode = '22023';
  end if;
  if entity is null or entity not in ('error_groups', 'error_logs', 'ops_alerts', 'churn_alerts', 'webhook_queue', 'profiles')
    or not private.entity_exists(entity, entity_id) then
    raise exception 'no such row to comment on' using errcode = '22023';
  end if;
  insert into public.comments (entity, entity_id, body, author_id)
  values (write_comment.entity, write_comment.entity_id, said, auth.uid()) returning id into written;
  insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
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

drop policy if exists comments_select on public.comments;
create policy comments_select on public.comments for select to authenticated using ((select private.is_admin()));

grant all on public.comments to service_role;

revoke all on public.comments from anon, authenticated;

grant select on public.comments to authenticated;

revoke execute on function private.entity_exists(entity text, entity_id uuid),
  private.write_comment(entity text, entity_id uuid, body text),
  public.add_comment(entity text, entity_id uuid, body text) from public, anon, authenticated, service_role;

grant execute on function private.write_comment(entity text, entity_id uuid, body text),
  public.add_comment(entity text, entity_id uuid, body text) to authenticated, service_role;
