-- Tables that hold customers' secrets, as admins see them: whether a secret is there, never the secret.
create or replace function private.integrations_without_secrets()
returns table (id uuid, user_id uuid, provider text, is_active boolean, has_access_token boolean, has_refresh_token boolean,
  expires_at timestamptz, booking_url text, event_type_id integer, event_type_slug text, cal_username text,
  cal_team_slug text, cal_organization_slug text, cal_time_zone text, created_at timestamptz, updated_at timestamptz)
language sql stable security definer set search_path = ''
as $$
  select i.id, i.user_id, i.provider, i.is_active, coalesce(i.access_token, '') <> '', coalesce(i.refresh_token, '') <> '',
    i.expires_at, i.booking_url, i.event_type_id, i.event_type_slug, i.cal_username,
    i.cal_team_slug, i.cal_organization_slug, i.cal_time_zone, i.created_at, i.updated_at
  from private.integrations i
  where i.user_id = (select auth.uid()) or (select private.is_admin())
$$;

comment on function private.integrations_without_secrets() is 'The integrations that the caller may know of, their tokens as present or absent.';

create or replace function private.webhook_configs_without_secrets()
returns table (id uuid, user_id uuid, name text, url text, events text[], is_active boolean, has_secret boolean,
  header_names text[], created_at timestamptz, updated_at timestamptz)
language sql stable security definer set search_path = ''
as $$
  select c.id, c.user_id, c.name, split_part(split_part(c.url, '?', 1), '#', 1), c.events, c.is_active, coalesce(c.secret, '') <> '',
    array(select k from jsonb_object_keys(case jsonb_typeof(c.headers) when 'object' then c.headers else '{}' end) k order by k),
    c.created_at, c.updated_at
  from private.webhook_configs c
  where c.user_id = (select auth.uid()) or (select private.is_admin())
$$;

comment on function private.webhook_configs_without_secrets() is
  'The webhook configurations that the caller may know of: the secret as present or absent, headers by name, the address without its query, where keys hide too.';

create or replace view public.integration_list with (security_invoker = true) as
select i.*, p.business_name, p.email, p.tier
from private.integrations_without_secrets() i
left join private.profiles p on p.user_id = i.user_id;

comment on view public.integration_list is 'What customers have connected, tokens as present or absent.';

create or replace view public.webhook_config_list with (security_invoker = true) as
select c.*, p.business_name, p.email, p.tier
from private.webhook_configs_without_secrets() c
left join private.profiles p on p.user_id = c.user_id;

comment on view public.webhook_config_list is 'Where customers want to hear of events, secrets as present or absent.';

revoke all on public.integration_list, public.webhook_config_list from anon, authenticated;

grant select on public.integration_list, public.webhook_config_list to authenticated;

revoke execute on function private.integrations_without_secrets(), private.webhook_configs_without_secrets()
  from public, anon, authenticated, service_role;

grant execute on function private.integrations_without_secrets(), private.webhook_configs_without_secrets()
  to authenticated;

