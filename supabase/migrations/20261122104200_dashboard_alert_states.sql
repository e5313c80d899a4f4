-- What becomes of an alert after it was raised: handed to somebody, snoozed, acknowledged, closed. An acknowledgement says
-- that somebody is on it, not that it is over: one that is not closed in time comes back to the open list.

alter table public.ops_alerts
  add column if not exists snoozed_until timestamptz,
  add column if not exists snoozed_by uuid,
  add column if not exists assigned_to uuid,
  add column if not exists assigned_at timestamptz,
  add column if not exists closed_at timestamptz,
  add column if not exists closed_by uuid,
  add column if not exists returns_at timestamptz;

comment on table public.ops_alerts is
  'Operational alerts. Open until acknowledged, snoozed or closed, and again from returns_at on.';
comment on column public.ops_alerts.snoozed_by is 'Who snoozed it. No foreign key, here, in assigned_to and in closed_by: the stamp outlives the account.';
comment on column public.ops_alerts.assigned_to is 'The admin who is on it.';
comment on column public.ops_alerts.closed_at is 'When somebody said that it is over.';
comment on column public.ops_alerts.returns_at is
  'When it is back in the open list: the end of its snooze, or of what its acknowledgement is good for. Kept by the database.';

drop index if exists public.ops_alerts_open_idx;
drop index if exists public.ops_alerts_open_rank_idx;
drop index if exists public.ops_alerts_open_user_idx;
drop index if exists public.ops_alerts_acknowledged_at_idx;
create index if not exists ops_alerts_unsettled_idx on public.ops_alerts (created_at, id)
  where acknowledged_at is null or returns_at is not null;
create index if not exists ops_alerts_unsettled_rank_idx on public.ops_alerts
  ((case severity when 'critical' then 1 when 'warning' then 2 else 3 end), created_at, id)
  where acknowledged_at is null or returns_at is not null;
create index if not exists ops_alerts_unsettled_user_idx on public.ops_alerts (user_id)
  where acknowledged_at is null or returns_at is not null;
create index if not exists ops_alerts_unsettled_type_idx on public.ops_alerts (alert_type, created_at, id)
  where acknowledged_at is null or returns_at is not null;
create index if not exists ops_alerts_snoozed_idx on public.ops_alerts (created_at, id)
  where acknowledged_at is null and returns_at is not null;
create index if not exists ops_alerts_under_way_idx on public.ops_alerts (created_at, id)
  where acknowledged_at is not null and closed_at is null;
create index if not exists ops_alerts_closed_idx on public.ops_alerts (created_at, id) where closed_at is not null;
create index if not exists ops_alerts_assigned_idx on public.ops_alerts (assigned_to, created_at, id) where assigned_to is not null;
create index if not exists ops_alerts_acknowledgements_idx on public.ops_alerts (acknowledged_at)
  include (created_at, severity, acknowledged_by) where acknowledged_at is not null;

create or replace function private.acknowledgement_lasts(severity text) returns interval
language sql immutable set search_path = ''
as $$
  select case severity when 'critical' then interval '4 hours' when 'warning' then interval '24 hours' else interval '72 hours' end
$$;

comment on function private.acknowledgement_lasts(text) is
  'How long an acknowledged alert may stay unclosed before it is back in the open list: critical 4 hours, warning 24, info 72.';

create or replace function private.stamp_acknowledgement() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not private.is_api_user() then
    return new;
  end if;
  if new.acknowledged_at is null then
    if old.acknowledged_at is not null and new.closed_at is not null then
      raise exception 'a closed alert must be reopened first' using errcode = '22023';
    end if;
    new.acknowledged_by := null;
  elsif old.acknowledged_at is null then
    new.acknowledged_at := now();
    new.acknowledged_by := private.caller_id();
  elsif (new.acknowledged_at, new.acknowledged_by) is distinct from (old.acknowledged_at, old.acknowledged_by) then
    raise exception 'already acknowledged' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  end if;
  return new;
end
$$;

comment on function private.stamp_acknowledgement() is
  'Trigger: acknowledging is stamped with the caller and the time, and cannot be rewritten, only undone while the alert is not closed.';

create or replace function private.stamp_assignment() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.assigned_to is not distinct from old.assigned_to then
    new.assigned_at := old.assigned_at;
    return new;
  end if;
  if private.is_api_user() and new.assigned_to is not null
    and not exists (select from public.profiles p where p.user_id = new.assigned_to and p.role = 'admin') then
    raise exception 'assigned_to must be an admin' using errcode = '22023';
  end if;
  new.assigned_at := case when new.assigned_to is not null then now() end;
  return new;
end
$$;

