-- How webhooks ended before they were put back into the queue, so that a requeue changes no figure of the past.

create or replace function private.keep_webhook_end() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  begin
    if new.processed_at is not null and old.result = 'skipped' then
      -- A failure that was skipped is a failure again, at the time at which it failed.
      delete from private.webhook_ends e where e.webhook_id = old.id and e.ended = new.processed_at;
    elsif coalesce(old.processed_by, '') like 'skip:%:failed' then
      -- It had not been waiting when it was skipped.
      insert into private.webhook_ends (webhook_id, event_type, began, ended, result)
      values (old.id, old.event_type, old.processed_at, old.processed_at, old.result);
    else
      insert into private.webhook_ends (webhook_id, event_type, began, ended, result)
      values (old.id, old.event_type, coalesce(greatest(old.received_at, old.queued_at), old.processed_at), old.processed_at, old.result);
    end if;
  exception
    when others then
      perform private.note_failure('webhooks', 'webhook_queue', to_jsonb(old) ->> 'id', 'earlier end', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.keep_webhook_end() is
  'Trigger: keeps how and when a webhook had ended before it goes back into the queue, or is skipped after a failure.';

create or replace trigger keep_webhook_end after update on public.webhook_queue for each row
  when (old.processed_at is not null and (new.processed_at is null
    or old.result = 'failed' and new.result = 'skipped' and new.processed_by like 'skip:%:failed'
    or old.result = 'skipped' and old.processed_by like 'skip:%:failed' and new.result = 'failed'))
  execute function private.keep_webhook_end();

create or replace function private.time_of_failure(id uuid, skipped_at timestamptz) returns timestamptz
language plpgsql stable security definer set search_path = ''
as $$
begin
  return coalesce((
    select max(e.ended) from private.webhook_ends e
    where e.webhook_id = time_of_failure.id and e.result = 'failed' and e.ended <= skipped_at and private.is_admin()), skipped_at);
end
$$;

comment on function private.time_of_failure(uuid, timestamptz) is
  'When a webhook failed that was skipped at a time; that time itself where it is not known, and for everybody but admins.';

create or replace view private.webhook_results as
select w.id as webhook_id, w.event_type, greatest(w.received_at, w.queued_at) as began, w.processed_at as ended, w.result
from private.webhook_queue w where w.processed_at is not null
union all
select e.webhook_id, e.event_type, e.began, e.ended, e.result from private.webhook_ends e where (select private.may_read());

comment on view private.webhook_results is 'Every time that a webhook ended, also those after which it was requeued: since when it had waited, when it ended, and how.';

revoke all on private.webhook_results from anon, authenticated, service_role;

grant select on private.webhook_results to authenticated, service_role;

revoke execute on function private.keep_webhook_end(), private.time_of_failure(id uuid, skipped_at timestamptz)
  from public, anon, authenticated, service_role;

grant execute on function private.time_of_failure(id uuid, skipped_at timestamptz) to authenticated, service_role;
