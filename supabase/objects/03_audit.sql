-- The audit trail: public.audit_trail records admins' acts and changes of state in the platform's tables.
create or replace function private.refuse_trail_write() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception '% is append-only and written by the database only', tg_table_name using errcode = '42501';
end
$$;

comment on function private.refuse_trail_write() is
  'Trigger: refuses what it fires for, the owner of the table included. Inserts are refused to API users and the platform''s backend only.';

create or replace trigger refuse_insert before insert on public.audit_trail for each row
  when (current_user in ('anon', 'authenticated', 'service_role')) execute function private.refuse_trail_write();

create or replace trigger refuse_rewrite before update or delete on public.audit_trail for each row
  execute function private.refuse_trail_write();

-- Also what changes no row is refused, and what is refused row by row is refused where there is none.
create or replace trigger refuse_rewrite_statement before update or delete or truncate on public.audit_trail for each statement
  execute function private.refuse_trail_write();

drop policy if exists audit_trail_select on public.audit_trail;
create policy audit_trail_select on public.audit_trail for select to authenticated using ((select private.is_admin()));

revoke all on public.audit_trail, private.copied_audit_rows from public, anon, authenticated, service_role;

grant select on public.audit_trail to authenticated, service_role;

create or replace function private.write_audit(customer uuid, action text, action_type text, entity text, entity_id text, metadata jsonb)
returns void
language sql security definer set search_path = ''
as $$
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (customer, auth.uid(), write_audit.action, write_audit.action_type, write_audit.entity, write_audit.entity_id, write_audit.metadata)
$$;

comment on function private.write_audit(uuid, text, text, text, text, jsonb) is
  'Writes an audit row in the caller''s name; a customer whom the act concerns, if any.';

revoke execute on function private.write_audit(customer uuid, action text, action_type text, entity text, entity_id text, metadata jsonb)
  from public, anon, authenticated, service_role;