comment on function private.stamp_assignment() is 'Trigger: people assign to admins only; the time is the database''s.';

create or replace function private.stamp_closing() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.closed_at is null then
    new.closed_by := null;
    -- What closing said along with it is taken back with it.
    if old.closed_at = old.acknowledged_at then
      new.acknowledged_at := null;
      new.acknowledged_by := null;
    end if;
    return new;
  end if;
  if old.closed_at is not null then
    if private.is_api_user() then
      raise exception 'already closed' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
    end if;
    return new;
  end if;
  if private.is_api_user() then
    new.closed_at := now();
    new.closed_by := private.caller_id();
  end if;
  if new.acknowledged_at is null then
    new.acknowledged_at := new.closed_at;
    new.acknowledged_by := new.closed_by;
  end if;
  return new;
end
$$;

comment on function private.stamp_closing() is
  'Trigger: closing is stamped with the caller and the time, acknowledges what nobody had acknowledged, and cannot be rewritten, only undone.';

create or replace function private.stamp_snooze() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not private.is_api_user() then
    return new;
  end if;
  if new.snoozed_until is null then
    new.snoozed_by := null;
    return new;
  end if;
  if old.snoozed_until > now() then
    raise exception 'already snoozed' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  end if;
  if new.closed_at is not null or new.snoozed_until not between now() and now() + interval '90 days' then
    raise exception 'snoozed_until must be within the next 90 days, of an alert that is not closed' using errcode = '22023';
  end if;
  new.snoozed_by := private.caller_id();
  return new;
end
$$;

comment on function private.stamp_snooze() is
  'Trigger: snoozing is stamped with the caller; a snooze under way cannot be rewritten, only ended.';

create or replace function private.track_return() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if private.is_adopting() then
    return new;
  end if;
  if new.snoozed_until is not distinct from old.snoozed_until and ((new.acknowledged_at is null) <> (old.acknowledged_at is null)
      or (new.closed_at is null) <> (old.closed_at is null)) then
    new.snoozed_until := null;
    new.snoozed_by := null;
  end if;
  new.returns_at := case
    when new.closed_at is not null then null
    when new.snoozed_until is not null then new.snoozed_until
    else new.acknowledged_at + private.acknowledgement_lasts(new.severity)
  end;
  return new;
end
$$;

comment on function private.track_return() is
  'Trigger: keeps returns_at, and ends a snooze when the alert is acknowledged or closed. Alerts that were acknowledged before this column came, or arrive acknowledged, stay away.';

create or replace function private.settle_new_alert() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.acknowledged_at := coalesce(new.acknowledged_at, new.closed_at);
  new.acknowledged_by := coalesce(new.acknowledged_by, new.closed_by);
  return new;
end
$$;

comment on function private.settle_new_alert() is 'Trigger: what is closed is acknowledged, from the start.';

create or replace trigger allow_changes before update on public.ops_alerts for each row
  execute function private.allow_changes('acknowledged_at', 'acknowledged_by', 'snoozed_until', 'snoozed_by', 'assigned_to',
    'assigned_at', 'closed_at', 'closed_by');
create or replace trigger settle_new_alert before insert on public.ops_alerts for each row
  when (new.closed_at is not null) execute function private.settle_new_alert();
create or replace trigger stamp_assignment before update on public.ops_alerts for each row
  when ((new.assigned_to, new.assigned_at) is distinct from (old.assigned_to, old.assigned_at))
  execute function private.stamp_assignment();
create or replace trigger stamp_closing before update on public.ops_alerts for each row
  when ((new.closed_at, new.closed_by) is distinct from (old.closed_at, old.closed_by))
  execute function private.stamp_closing();
create or replace trigger stamp_snooze before update on public.ops_alerts for each row
  when ((new.snoozed_until, new.snoozed_by) is distinct from (old.snoozed_until, old.snoozed_by))
  execute function private.stamp_snooze();
-- Sorts after the triggers that keep an older database's names in step, whatever of them changed.
create or replace trigger track_return before update on public.ops_alerts for each row
  when ((new.acknowledged_at, new.snoozed_until, new.closed_at)
    is distinct from (old.acknowledged_at, old.snoozed_until, old.closed_at))
  execute function private.track_return();

grant update (acknowledged_at, snoozed_until, assigned_to, closed_at) on public.ops_alerts to authenticated;

revoke execute on function private.acknowledgement_lasts(text), private.stamp_acknowledgement(), private.stamp_assignment(),
  private.stamp_closing(), private.stamp_snooze(), private.track_return(), private.settle_new_alert() from public;
grant execute on function private.acknowledgement_lasts(text) to authenticated, service_role;
