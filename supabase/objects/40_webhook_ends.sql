-- How webhooks ended before they were put back into the queue, so that a requeue changes no figure of the past.

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

revoke execute on function private.time_of_failure(id uuid, skipped_at timestamptz)
  from public, anon, authenticated, service_role;

grant execute on function private.time_of_failure(id uuid, skipped_at timestamptz) to authenticated, service_role;
