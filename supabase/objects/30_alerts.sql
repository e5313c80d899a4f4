-- The states of alerts: acknowledged, assigned, closed, snoozed, returned; stamps and audit rows.

create or replace function private.stamp_acknowledgement() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user not in ('anon', 'authenticated') then
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

create or replace function private.acknowledgement_lasts(severity text) returns interval
language sql immutable set search_path = ''
as $$
  select case severity when 'critical' then interval '4 hours' when 'warning' then interval '24 hours' else interval '72 hours' end
$$;

comment on function private.acknowledgement_lasts(text) is
  'How long an acknowledged alert may stay unclosed before it is back in the open list: critical 4 hours, warning 24, info 72.';

create or replace function private.stamp_assignment() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.assigned_to is not distinct from old.assigned_to then
    new.assigned_at := old.assigned_at;
    return new;
  end if;
  if private.is_api_user() and new.assigned_to is not null and not private.may_be_assigned(new.assigned_to) then
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
    -- Reopening also undoes the acknowledgement that closing implied.
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
language plpgsql security definer set search_path = ''
as $$
begin
  begin
    if new.snoozed_until is not distinct from old.snoozed_until and ((new.acknowledged_at is null) <> (old.acknowledged_at is null)
        or (new.closed_at is null) <> (old.closed_at is null)) then
      new.snoozed_until := null;
      new.snoozed_by := null;
    end if;
    new.returns_at := case
      when new.closed_at is not null then null
      when new.snoozed_until is not null then new.snoozed_until
      -- The last of all times has none after it.
      when new.acknowledged_at > '200000-01-01 00:00+00' then 'infinity'
      else new.acknowledged_at + private.acknowledgement_lasts(new.severity)
    end;
  exception
    when others then
      new.returns_at := null;
      perform private.note_failure('alerts', 'ops_alerts', to_jsonb(new) ->> 'id', 'return', sqlstate, sqlerrm);
  end;
  return new;
end
$$;

comment on function private.track_return() is
  'Trigger: keeps returns_at, and ends a snooze when the alert is acknowledged or closed. Alerts that were acknowledged before this column came, or arrive acknowledged, stay away.';

create or replace function private.set_new_alert_state() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.acknowledged_at := coalesce(new.acknowledged_at, new.closed_at);
  new.acknowledged_by := coalesce(new.acknowledged_by, new.closed_by);
  return new;
end
$$;

comment on function private.set_new_alert_state() is 'Trigger: what is closed is acknowledged, from the start.';

-- Audit rows of alerts and churn alerts for closing, snoozing and assigning. What lists show counts: on a table of the
-- platform a boolean alone may close an alert, and the back-fill copies what was closed long ago.
do $do$
begin
  execute private.with_readings('ops_alerts', $definition$
create or replace function private.audit_handling(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  before jsonb := to_jsonb(old) - 'details';
  after jsonb := to_jsonb(new) - 'details';
begin
  if relation = 'ops_alerts' then
    before := before || jsonb_build_object('acknowledged_at', <old.acknowledged_at>, 'closed_at', <old.closed_at>);
    after := after || jsonb_build_object('acknowledged_at', <new.acknowledged_at>, 'closed_at', <new.closed_at>);
  end if;
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  select new.user_id, auth.uid(), case relation when 'ops_alerts' then 'alert.' else 'churn.' end || c.action, c.action_type,
    relation, new.id::text,
    jsonb_strip_nulls(jsonb_build_object(
      'until', case c.action when 'snoozed' then after -> 'snoozed_until' end,
      'assignee', case c.action when 'assigned' then (select p.email from private.profiles p where p.user_id::text = after ->> 'assigned_to') end))
      || jsonb_build_object('previous', (select coalesce(jsonb_object_agg(p, before -> p), '{}') from unnest(c.previous) p))
  from (values
    ('closed_at', true, 'closed', 'close', '{}'::text[]),
    ('closed_at', false, 'reopened', 'reopen', '{closed_at,closed_by}'),
    ('snoozed_until', true, 'snoozed', 'snooze', '{}'),
    ('snoozed_until', false, 'unsnoozed', 'unsnooze', '{snoozed_until,snoozed_by}'),
    ('assigned_to', true, 'assigned', 'assign', '{assigned_to}'),
    ('assigned_to', false, 'unassigned', 'unassign', '{assigned_to}')
  ) c (stamp, is_set, action, action_type, previous)
  where after ->> c.stamp is distinct from before ->> c.stamp
    and (after ->> c.stamp is not null) = c.is_set
    -- A snooze that ends because the alert was acknowledged or closed was not ended by anybody.
    and (c.action <> 'unsnoozed' or (before ->> 'acknowledged_at' is null) = (after ->> 'acknowledged_at' is null)
      and (before ->> 'closed_at' is null) = (after ->> 'closed_at' is null));
end
$$
$definition$);
end
$do$;

comment on function private.audit_handling(text, record, record) is
  'Writes the audit rows of closing, reopening, snoozing and assigning, and of their undoing.';

-- What people write through the contract's policies is stamped where those policies are.
do $$
begin
  if private.is_ours('ops_alerts') then
    create or replace trigger stamp_acknowledgement before update on public.ops_alerts for each row
      execute function private.stamp_acknowledgement();
    create or replace trigger set_new_alert_state before insert on public.ops_alerts for each row
      when (new.closed_at is not null) execute function private.set_new_alert_state();
    create or replace trigger stamp_assignment before update on public.ops_alerts for each row
      when ((new.assigned_to, new.assigned_at) is distinct from (old.assigned_to, old.assigned_at))
      execute function private.stamp_assignment();
    create or replace trigger stamp_closing before update on public.ops_alerts for each row
      when ((new.closed_at, new.closed_by) is distinct from (old.closed_at, old.closed_by))
      execute function private.stamp_closing();
    create or replace trigger stamp_snooze before update on public.ops_alerts for each row
      when ((new.snoozed_until, new.snoozed_by) is distinct from (old.snoozed_until, old.snoozed_by))
      execute function private.stamp_snooze();
  end if;
end
$$;

do $$
begin
  if private.is_ours('churn_alerts') then
    create or replace trigger stamp_assignment before update on public.churn_alerts for each row
      when ((new.assigned_to, new.assigned_at) is distinct from (old.assigned_to, old.assigned_at))
      execute function private.stamp_assignment();
  end if;
end
$$;

-- Its name sorts after those of the platform's triggers and of the naming trigger.
create or replace trigger zz_track_return before update on public.ops_alerts for each row
  when ((new.acknowledged_at, new.snoozed_until, new.closed_at)
    is distinct from (old.acknowledged_at, old.snoozed_until, old.closed_at))
  execute function private.track_return();

do $$
begin
  execute format('create or replace trigger audit_handling after update on public.ops_alerts for each row
    when ((old.snoozed_until, old.assigned_to, old.closed_at) is distinct from (new.snoozed_until, new.assigned_to, new.closed_at) or %s)
    execute function private.audit(''handling'')', private.stamp_changes('ops_alerts', 'closed_at'));
end
$$;

create or replace trigger audit_handling after update on public.churn_alerts for each row
  when (old.assigned_to is distinct from new.assigned_to) execute function private.audit('handling');

revoke execute on function private.acknowledgement_lasts(severity text), private.audit_handling(relation text, old record, new record),
  private.set_new_alert_state(), private.stamp_acknowledgement(), private.stamp_assignment(), private.stamp_closing(),
  private.stamp_snooze(), private.track_return() from public, anon, authenticated, service_role;

grant execute on function private.acknowledgement_lasts(severity text) to authenticated, service_role;
