-- Skipping webhooks that must not run, with a reason, and undoing it.
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
    new.processed_at := private.time_of_failure(old.id, old.processed_at);
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

comment on function private.stamp_queued() is 'Trigger: keeps the time when a webhook goes back into the queue, by the platform''s hand too.';

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

create or replace function private.skip_webhooks(ids uuid[], reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin();
  perform set_config('kryonex.reason', private.required_text('reason', reason), true);
  return query select * from private.change_rows('webhook_queue', ids, '(t.processed_at is null or t.result = ''failed'')',
    'processed_at = now(), result = ''skipped'',
      processed_by = ''skip:'' || private.caller_id() || case when t.result = ''failed'' then '':failed'' else '''' end',
    't.processed_at', 'substring(t.processed_by from ''^skip:(.{36})'')');
  perform set_config('kryonex.reason', '', true);
end
$$;

comment on function private.skip_webhooks(uuid[], text) is 'What public.skip_webhooks does.';

create or replace function public.skip_webhooks(ids uuid[], reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.skip_webhooks(ids, reason) $$;

comment on function public.skip_webhooks(uuid[], text) is
  'Leaves out webhooks that wait or failed, for a reason that the audit trail keeps: they never run unless somebody puts them back. One row per id with its outcome.';

create or replace function private.unskip_webhooks(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin();
  return query select * from private.change_rows('webhook_queue', ids, 't.result = ''skipped'' and t.processed_by like ''skip:%''',
    private.unskipped(), 't.processed_at', 'substring(t.processed_by from ''^skip:(.{36})'')', '{webhook.unskipped,webhook.requeued}');
end
$$;

comment on function private.unskip_webhooks(uuid[]) is 'What public.unskip_webhooks does.';

create or replace function private.unskipped() returns text
language sql immutable set search_path = ''
as $$
  select 'processed_at = case when t.processed_by like ''%:failed'' then private.time_of_failure(t.id, t.processed_at) end,
    processed_by = case when t.processed_by like ''%:failed'' then ''system'' end,
    result = case when t.processed_by like ''%:failed'' then ''failed'' end,
    error_message = case when t.processed_by like ''%:failed'' then t.error_message end'
$$;

comment on function private.unskipped() is 'The change to a webhook t that puts it back to what it was before a person skipped it: failed, or waiting.';

create or replace function public.unskip_webhooks(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.unskip_webhooks(ids) $$;

comment on function public.unskip_webhooks(uuid[]) is
  'Puts back what a person skipped: what had failed is failed again, what had been waiting waits again. One row per id with its outcome.';

do $$
begin
  if private.is_ours('webhook_queue') then
    create or replace trigger stamp_requeue before update on public.webhook_queue for each row
      when ((new.processed_at, new.processed_by, new.result, new.error_message)
        is distinct from (old.processed_at, old.processed_by, old.result, old.error_message))
      execute function private.stamp_requeue();
  end if;
end
$$;

create or replace trigger zz_stamp_queued before update on public.webhook_queue for each row
  when (old.processed_at is not null and new.processed_at is null) execute function private.stamp_queued();

create or replace trigger audit_skip after update on public.webhook_queue for each row
  when (new.result = 'skipped' and new.processed_by like 'skip:%' and old.processed_by is distinct from new.processed_by
    or old.result = 'skipped' and old.processed_by like 'skip:%:failed' and new.result = 'failed')
  execute function private.audit('skip');

-- A requeue covers the webhooks that had ended when they were counted: one that fails again meanwhile is not requeued twice.
insert into private.bulk_verbs (list, action, relation, moment, applies, change, field, undo_where, undo_set) values
  ('webhooks', 'requeue', 'webhook_queue', 'processed_at', 't.processed_at is not null',
    'processed_at = null, processed_by = null, result = null, error_message = null, queued_at = now()', 'reason', null, null),
  ('webhooks', 'skip', 'webhook_queue', 'received_at', '(t.processed_at is null or t.result = ''failed'')',
    'processed_at = now(), result = ''skipped'',
      processed_by = ''skip:'' || private.caller_id() || case when t.result = ''failed'' then '':failed'' else '''' end', 'reason',
    't.result = ''skipped'' and t.processed_at >= $2 and t.processed_by in (''skip:'' || $3, ''skip:'' || $3 || '':failed'')',
    private.unskipped())
on conflict (list, action) do update set relation = excluded.relation, moment = excluded.moment, applies = excluded.applies,
  change = excluded.change, field = excluded.field, undo_where = excluded.undo_where, undo_set = excluded.undo_set;

revoke execute on function private.audit_skip(relation text, old record, new record), private.stamp_queued(), private.stamp_requeue(),
  private.unskipped(), private.skip_webhooks(ids uuid[], reason text), private.unskip_webhooks(ids uuid[]),
  public.skip_webhooks(ids uuid[], reason text), public.unskip_webhooks(ids uuid[]) from public, anon, authenticated, service_role;

grant execute on function private.skip_webhooks(ids uuid[], reason text), private.unskip_webhooks(ids uuid[]),
  public.skip_webhooks(ids uuid[], reason text), public.unskip_webhooks(ids uuid[]) to authenticated, service_role;
