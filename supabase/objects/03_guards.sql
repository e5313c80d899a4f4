-- Column-level rules that policies cannot express. The triggers are attached to our own tables and to the contract's tables that our files created.
create or replace function private.allow_changes() returns trigger
language plpgsql set search_path = ''
as $$
declare
  allowed text[] := coalesce(tg_argv, '{}');
  changed text;
begin
  -- As private.is_api_user, which would be a function to call for each row.
  if current_user not in ('anon', 'authenticated') or to_jsonb(new) - allowed = to_jsonb(old) - allowed then
    return new;
  end if;
  select n.key into changed
  from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o on o.key = n.key
  where n.value is distinct from o.value and n.key <> all (allowed)
  limit 1;
  if changed is not null then
    raise exception '%.% cannot be changed', tg_table_name, changed using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.allow_changes() is
  'Trigger: a person''s update may change the columns named in the trigger''s arguments and no others. Columns added later are refused until they are named.';

create or replace function private.freeze_columns() returns trigger
language plpgsql set search_path = ''
as $$
declare
  before jsonb := to_jsonb(old);
  after jsonb := to_jsonb(new);
  changed text;
begin
  select kept into changed from unnest(tg_argv) kept where after -> kept is distinct from before -> kept limit 1;
  if changed is not null then
    raise exception '%.% cannot be changed', tg_table_name, changed using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.freeze_columns() is
  'Trigger: a person''s update leaves the columns named in the trigger''s arguments as they are. Its triggers fire only when one of them differs.';

create or replace function private.row_is_known(relation name, key name, given jsonb) returns boolean
language plpgsql stable set search_path = ''
as $$
declare
  known boolean;
begin
  execute format('select exists (select from public.%I t where t.%I = $1::uuid)', relation, key) into known using given ->> key;
  return known;
end
$$;

comment on function private.row_is_known(name, name, jsonb) is
  'Whether the caller can see a row with the key of a new one: an insert that then becomes an update, whose own guards decide.';

create or replace function private.start_empty() returns trigger
language plpgsql set search_path = ''
as $$
declare
  filled text;
begin
  if not private.is_api_user() then
    return new;
  end if;
  select left_out into filled from unnest(tg_argv) left_out
  where coalesce(to_jsonb(new) ->> left_out, 'false') <> 'false'
  limit 1;
  if filled is not null and not private.row_is_known(tg_table_name, 'id', to_jsonb(new)) then
    raise exception '%.% cannot be chosen', tg_table_name, filled using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.start_empty() is
  'Trigger: a person''s new row leaves the columns named in the trigger''s arguments to the platform.';

create or replace function private.refuse_people() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception 'only the platform may % % rows', lower(tg_op), tg_table_name using errcode = '42501';
end
$$;

comment on function private.refuse_people() is
  'Trigger: refuses what it fires for. Its triggers fire for the requests of people only.';

create or replace function private.refuse_rewrite() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if private.is_api_user() or current_user = 'service_role' then
    raise exception '% is append-only', tg_table_name using errcode = '42501';
  end if;
  if tg_op = 'UPDATE' then
    return new;
  end if;
  return old;
end
$$;

comment on function private.refuse_rewrite() is 'Trigger: no API user, the backend included, may update or delete.';

create or replace function private.guard_new_profile() returns trigger
language plpgsql set search_path = ''
as $$
begin
  -- An upsert of a profile that is there already: the guard of updates decides.
  if not private.is_api_user() or private.row_is_known('profiles', 'user_id', to_jsonb(new)) then
    return new;
  end if;
  if new.role is distinct from 'user' then
    raise exception 'profiles.role cannot be chosen' using errcode = '42501';
  end if;
  if new.tier is distinct from 'core' then
    raise exception 'profiles.tier cannot be chosen' using errcode = '42501';
  end if;
  new.email := private.caller_email();
  return new;
end
$$;

comment on function private.guard_new_profile() is
  'Trigger: people who create their own profile start as a user on the core plan, under the address they sign in with.';

create or replace function private.guard_profile() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.role is distinct from old.role then
    raise exception 'profiles.role cannot be changed' using errcode = '42501';
  elsif new.tier is distinct from old.tier then
    raise exception 'profiles.tier cannot be changed' using errcode = '42501';
  elsif new.email is distinct from old.email and new.email is distinct from private.caller_email() then
    raise exception 'profiles.email must be the address of the account' using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.guard_profile() is
  'Trigger: nobody changes their own role or plan, which decide what they may do and what they pay, nor takes another''s address. The address they sign in with they may enter.';

create or replace function private.touch_updated_at() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

comment on function private.touch_updated_at() is 'Trigger: updated_at says when the row changed last, whatever the request says.';

create or replace function private.bound_times() returns trigger
language plpgsql set search_path = ''
as $$
declare
  before jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end;
  given record;
