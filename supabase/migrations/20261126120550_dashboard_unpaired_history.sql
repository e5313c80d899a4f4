-- Calls and messages of before: in a file of its own, so that nobody who writes has to wait while they are looked at.

insert into private.unpaired_events (entity, id, reference, happened_at)
select 'usage_calls', c.id, c.provider_call_id, c.created_at from public.usage_calls c
where c.direction is distinct from 'outbound' and c.provider_call_id is not null and c.created_at is not null
  and not exists (select from public.webhook_queue w where
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = c.provider_call_id)
union all
select 'usage_sms', s.id, s.provider_message_id, s.created_at from public.usage_sms s
where s.direction is distinct from 'outbound' and s.provider_message_id is not null and s.created_at is not null
  and not exists (select from public.webhook_queue w where
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = s.provider_message_id)
union all
select 'call_events', e.id, e.call_sid, e.received_at from public.call_events e
where e.direction is distinct from 'outbound' and e.call_sid is not null and e.received_at is not null
  and not exists (select from public.webhook_queue w where
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = e.call_sid)
  and not exists (select from public.webhook_queue w where w.idempotency_key = e.idempotency_key)
  and not exists (select from public.usage_calls c where c.provider_call_id = e.call_sid)
union all
select 'sms_events', e.id, e.message_sid, e.received_at from public.sms_events e
where e.direction is distinct from 'outbound' and e.message_sid is not null and e.received_at is not null
  and not exists (select from public.webhook_queue w where
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') = e.message_sid)
  and not exists (select from public.webhook_queue w where w.idempotency_key = e.idempotency_key)
  and not exists (select from public.usage_sms s where s.provider_message_id = e.message_sid)
union all
select 'webhook_queue', w.id,
  coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid'), w.received_at
from public.webhook_queue w
where w.processed_at is not null and private.billed_kind(w.event_type) is not null and w.received_at is not null
  and coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid') is not null
  and not exists (select from public.usage_calls c where c.provider_call_id =
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid'))
  and not exists (select from public.usage_sms s where s.provider_message_id =
    coalesce(w.raw_payload #>> '{call,call_id}', w.raw_payload ->> 'call_id', w.raw_payload ->> 'MessageSid', w.raw_payload ->> 'message_sid'))
on conflict do nothing;