create or replace function private.audit_profile(relation text, operation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  before jsonb := case operation when 'UPDATE' then jsonb_build_object('role', old.role, 'tier', old.tier) else '{"role": null}' end;
begin
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  select new.user_id, auth.uid(), 'profile.' || c.field || '_changed', 'change', relation, new.user_id::text,
    jsonb_build_object(c.field, c.value, 'previous', jsonb_build_object(c.field, before -> c.field))
  from (values ('role', to_jsonb(new.role)), ('tier', to_jsonb(new.tier))) c (field, value)
  where before ? c.field and before -> c.field is distinct from coalesce(c.value, 'null');
end
$$;

comment on function private.audit_profile(text, text, record, record) is
  'Writes the audit rows of a change of role or plan, and of a profile that starts as an admin''s.';

create or replace function private.write_audit(kind text, relation text, operation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
begin
  case kind
    when 'acknowledgement' then perform private.audit_acknowledgement(relation, old, new);
    when 'requeue' then perform private.audit_requeue(relation, old, new);
    when 'resolution' then perform private.audit_resolution(relation, old, new);
    when 'profile' then perform private.audit_profile(relation, operation, old, new);
    when 'handling' then perform private.audit_handling(relation, old, new);
    when 'churn' then perform private.audit_churn(relation, old, new);
    when 'skip' then perform private.audit_skip(relation, old, new);
    when 'reconciliation' then perform private.audit_reconciliation(relation, new);
    when 'unknown_number' then perform private.audit_unknown_number(relation, old, new);
    when 'revocation' then perform private.audit_revocation(relation, new);
    when 'usage_limits' then perform private.audit_usage_limits(relation, old, new);
    when 'lead_flag' then perform private.audit_lead_flag(relation, old, new);
  end case;
end
$$;

comment on function private.write_audit(text, text, text, record, record) is
  'Writes the audit rows of one change, by the function that knows its kind.';

create or replace function private.audit() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  -- An act, and what somebody signed in does to a table of ours, is undone when its audit row cannot be written.
  if private.is_act(tg_table_name) then
    perform private.write_audit(tg_argv[0], tg_table_name, tg_op, old, new);
    return null;
  end if;
  -- A statement of the platform succeeds even when its audit row fails.
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('audit');
    return null;
  end if;
  begin
    perform private.write_audit(tg_argv[0], tg_table_name, tg_op, old, new);
  exception when others then
    perform private.note_failure('audit', tg_table_name, coalesce(to_jsonb(new) ->> 'id', to_jsonb(new) ->> 'user_id'), 'audit row',
      sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.audit() is
  'Trigger: writes the audit rows of a change; its argument names the kind. An act fails when its audit row does, and so does what people change through the contract''s policies; for everything else the failure is recorded and the statement succeeds.';

create or replace trigger audit_profile after update on public.profiles for each row
  when (old.role is distinct from new.role or old.tier is distinct from new.tier) execute function private.audit('profile');

create or replace trigger audit_new_admin after insert on public.profiles for each row
  when (new.role = 'admin') execute function private.audit('profile');

-- The actions of the dashboard, which also identify its rows in the audit_logs of version 0.1 for the upgrade.
create or replace function private.own_actions() returns text[]
language sql immutable set search_path = ''
as $$
  select '{
    error.resolved, error.reopened, error_group.resolved, error_group.reopened, error_group.snoozed, error_group.unsnoozed,
    error_group.assigned, error_group.unassigned, alert.acknowledged, alert.unacknowledged, alert.closed, alert.reopened,
    alert.snoozed, alert.unsnoozed, alert.assigned, alert.unassigned, churn.resolved, churn.reopened, churn.assigned,
    churn.unassigned, webhook.requeued, webhook.skipped, webhook.unskipped, unknown_number.resolved, unknown_number.reopened,
    reconciliation.started, reconciliation.completed, reconciliation.failed, session.revoked, customer.assigned,
    customer.unassigned, lead.flagged, lead.unflagged, usage.period_started, usage.hard_stop_set, usage.hard_stop_lifted,
    usage.state_changed, usage.credit_changed, usage.limits_changed, health.recalculated, health.restored,
    profile.role_changed, profile.tier_changed, comment.added, view.saved, view.deleted, list.exported, payload.revealed,
    contact.revealed
  }'::text[]
$$;

comment on function private.own_actions() is 'The values of audit_trail.action.';

create or replace function private.copy_audit_rows(most integer default 10000) returns integer
language plpgsql set search_path = ''
as $$
declare
  copied integer;
begin
  with chosen as materialized (
    select l.* from public.audit_logs l
    where l.action = any (private.own_actions()) and not exists (select from private.copied_audit_rows c where c.id = l.id)
    order by l.created_at, l.id limit most
  ),
  marked as (insert into private.copied_audit_rows (id) select c.id from chosen c on conflict do nothing)
  insert into public.audit_trail (id, user_id, actor_id, action, action_type, entity, entity_id, ip, user_agent, metadata, created_at)
  select c.id, c.user_id, c.actor_id, c.action, c.action_type, c.entity, c.entity_id, c.ip, c.user_agent, coalesce(c.metadata, '{}'),
    coalesce(c.created_at, now())
  from chosen c on conflict (id) do nothing;
  get diagnostics copied = row_count;
  return copied;
end
$$;

comment on function private.copy_audit_rows(integer) is
  'Upgrade from version 0.1 only: copies the dashboard''s rows from audit_logs to audit_trail, oldest first, at most the given number per call. Returns the number copied; call it until that is 0. audit_logs keeps its rows, and lists show each row once.';

revoke execute on function private.refuse_trail_write(), private.audit(),
  private.audit_profile(relation text, operation text, old record, new record),
  private.write_audit(kind text, relation text, operation text, old record, new record), private.own_actions(),
  private.copy_audit_rows(most integer)
  from public, anon, authenticated, service_role;
