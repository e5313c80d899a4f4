-- The audit rows of what alerts and churn alerts go through beside being acknowledged and resolved, and the names that a
-- database in use before the dashboard has for closing.

create or replace function private.audit_handling() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb := to_jsonb(old) - 'details';
  after jsonb := to_jsonb(new) - 'details';
begin
  insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  select new.user_id, auth.uid(), case tg_table_name when 'ops_alerts' then 'alert.' else 'churn.' end || c.action, c.action_type,
    tg_table_name, new.id::text,
    jsonb_strip_nulls(jsonb_build_object(
      'until', case c.action when 'snoozed' then after -> 'snoozed_until' end,
      'assignee', case c.action when 'assigned' then (select p.email from public.profiles p where p.user_id::text = after ->> 'assigned_to') end))
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
  return null;
end
$$;

comment on function private.audit_handling() is
  'Trigger: writes the audit rows of closing, reopening, snoozing and assigning, and of their undoing.';

create or replace trigger audit_handling after update on public.ops_alerts for each row
  when ((old.snoozed_until, old.assigned_to, old.closed_at) is distinct from (new.snoozed_until, new.assigned_to, new.closed_at)
    and not private.is_adopting()) execute function private.audit_handling();

create or replace function private.sync_alert_names() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'INSERT' or private.is_adopting() then
    -- A resolved alert is closed, and needs no acknowledgement any more. Once taken over, that is not inferred again.
    if new.resolved and new.details is null then
      new.closed_at := coalesce(new.closed_at, new.resolved_at, new.created_at, now());
    end if;
    if (new.acknowledged or new.closed_at is not null) and new.acknowledged_at is null then
      new.acknowledged_at := coalesce(new.closed_at, new.created_at, now());
    end if;
    new.acknowledged := new.acknowledged_at is not null;
    new.resolved := new.closed_at is not null or coalesce(new.resolved, false);
    new.resolved_at := coalesce(new.resolved_at, new.closed_at);
    new.message := coalesce(new.message, new.title);
    new.title := coalesce(new.title, left(new.message, 80), new.alert_type);
    new.user_id := coalesce(new.user_id, private.account_named(new.metadata ->> 'user_id'));
    new.metadata := coalesce(nullif(new.metadata, '{}'), new.details, new.metadata);
    new.details := coalesce(new.details, jsonb_build_object('title', new.title) || coalesce(new.metadata, '{}'));
    if new.user_id is not null then
      new.metadata := jsonb_build_object('user_id', new.user_id) || coalesce(new.metadata, '{}');
    end if;
    return new;
  end if;
  if new.details is distinct from old.details then
    new.metadata := new.details - 'title';
  elsif new.metadata is distinct from old.metadata or new.title is distinct from old.title then
    new.details := jsonb_build_object('title', new.title) || coalesce(new.metadata, '{}');
  end if;
  if new.user_id is distinct from old.user_id then
    new.metadata := coalesce(new.metadata, '{}') || jsonb_build_object('user_id', new.user_id);
  elsif new.metadata -> 'user_id' is distinct from old.metadata -> 'user_id' then
    new.user_id := private.account_named(new.metadata ->> 'user_id');
  end if;
  if (new.closed_at is null) <> (old.closed_at is null) then
    new.resolved := new.closed_at is not null;
    new.resolved_at := new.closed_at;
  elsif new.resolved and old.resolved is not true then
    new.closed_at := coalesce(new.resolved_at, now());
    new.acknowledged_at := coalesce(new.acknowledged_at, new.closed_at);
  elsif new.resolved is not true and old.resolved then
    new.closed_at := null;
    new.closed_by := null;
  end if;
  if (new.acknowledged_at is null) <> (old.acknowledged_at is null) then
    new.acknowledged := new.acknowledged_at is not null;
  elsif new.acknowledged and old.acknowledged is not true then
    new.acknowledged_at := coalesce(new.acknowledged_at, now());
  elsif new.acknowledged is not true and old.acknowledged is true and new.closed_at is null then
    new.acknowledged_at := null;
    new.acknowledged_by := null;
  end if;
  return new;
end
$$;

comment on function private.sync_alert_names() is
  'Trigger: metadata and title are details, the user_id inside metadata is user_id when there is such an account, acknowledged says whether acknowledged_at is set, and resolved whether closed_at is.';

-- What was resolved before is closed. Where the table is large it stays acknowledged, which keeps it away as well.
do $$
begin
  if exists (select from pg_trigger g where g.tgrelid = 'public.ops_alerts'::regclass and g.tgname = 'sync_names')
    and pg_relation_size('public.ops_alerts') <= 4 * 1024 * 1024 then
    perform set_config('kryonex.adopting', 'on', true);
    update public.ops_alerts t set closed_at = coalesce(t.resolved_at, t.acknowledged_at, t.created_at)
    where t.resolved and t.closed_at is null;
    perform set_config('kryonex.adopting', '', true);
  end if;
end
$$;

revoke execute on function private.audit_handling(), private.sync_alert_names() from public;