begin
  for given in select n.key, n.value #>> '{}' as moment from jsonb_each(to_jsonb(new)) n
    where n.key = any (tg_argv) and n.value <> 'null' and n.value is distinct from before -> n.key loop
    if given.moment::timestamptz not between '2000-01-01 00:00+00' and '2099-12-31 23:59:59.999999+00' and not private.is_admin() then
      raise exception '%.% must be between the years 2000 and 2099', tg_table_name, given.key using errcode = '22008';
    end if;
  end loop;
  return new;
end
$$;

comment on function private.bound_times() is
  'Trigger: a customer''s times in the columns named in its arguments are of the years 2000 to 2099, and not infinity.';

-- Only the platform writes what the contract names no policy for, and what people pay by.
do $$
declare
  relation text;
  events text;
begin
  foreach relation in array '{
    black_box_logs, deals, commissions, call_recordings, tracking_points, upgrade_prompts_shown, webhook_deliveries,
    user_premium_features, referral_codes, referrals, referral_commissions, referral_settings, sms_opt_out, sms_thread_locks,
    outbound_sms_log, consent_logs, subscriptions, usage_limits, usage_calls, usage_sms, audit_logs
  }'::text[] loop
    continue when not private.is_ours(relation);
    -- Calls and audit rows come in numbers: there a restrictive policy refuses inserts, which costs the platform nothing.
    events := case relation when 'audit_logs' then 'delete' when 'usage_calls' then 'update or delete' else 'insert or update or delete' end;
    execute format('create or replace trigger refuse_people before %s on public.%I for each row
      when (current_user in (''anon'', ''authenticated'')) execute function private.refuse_people()', events, relation);
  end loop;
  foreach relation in array '{
    appointments, call_recordings, integrations, tracking_sessions, referrals, referral_settings, webhook_configs,
    user_premium_features
  }'::text[] loop
    continue when not private.is_ours(relation);
    execute format('create or replace trigger touch_updated_at before update on public.%I for each row
      execute function private.touch_updated_at()', relation);
  end loop;
  -- Where customers write rows of their own.
  foreach relation in array '{profiles, agents, leads, messages, appointments, integrations, tracking_sessions, webhook_configs}'::text[] loop
    continue when not private.is_ours(relation);
    select string_agg(quote_literal(a.attname), ', ' order by a.attnum) into events
    from pg_catalog.pg_attribute a
    where a.attrelid = format('public.%I', relation)::regclass and a.attnum > 0 and not a.attisdropped
      and a.atttypid in ('timestamptz'::regtype, 'timestamp'::regtype, 'date'::regtype);
    continue when events is null;
    execute format('create or replace trigger bound_times before insert or update on public.%I for each row
      when (current_user in (''anon'', ''authenticated'')) execute function private.bound_times(%s)', relation, events);
  end loop;
  if private.is_ours('audit_logs') then
    create or replace trigger refuse_rewrite before update or delete on public.audit_logs for each row
      execute function private.refuse_rewrite();
    create or replace trigger refuse_truncate before truncate on public.audit_logs for each statement
      execute function private.refuse_rewrite();
  end if;
end
$$;

do $$
begin
  if private.is_ours('profiles') then
    create or replace trigger allow_changes before update on public.profiles for each row
      execute function private.allow_changes('email', 'business_name', 'area_code', 'industry', 'cal_com_url', 'transfer_number',
        'business_hours', 'post_call_sms_enabled', 'review_request_enabled', 'role', 'tier');
    create or replace trigger guard_profile before update on public.profiles for each row
      when (current_user in ('anon', 'authenticated')) execute function private.guard_profile();
    create or replace trigger guard_new_profile before insert on public.profiles for each row
      execute function private.guard_new_profile();
    drop trigger if exists refuse_people on public.profiles;
  end if;
  if private.is_ours('leads') then
    -- Only admins set the flag.
    create or replace trigger start_empty before insert on public.leads for each row
      execute function private.start_empty('flagged_for_review');
  end if;
end
$$;

-- Our own tables: people write them through functions.
do $$
declare
  relation text;
  events text;
begin
  for relation, events in values
    ('comments', 'insert or update or delete'), ('error_group_states', 'insert or update or delete'), ('bulk_actions', 'insert or update or delete'),
    ('saved_views', 'insert or update or delete'), ('webhook_attempts', 'insert or update or delete'),
    ('customer_owners', 'insert or update or delete'), ('health_model_weights', 'insert or update or delete'),
    ('error_group_deltas', 'update or delete')
  loop
    execute format('create or replace trigger refuse_people before %s on public.%I for each row
      when (current_user in (''anon'', ''authenticated'')) execute function private.refuse_people()', events, relation);
  end loop;
  if private.is_ours('customer_health_history') then
    create or replace trigger refuse_people before insert or update or delete on public.customer_health_history for each row
      when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();
  end if;
end
$$;

revoke execute on function private.allow_changes(), private.bound_times(), private.guard_new_profile(), private.guard_profile(), private.freeze_columns(),
  private.refuse_people(), private.refuse_rewrite(), private.row_is_known(relation name, key name, given jsonb), private.start_empty(),
  private.touch_updated_at() from public, anon, authenticated, service_role;

grant execute on function private.row_is_known(relation name, key name, given jsonb) to authenticated, service_role;
