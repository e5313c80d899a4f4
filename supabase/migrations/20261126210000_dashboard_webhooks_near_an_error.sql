-- The same webhooks as before, found by their time: with the error's time in a variable, the planner knows that half an
-- hour is little. Joined to the error it could not, and read the queue from end to end.

create or replace function public.webhooks_failed_with(error_id uuid)
returns table (id uuid, event_type text, state text, attempts integer, received_at timestamptz, idempotency_key text, shared text)
language plpgsql stable rows 10 set search_path = ''
as $$
#variable_conflict use_column
declare
  error public.error_logs;
  named text;
begin
  select * into error from public.error_logs e where e.id = error_id;
  if error.id is null then
    return;
  end if;
  named := coalesce(error.request_body ->> 'call_id', error.request_body #>> '{call,call_id}', error.request_body ->> 'message_sid',
    error.request_body ->> 'MessageSid', error.request_body ->> 'uid', substring(error.message from '(?:call|evt|SM)_?[A-Za-z0-9]{12,}'));
  return query
    select w.id, w.event_type, case when w.processed_at is null then 'pending' else 'failed' end, w.attempts, w.received_at,
      w.idempotency_key, case when w.idempotency_key like '%' || named || '%' then named else 'customer' end
    from public.webhook_queue w
    where w.received_at between error.created_at - interval '15 minutes' and error.created_at + interval '15 minutes'
      and (w.processed_at is null or w.result = 'failed')
      and (w.user_id = error.user_id or w.idempotency_key like '%' || named || '%')
    order by (w.idempotency_key like '%' || named || '%') is true desc, abs(extract(epoch from w.received_at - error.created_at)), w.id
    limit 10;
end
$$;
