-- What must never run is skipped by a person, for a reason, and can be put back to what it was.
create or replace function private.stamp_requeue() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if not private.is_api_user() or new is not distinct from old then
    return new;
  end if;
  if old.processed_at is not null and new.processed_at is null then
    new.processed_by := null;
    new.result := null;
    new.error_message := null;
    new.queued_at := now();
  elsif new.processed_at is not null and new.result = 'skipped' and (old.processed_at is null or old.result = 'failed') then
    new.processed_at := now();
    new.processed_by := 'skip:' || private.caller_id() || case when old.result = 'failed' then ':failed' else '' end;
    new.error_message := old.error_message;
  elsif old.result = 'skipped' and old.processed_by like 'skip:%:failed' and new.result = 'failed' then
    new.processed_at := old.processed_at;
    new.processed_by := 'system';
    new.error_message := old.error_message;
  else
    raise exception 'webhook_queue can only be requeued or skipped' using errcode = '42501';
  end if;
  return new;
end
$$;

comment on function private.stamp_requeue() is
  'Trigger: a person can put a webhook back into the queue, skip one that waits or failed, make one that a person skipped failed again, and do nothing else to it.';

create or replace function private.stamp_queued() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.queued_at := now();
  return new;
end
$$;

comment on function private.stamp_queued() is 'Trigger: whoever puts a webhook back into the queue, the platform included, the time is kept.';

create or replace function private.audit_skip(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  skipped boolean := new.result = 'skipped';
begin
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (new.user_id, auth.uid(), case when skipped then 'webhook.skipped' else 'webhook.unskipped' end,
    case when skipped then 'skip' else 'unskip' end, relation, new.id::text,
    jsonb_strip_nulls(jsonb_build_object('reason', nullif(current_setting('kryonex.reason', true), '')))
      || jsonb_build_object('previous', jsonb_build_object('processed_at', old.processed_at, 'processed_by', old.processed_by,
        'result', old.result, 'attempts', old.attempts)));
end
$$;

comment on function private.audit_skip(text, record, record) is 'Writes the audit row when a person skips a webhook, or makes one failed again that a person skipped.';

create or replace function private.change_skip(ids uuid[], skip boolean)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
#variable_conflict use_column
declare
  changed uuid[];
begin
  if not private.is_admin() then
    return query select w.id, 'denied', null::timestamptz, null::uuid, null::text from private.check_ids(ids) w order by w.place;
    return;
  end if;
  perform from private.webhook_queue t where t.id in (select w.id from private.check_ids(ids) w) order by t.id for update;
  if skip then
    with done as (
      update public.webhook_queue t set processed_at = now(), result = 'skipped'
      where t.id = any (ids) and (t.processed_at is null or t.result = 'failed') returning t.id
    ) select coalesce(array_agg(d.id), '{}') into changed from done d;
  else
    with done as (
      update public.webhook_queue t set processed_at = case when t.processed_by like '%:failed' then t.processed_at end,
        result = case when t.processed_by like '%:failed' then 'failed' end
      where t.id = any (ids) and t.result = 'skipped' and t.processed_by like 'skip:%' returning t.id
    ) select coalesce(array_agg(d.id), '{}') into changed from done d;
  end if;
  return query
    select w.id, case when t.id is null then 'missing' when w.id = any (changed) then 'done' else 'already' end,
      coalesce(t.processed_at, l.created_at), coalesce(s.actor, l.actor_id), p.email
    from private.check_ids(ids) w
    left join private.webhook_queue t on t.id = w.id
    left join lateral (select substring(t.processed_by from '^skip:(.{36})')::uuid as actor) s on true
    left join lateral (
      select l.created_at, l.actor_id from private.audit_logs l
      where not skip and l.entity = 'webhook_queue' and l.entity_id = t.id::text and l.action in ('webhook.unskipped', 'webhook.requeued')
      order by l.created_at desc limit 1
    ) l on true
    left join private.profiles p on p.user_id = coalesce(s.actor, l.actor_id)
    order by w.place;
end
$$;

comment on function private.change_skip(uuid[], boolean) is 'Skips webhooks that wait or failed, or puts back those that a person skipped; one row per id with its outcome.';

create or replace function public.skip_webhooks(ids uuid[], reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
begin
  perform set_config('kryonex.reason', private.required_text('reason', reason), true);
  return query select * from private.change_skip(ids, true);
  perform set_config('kryonex.reason', '', true);
end
$$;

comment on function public.skip_webhooks(uuid[], text) is
  'Leaves out webhooks that wait or failed, for a reason that the audit log keeps: they never run unless somebody puts them back. One row per id with its outcome.';

create or replace function public.unskip_webhooks(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.change_skip(ids, false) $$;

comment on function public.unskip_webhooks(uuid[]) is
  'Puts back what a person skipped: what had failed is failed again, what had been waiting waits again. One row per id with its outcome.';

create or replace trigger stamp_requeue before update on public.webhook_queue for each row
  execute function private.stamp_requeue();

create or replace trigger stamp_queued before update on public.webhook_queue for each row
  when (old.processed_at is not null and new.processed_at is null) execute function private.stamp_queued();

create or replace trigger audit_skip after update on public.webhook_queue for each row
  when (new.result = 'skipped' and new.processed_by like 'skip:%' and old.processed_by is distinct from new.processed_by
    or old.result = 'skipped' and old.processed_by like 'skip:%:failed' and new.result = 'failed')
  execute function private.audit('skip');

-- A requeue means what was settled when it was counted: what fails again meanwhile is not requeued twice by one act.
insert into private.bulk_verbs (list, action, relation, moment, applies, change, field, undo_where, undo_set) values
  ('webhooks', 'requeue', 'webhook_queue', 'processed_at', 't.processed_at is not null', 'processed_at = null', 'reason', null, null),
  ('webhooks', 'skip', 'webhook_queue', 'received_at', '(t.processed_at is null or t.result = ''failed'')',
    'processed_at = now(), result = ''skipped''', 'reason',
    't.result = ''skipped'' and t.processed_at >= $2 and t.processed_by in (''skip:'' || $3, ''skip:'' || $3 || '':failed'')',
    'processed_at = case when t.processed_by like ''%:failed'' then t.processed_at end, result = case when t.processed_by like ''%:failed'' then ''failed'' end')
on conflict (list, action) do update set relation = excluded.relation, moment = excluded.moment, applies = excluded.applies,
  change = excluded.change, field = excluded.field, undo_where = excluded.undo_where, undo_set = excluded.undo_set;

revoke execute on function private.audit_skip(relation text, old record, new record), private.change_skip(ids uuid[], skip boolean),
  private.stamp_queued(), private.stamp_requeue(), public.skip_webhooks(ids uuid[], reason text),
  public.unskip_webhooks(ids uuid[]) from public, anon, authenticated, service_role;

grant execute on function private.change_skip(ids uuid[], skip boolean),
  public.skip_webhooks(ids uuid[], reason text), public.unskip_webhooks(ids uuid[]) to authenticated, service_role;