create or replace function private.reveal_value(entity text, id uuid, path text[], reason text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  source text := entity;
  key text := 'id';
  shown text;
  seen jsonb;
begin
  perform private.require_admin();
  if coalesce(cardinality(path), 0) = 0
    or exists (select from private.record_columns_of(entity) c where c.name = path[1] and c.secret)
    or not exists (select from private.record_columns_of(entity) c join private.record_tables() t on t.relation = entity and t.key_type = 'uuid'
        where c.name = path[1] and (c.personal or c.kind in ('text', 'json', 'list')))
      and not exists (select from private.revealable r where r.relation = entity and r.field = path[1]) then
    raise exception 'nothing there can be revealed' using errcode = '22023';
  end if;
  select t.source, t.key into source, key from private.record_tables() t where t.relation = entity;
  select c.presence into shown from private.record_columns_of(entity) c where c.name = path[1];
  execute format('select to_jsonb(%s) #> $2 from public.%I t where t.%I = $1',
    coalesce(shown, format('t.%I', path[1])), coalesce(source, entity), coalesce(key, 'id'))
    into seen using reveal_value.id, path[2:];
  if seen is null then
    return null;
  end if;
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (private.owner_of_row(reveal_value.entity, reveal_value.id), auth.uid(), 'payload.revealed', 'reveal', reveal_value.entity,
    reveal_value.id::text, jsonb_strip_nulls(jsonb_build_object('path', path, 'reason', nullif(btrim(reveal_value.reason), ''))));
  return seen;
end
$$;

comment on function private.reveal_value(text, uuid, text[], text) is
  'Reads one masked value for an admin and writes down that it was read: of any table what pages may mask, what private.revealable adds, and never a secret.';

create or replace function private.owner_of_row(entity text, id uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  key text := coalesce((select t.key from private.record_tables() t where t.relation = entity), 'id');
  owned_by text := (select a.attname from pg_catalog.pg_attribute a
    where a.attrelid = format('public.%I', entity)::regclass and a.attname in ('user_id', 'seller_id', 'created_by', 'referrer_id') and a.atttypid = 'uuid'::regtype
    order by a.attname = 'user_id' desc, a.attnum limit 1);
  owner uuid;
begin
  if owned_by is not null then
    execute format('select t.%I from public.%I t where t.%I = $1', owned_by, entity, key) into owner using owner_of_row.id;
  end if;
  return owner;
end
$$;

comment on function private.owner_of_row(text, uuid) is 'The customer whom a row concerns; nobody for tables that say none.';

-- It once returned jsonb, whose numbers readers round.
drop function if exists public.reveal(text, uuid, text[], text);

create or replace function public.reveal(entity text, id uuid, path text[], reason text default null) returns text
language sql set search_path = ''
as $$
  select case when jsonb_typeof(r.seen) = 'null' then 'null' else r.seen #>> '{}' end
  from private.reveal_value(entity, id, path, reason) r (seen)
$$;

comment on function public.reveal(text, uuid, text[], text) is
  'One value as it was recorded, as text, numbers with all their digits: the row''s table and key, and the path to it, its first part the column (secrets are refused) and the others the keys and places in its JSON. Writes an audit row (payload.revealed) with the path and the reason. Null, and nothing written, where there is no value.';

-- The one way to see how a customer is reached. Each look leaves an audit row, as revealing a value of a queue does.
create or replace function private.reveal_contact(customer uuid, field text) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  seen text;
begin
  perform private.require_admin();
  case field
    when 'email' then select p.email into seen from private.profiles p where p.user_id = customer;
    when 'transfer_number' then select p.transfer_number into seen from private.profiles p where p.user_id = customer;
    when 'phone_number' then select a.phone_number into seen from private.agents a where a.user_id = customer order by a.created_at desc limit 1;
    else raise exception 'field must be one of email, transfer_number, phone_number' using errcode = '22023';
  end case;
  if seen is not null then
    insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
    values (customer, auth.uid(), 'contact.revealed', 'reveal', 'profiles', customer::text, jsonb_build_object('path', array[field]));
  end if;
  return seen;
end
$$;

comment on function private.reveal_contact(uuid, text) is 'What public.reveal_contact does.';

create or replace function public.reveal_contact(customer uuid, field text) returns text
language sql set search_path = ''
as $$ select private.reveal_contact(customer, field) $$;

comment on function public.reveal_contact(uuid, text) is
  'How a customer is reached, as it is stored: email, transfer_number, or phone_number, their agent''s. Writes an audit row (contact.revealed). Null, and nothing written, where there is none.';

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

-- The numbers of agents are masked; a look is written down.
insert into private.revealable (relation, field) values ('agents', 'phone_number'), ('agents', 'inbound_webhook_url') on conflict do nothing;

revoke execute on function private.reveal_contact(customer uuid, field text),
  private.owner_of_row(entity text, id uuid), private.reveal_value(entity text, id uuid, path text[], reason text),
  public.reveal(entity text, id uuid, path text[], reason text), public.reveal_contact(customer uuid, field text)
  from public, anon, authenticated, service_role;

grant execute on function private.reveal_contact(customer uuid, field text),
  private.reveal_value(entity text, id uuid, path text[], reason text),
  public.reveal(entity text, id uuid, path text[], reason text), public.reveal_contact(customer uuid, field text)
  to authenticated, service_role;
