-- The same for what is known of a customer. Words that the contract does not have are translated; the platform's own is kept.

create or replace function private.sync_health_names() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'INSERT' or private.is_adopting() then
    new.id := coalesce(new.id, gen_random_uuid());
    new.risk_level := coalesce(new.risk_level, new.churn_risk);
    new.churn_risk := coalesce(new.churn_risk, new.risk_level);
    new.last_calculated := coalesce(new.last_calculated, new.calculated_at, now());
    if tg_op = 'INSERT' then
      new.calculated_at := new.last_calculated;
    end if;
    return new;
  end if;
  if new.risk_level is distinct from old.risk_level then
    new.churn_risk := new.risk_level;
  elsif new.churn_risk is distinct from old.churn_risk then
    new.risk_level := new.churn_risk;
  end if;
  if new.last_calculated is distinct from old.last_calculated then
    new.calculated_at := new.last_calculated;
  elsif new.calculated_at is distinct from old.calculated_at then
    new.last_calculated := new.calculated_at;
  end if;
  return new;
end
$$;

comment on function private.sync_health_names() is 'Trigger: churn_risk is risk_level and calculated_at is last_calculated.';

create or replace function private.documented_tier(given text) returns text
language sql immutable set search_path = ''
as $$ select given where given in ('core', 'pro', 'elite', 'scale') $$;

comment on function private.documented_tier(text) is 'The plan that a text names; null when it is none of the documented ones.';

create or replace function private.sync_usage_names() returns trigger
language plpgsql set search_path = ''
as $$
declare
  translated text := case new.limit_state when 'ok' then 'under' when 'warning' then 'soft' when 'throttled' then 'soft'
    when 'blocked' then 'hard' end;
begin
  if translated is not null then
    new.platform_limit_state := new.limit_state;
    new.limit_state := translated;
  elsif tg_op = 'UPDATE' and new.limit_state is distinct from old.limit_state then
    new.platform_limit_state := null;
  end if;
  if tg_op = 'INSERT' then
    new.tier := coalesce(new.tier, private.documented_tier(new.tier_id));
    new.tier_id := coalesce(new.tier_id, new.tier);
    new.call_credit := coalesce(new.call_credit, new.call_credit_seconds, 0);
    new.call_credit_seconds := new.call_credit;
  elsif private.is_adopting() then
    new.tier := coalesce(private.documented_tier(new.tier_id), new.tier);
    new.call_credit := coalesce(new.call_credit_seconds, new.call_credit, 0);
  else
    if new.tier is distinct from old.tier then
      new.tier_id := new.tier;
    elsif new.tier_id is distinct from old.tier_id then
      new.tier := coalesce(private.documented_tier(new.tier_id), new.tier);
    end if;
    if new.call_credit is distinct from old.call_credit then
      new.call_credit_seconds := new.call_credit;
    elsif new.call_credit_seconds is distinct from old.call_credit_seconds then
      new.call_credit := new.call_credit_seconds;
    end if;
  end if;
  return new;
end
$$;

comment on function private.sync_usage_names() is
  'Trigger: tier_id is tier, call_credit_seconds is call_credit, and the platform''s limit states become the documented ones (ok under; warning, throttled soft; blocked hard), kept in platform_limit_state.';

create or replace function private.carry_tier() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.profiles p set tier = new.tier where p.user_id = new.user_id and p.tier is distinct from new.tier;
  return null;
end
$$;

comment on function private.carry_tier() is 'Trigger: a platform that does not know profiles.tier changes the plan in usage_limits only.';

create or replace function private.sync_session_names() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'INSERT' or private.is_adopting() then
    new.last_active := coalesce(new.last_active, new.last_active_at);
    if tg_op = 'INSERT' then
      new.last_active_at := new.last_active;
    end if;
  elsif new.last_active is distinct from old.last_active then
    new.last_active_at := new.last_active;
  elsif new.last_active_at is distinct from old.last_active_at then
    new.last_active := new.last_active_at;
  end if;
  return new;
end
$$;

comment on function private.sync_session_names() is 'Trigger: last_active_at is last_active.';

create or replace function private.sync_profile_names() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.role is null or new.role not in ('user', 'admin') then
    new.platform_role := new.role;
    new.role := 'user';
  elsif tg_op = 'UPDATE' and new.role is distinct from old.role then
    new.platform_role := null;
  end if;
  if private.is_adopting() then
    new.email := coalesce(new.email, private.email_of(new.user_id));
    new.tier := coalesce(new.tier, private.platform_tier(new.user_id));
  end if;
  return new;
end
$$;

comment on function private.sync_profile_names() is
  'Trigger: a role that the contract does not have is a user''s; the platform''s word is kept in platform_role.';

create or replace function private.email_of(account uuid) returns text
language sql stable security definer set search_path = ''
as $$ select u.email::text from auth.users u where u.id = account $$;

comment on function private.email_of(uuid) is 'The address that an account signs in with.';

create or replace function private.platform_tier(account uuid) returns text
language sql stable security definer set search_path = ''
as $$
  select coalesce(
    (select u.tier from public.usage_limits u where u.user_id = account),
    (select private.documented_tier(s.tier) from public.subscriptions s where s.user_id = account
      order by s.status = 'active' desc, s.current_period_end desc nulls last limit 1),
    'core')
$$;

comment on function private.platform_tier(uuid) is 'The plan that an account''s limits or subscription say it has.';

revoke execute on function private.sync_health_names(), private.sync_usage_names(), private.sync_session_names(),
  private.sync_profile_names(), private.carry_tier(), private.documented_tier(text), private.email_of(uuid),
  private.platform_tier(uuid) from public;
grant execute on function private.documented_tier(text), private.email_of(uuid), private.platform_tier(uuid) to service_role;
