-- What no request of a person may change, and the stamps that only the database sets.

create or replace function private.allow_changes() returns trigger
language plpgsql set search_path = ''
as $$
declare
  changed text;
begin
  if not private.is_api_user() then
    return new;
  end if;
  select n.key into changed
  from jsonb_each(to_jsonb(new)) n join jsonb_each(to_jsonb(old)) o on o.key = n.key
  where n.value is distinct from o.value and n.key <> all (tg_argv)
  limit 1;
  if changed is not null then
    raise exception '%.% cannot be changed', tg_table_name, changed using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.allow_changes() is
  'Trigger: a person''s update may change the columns named in the trigger''s arguments and no others. Columns added later are refused until they are named.';

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
  if not private.is_api_user() then
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
  'Trigger: whoever creates their own profile starts as a user on the core plan, under the address they sign in with.';

create or replace function private.stamp_resolution() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not private.is_api_user() then
    return new;
  end if;
  if old.resolved_at is null and new.resolved_at is null then
    if new is distinct from old then
      raise exception '%.resolved_at must be set to resolve', tg_table_name using errcode = '22023';
    end if;
  elsif old.resolved_at is null then
    if coalesce(btrim(new.resolution_notes), '') = '' then
      raise exception 'notes must not be empty' using errcode = '22023';
    end if;
    new.resolved_at := now();
    new.resolved_by := private.caller_id();
    new.resolution_notes := btrim(new.resolution_notes);
  elsif new.resolved_at is null then
    new.resolved_by := null;
    new.resolution_notes := null;
  elsif new is distinct from old then
    raise exception 'already resolved' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  end if;
  return new;
end
$$;

comment on function private.stamp_resolution() is
  'Trigger: resolving needs notes and is stamped with the caller and the time; reopening clears the stamps; a resolution cannot be rewritten.';

create or replace function private.stamp_acknowledgement() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not private.is_api_user() then
    return new;
  end if;
  if new.acknowledged_at is null then
    new.acknowledged_by := null;
  elsif old.acknowledged_at is null then
    new.acknowledged_at := now();
    new.acknowledged_by := private.caller_id();
  elsif new is distinct from old then
    raise exception 'already acknowledged' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  end if;
  return new;
end
$$;

comment on function private.stamp_acknowledgement() is
  'Trigger: acknowledging is stamped with the caller and the time, and cannot be rewritten, only undone.';

create or replace function private.stamp_requeue() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not private.is_api_user() or new is not distinct from old then
    return new;
  end if;
  if old.processed_at is null or new.processed_at is not null then
    raise exception 'webhook_queue can only be requeued' using errcode = '42501';
  end if;
  new.processed_by := null;
  new.result := null;
  new.error_message := null;
  return new;
end
$$;

comment on function private.stamp_requeue() is
  'Trigger: a person can put a webhook back into the queue and do nothing else to it.';

create or replace trigger allow_changes before update on public.profiles for each row
  execute function private.allow_changes('business_name', 'area_code', 'industry', 'cal_com_url', 'transfer_number',
    'business_hours', 'post_call_sms_enabled', 'review_request_enabled');
create or replace trigger guard_new_profile before insert on public.profiles for each row
  execute function private.guard_new_profile();
create or replace trigger allow_changes before update on public.agents for each row
  execute function private.allow_changes('nickname');

create or replace trigger refuse_rewrite before update or delete on public.audit_logs for each row
  execute function private.refuse_rewrite();
create or replace trigger refuse_truncate before truncate on public.audit_logs for each statement
  execute function private.refuse_rewrite();
create or replace trigger allow_changes before update on public.customer_health_scores for each row
  execute function private.allow_changes();

create or replace trigger allow_changes before update on public.error_logs for each row
  execute function private.allow_changes('resolved_at', 'resolved_by', 'resolution_notes');
create or replace trigger stamp_resolution before update on public.error_logs for each row
  execute function private.stamp_resolution();

create or replace trigger allow_changes before update on public.churn_alerts for each row
  execute function private.allow_changes('resolved_at', 'resolved_by', 'resolution_notes');
create or replace trigger stamp_resolution before update on public.churn_alerts for each row
  execute function private.stamp_resolution();

create or replace trigger allow_changes before update on public.ops_alerts for each row
  execute function private.allow_changes('acknowledged_at', 'acknowledged_by');
create or replace trigger stamp_acknowledgement before update on public.ops_alerts for each row
  execute function private.stamp_acknowledgement();

create or replace trigger allow_changes before update on public.webhook_queue for each row
  execute function private.allow_changes('processed_at', 'processed_by', 'result', 'error_message');
create or replace trigger stamp_requeue before update on public.webhook_queue for each row
  execute function private.stamp_requeue();

revoke execute on function private.allow_changes(), private.refuse_rewrite(), private.guard_new_profile(),
  private.stamp_resolution(), private.stamp_acknowledgement(), private.stamp_requeue() from public;
