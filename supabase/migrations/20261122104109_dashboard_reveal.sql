-- The one way to see a value that the dashboard masks. Each look leaves an audit row.

create or replace function private.reveal_value(entity text, id uuid, path text[], reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  seen jsonb;
begin
  if not private.is_admin() then
    raise exception 'only admins reveal' using errcode = '42501';
  end if;
  if coalesce(cardinality(path), 0) = 0 or not exists (
    select from (values ('error_logs', 'message'), ('error_logs', 'stack_trace'), ('error_logs', 'request_body'),
      ('webhook_queue', 'raw_payload'), ('webhook_queue', 'phone_number'), ('webhook_queue', 'error_message'),
      ('ops_alerts', 'message'), ('ops_alerts', 'details')) r (relation, field)
    where r.relation = entity and r.field = path[1]
  ) then
    raise exception 'nothing there can be revealed' using errcode = '22023';
  end if;
  execute format('select to_jsonb(t.%I) #> $2 from public.%I t where t.id = $1', path[1], entity) into seen using reveal_value.id, path[2:];
  if seen is null then
    return null;
  end if;
  insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  select r.user_id, auth.uid(), 'payload.revealed', 'reveal', reveal_value.entity, reveal_value.id::text,
    jsonb_strip_nulls(jsonb_build_object('path', path, 'reason', nullif(btrim(reveal_value.reason), '')))
  from (select private.owner_of_row(reveal_value.entity, reveal_value.id) as user_id) r;
  return seen;
end
$$;

comment on function private.reveal_value(text, uuid, text[], text) is 'Reads one masked value for an admin and writes down that it was read.';

create or replace function private.owner_of_row(entity text, id uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  owner uuid;
begin
  execute format('select t.user_id from public.%I t where t.id = $1', entity) into owner using owner_of_row.id;
  return owner;
end
$$;

comment on function private.owner_of_row(text, uuid) is 'The customer whom a row of a queue concerns.';

create or replace function public.reveal(entity text, id uuid, path text[], reason text default null) returns jsonb
language sql set search_path = ''
as $$ select private.reveal_value(entity, id, path, reason) $$;

comment on function public.reveal(text, uuid, text[], text) is
  'One value as it was recorded: the row''s table (error_logs, webhook_queue, ops_alerts) and id, and the path to it, its first part the column and the others the keys and places in its JSON. Writes an audit row (payload.revealed) with the path and the reason. Null, and nothing written, where there is no value.';

revoke execute on function private.reveal_value(text, uuid, text[], text), private.owner_of_row(text, uuid) from public;
grant execute on function private.reveal_value(text, uuid, text[], text) to authenticated, service_role;
revoke execute on function public.reveal(text, uuid, text[], text) from public, anon;
grant execute on function public.reveal(text, uuid, text[], text) to authenticated, service_role;
