-- What can be revealed is a list of its own, so that a page adds its fields from its own migration.

create table if not exists private.revealable (
  relation text not null,
  field text not null,
  primary key (relation, field)
);

comment on table private.revealable is 'The columns whose masked values public.reveal shows, by table.';

alter table private.revealable enable row level security;
drop policy if exists revealable_select on private.revealable;
create policy revealable_select on private.revealable for select to authenticated using (true);
grant select on private.revealable to authenticated, service_role;

insert into private.revealable (relation, field) values
  ('error_logs', 'message'), ('error_logs', 'stack_trace'), ('error_logs', 'request_body'),
  ('webhook_queue', 'raw_payload'), ('webhook_queue', 'phone_number'), ('webhook_queue', 'error_message'),
  ('ops_alerts', 'message'), ('ops_alerts', 'details'),
  ('unknown_phone', 'phone_number'), ('unknown_phone', 'raw_payload'), ('unknown_phone', 'notes'),
  ('webhook_deliveries', 'payload'), ('webhook_deliveries', 'response_body'), ('webhook_deliveries', 'last_error'),
  ('webhook_deliveries', 'error_message')
on conflict do nothing;

create or replace function private.reveal_value(entity text, id uuid, path text[], reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  seen jsonb;
begin
  if not private.is_admin() then
    raise exception 'only admins reveal' using errcode = '42501';
  end if;
  if coalesce(cardinality(path), 0) = 0
    or not exists (select from private.revealable r where r.relation = entity and r.field = path[1]) then
    raise exception 'nothing there can be revealed' using errcode = '22023';
  end if;
  execute format('select to_jsonb(t.%I) #> $2 from public.%I t where t.id = $1', path[1], entity) into seen using reveal_value.id, path[2:];
  if seen is null then
    return null;
  end if;
  insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (private.owner_of_row(reveal_value.entity, reveal_value.id), auth.uid(), 'payload.revealed', 'reveal', reveal_value.entity,
    reveal_value.id::text, jsonb_strip_nulls(jsonb_build_object('path', path, 'reason', nullif(btrim(reveal_value.reason), ''))));
  return seen;
end
$$;

create or replace function private.owner_of_row(entity text, id uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  owner uuid;
begin
  if exists (select from pg_catalog.pg_attribute a where a.attrelid = format('public.%I', entity)::regclass and a.attname = 'user_id' and not a.attisdropped) then
    execute format('select t.user_id from public.%I t where t.id = $1', entity) into owner using owner_of_row.id;
  end if;
  return owner;
end
$$;

comment on function private.owner_of_row(text, uuid) is 'The customer whom a row concerns; nobody for tables that say none.';
comment on function public.reveal(text, uuid, text[], text) is
  'One value as it was recorded: the row''s table and id, and the path to it, its first part a column that private.revealable names and the others the keys and places in its JSON. Writes an audit row (payload.revealed) with the path and the reason. Null, and nothing written, where there is no value.';
