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
  from public.integrations i
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
  from public.webhook_configs c
  where c.user_id = (select auth.uid()) or (select private.is_admin())
$$;

comment on function private.webhook_configs_without_secrets() is
  'The webhook configurations that the caller may know of: the secret as present or absent, headers by name, the address without its query, where keys hide too.';

create or replace view public.integration_list with (security_invoker = true) as
select i.*, p.business_name, p.email, p.tier
from private.integrations_without_secrets() i
left join public.profiles p on p.user_id = i.user_id;

comment on view public.integration_list is 'What customers have connected, tokens as present or absent.';

create or replace view public.webhook_config_list with (security_invoker = true) as
select c.*, p.business_name, p.email, p.tier
from private.webhook_configs_without_secrets() c
left join public.profiles p on p.user_id = c.user_id;

comment on view public.webhook_config_list is 'Where customers want to hear of events, secrets as present or absent.';

revoke execute on function private.integrations_without_secrets(), private.webhook_configs_without_secrets() from public;
grant execute on function private.integrations_without_secrets(), private.webhook_configs_without_secrets()
  to authenticated;
revoke all on public.integration_list, public.webhook_config_list from anon, authenticated;
grant select on public.integration_list, public.webhook_config_list to authenticated;
