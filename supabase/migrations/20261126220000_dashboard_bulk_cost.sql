-- What a change of state costs when ten thousand rows change at once. Each row has its guard, its stamp and its audit
-- row; there, a function of SQL that is called for each row is made ready for each, and a row turned into pairs is dear.

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

create or replace function private.stamp_resolution() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_user not in ('anon', 'authenticated') then
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

create or replace function private.change_of_state(relation text, before jsonb, after jsonb,
  out action text, out action_type text, out previous text[])
language plpgsql immutable set search_path = ''
as $$
declare
  stamp text := case relation when 'ops_alerts' then 'acknowledged_at' when 'webhook_queue' then 'processed_at'
    when 'error_logs' then 'resolved_at' when 'churn_alerts' then 'resolved_at' end;
  was_set boolean := before ->> stamp is not null;
begin
  if stamp is null or (after ->> stamp is null) <> was_set then
    return;
  elsif relation = 'ops_alerts' then
    action_type := case when was_set then 'unacknowledge' else 'acknowledge' end;
    action := 'alert.' || action_type || 'd';
    previous := case when was_set then '{acknowledged_at,acknowledged_by}'::text[] else '{}' end;
  elsif relation = 'webhook_queue' then
    if was_set then
      action_type := 'requeue';
      action := 'webhook.requeued';
      previous := '{processed_at,processed_by,result,error_message,attempts}';
    end if;
  else
    action_type := case when was_set then 'reopen' else 'resolve' end;
    action := case relation when 'error_logs' then 'error.' else 'churn.' end || case when was_set then 'reopened' else 'resolved' end;
    previous := case when was_set then '{resolved_at,resolved_by,resolution_notes}'::text[] else '{}' end;
  end if;
end
$$;

create or replace function private.audit_change_of_state() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb;
  after jsonb;
  change record;
begin
  -- What the audit row tells of a change, and no more: a whole row with its payload is dear to turn into pairs.
  if tg_table_name = 'ops_alerts' then
    before := jsonb_build_object('acknowledged_at', old.acknowledged_at, 'acknowledged_by', old.acknowledged_by);
    after := jsonb_build_object('acknowledged_at', new.acknowledged_at);
  elsif tg_table_name = 'webhook_queue' then
    before := jsonb_build_object('processed_at', old.processed_at, 'processed_by', old.processed_by, 'result', old.result,
      'error_message', old.error_message, 'attempts', old.attempts);
    after := jsonb_build_object('processed_at', new.processed_at);
  else
    before := jsonb_build_object('resolved_at', old.resolved_at, 'resolved_by', old.resolved_by, 'resolution_notes', old.resolution_notes);
    after := jsonb_build_object('resolved_at', new.resolved_at, 'resolution_notes', new.resolution_notes);
  end if;
  change := private.change_of_state(tg_table_name, before, after);
  if change.action is null then
    return null;
  end if;
  insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (
    new.user_id, auth.uid(), change.action, change.action_type, tg_table_name, new.id::text,
    jsonb_strip_nulls(jsonb_build_object('notes', after -> 'resolution_notes', 'reason', nullif(current_setting('kryonex.reason', true), '')))
      || jsonb_build_object('previous', case when change.previous = '{}' then '{}'
        else (select coalesce(jsonb_object_agg(p, before -> p), '{}') from unnest(change.previous) p) end)
  );
  return null;
end
$$;

-- As for errors: a restrictive policy instead of a trigger that asks on each insert who inserts.
create or replace trigger refuse_people before delete on public.audit_logs for each row
  when (current_user in ('anon', 'authenticated')) execute function private.refuse_people();
drop policy if exists audit_logs_refuse_people on public.audit_logs;
create policy audit_logs_refuse_people on public.audit_logs as restrictive for insert to anon, authenticated with check (false);
