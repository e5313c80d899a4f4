-- What changes of webhooks imply: attempts, earlier ends, hours to count again, events to pair.

create or replace function private.record_webhook_changes() returns trigger
-- The plan that is kept for one webhook must also do for ten thousand. What costs as much as a disabled loop would be compiled.
language plpgsql security definer set search_path = '' set lock_timeout = '100ms' set enable_nestloop = off set jit = off
as $$
declare
  recent constant timestamptz := now() - interval '12 hours';
  seen record;
begin
  -- What it reads could make a serializable transaction fail when it commits.
  if current_setting('kryonex.locked', true) = 'on' or current_setting('transaction_isolation') = 'serializable' then
    perform private.give_up('webhooks'), private.give_up('hours'), private.give_up('events');
    return null;
  end if;
  begin
    select bool_or(b.processed_at is null and (a.processed_at is not null or a.attempts > b.attempts)) as are_attempts,
      bool_or(b.processed_at is not null and a.processed_at is null) as are_requeued,
      bool_or(b.processed_at is not null and a.result is distinct from b.result and coalesce(b.result, '') in ('failed', 'skipped')) as are_skipped,
      bool_or(a.processed_at is not null and (a.processed_at, a.result) is distinct from (b.processed_at, b.result)) as are_ended,
      bool_or(least(b.received_at, a.received_at, b.processed_at, a.processed_at) < recent
        and (b.received_at, b.processed_at, b.queued_at, b.event_type, b.result)
          is distinct from (a.received_at, a.processed_at, a.queued_at, a.event_type, a.result)) as are_old
    into seen
    from before b join after a on a.id = b.id;
    if seen.are_attempts then
      insert into public.webhook_attempts (webhook_id, attempt, queued_at, finished_at, processor, result, error_message)
      select b.id, greatest(a.attempts, 1), least(greatest(b.received_at, b.queued_at, e.finished_at), coalesce(a.processed_at, now())),
        coalesce(a.processed_at, now()), a.processed_by, case when a.processed_at is null then 'retry' else coalesce(a.result, 'success') end,
        a.error_message
      from before b join after a on a.id = b.id
      cross join lateral (select max(p.finished_at) as finished_at from public.webhook_attempts p where p.webhook_id = b.id) e
      where b.processed_at is null
        and (a.attempts > b.attempts or a.processed_at is not null and coalesce(a.processed_by, '') not like 'skip:%');
    end if;
    if seen.are_requeued then
      -- How it ended is kept, unless it was kept when it ended. What a person skipped was not attempted.
      insert into public.webhook_attempts (webhook_id, attempt, queued_at, finished_at, processor, result, error_message)
      select b.id, b.attempts, least(greatest(b.received_at, b.queued_at, e.finished_at), b.processed_at), b.processed_at, b.processed_by,
        coalesce(b.result, 'success'), b.error_message
      from before b join after a on a.id = b.id
      cross join lateral (
        select max(p.finished_at) as finished_at, bool_or(p.finished_at = b.processed_at) as is_kept
        from public.webhook_attempts p where p.webhook_id = b.id
      ) e
      where b.processed_at is not null and a.processed_at is null
        and b.attempts > 0 and coalesce(b.processed_by, '') not like 'skip:%' and e.is_kept is not true;
    end if;
    if seen.are_requeued or seen.are_skipped then
      -- What was skipped after it failed had not been waiting when it was skipped.
      insert into private.webhook_ends (webhook_id, event_type, began, ended, result)
      select b.id, b.event_type,
        case when b.processed_by like 'skip:%:failed' then b.processed_at else coalesce(greatest(b.received_at, b.queued_at), b.processed_at) end,
        b.processed_at, b.result
      from before b join after a on a.id = b.id
      where b.processed_at is not null
        and (a.processed_at is null or b.result = 'failed' and a.result = 'skipped' and a.processed_by like 'skip:%:failed');
      -- A failure that was skipped is a failure again, at the time at which it failed.
      delete from private.webhook_ends e
      where e.webhook_id = any (array(select b.id from before b where b.result = 'skipped' and b.processed_by like 'skip:%:failed'))
        and exists (select from after a where a.id = e.webhook_id and a.result = 'failed' and a.processed_at = e.ended);
    end if;
  exception
    when others then
      perform private.note_failure('webhooks', tg_table_name, null, 'attempts', sqlstate, sqlerrm);
  end;
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('hours'), private.give_up('events');
    return null;
  end if;
  begin
    if seen.are_old then
      insert into private.dirty_hours (list, hour)
      select distinct m.list, private.hour_of(m.moment)
      from before b join after a on a.id = b.id
      cross join lateral (values ('webhooks', b.received_at), ('webhooks', a.received_at), ('throughput', b.processed_at),
        ('throughput', a.processed_at), ('depth', case when private.wait_was_rewritten(b, a)
          then least(b.received_at, a.received_at, b.queued_at, a.queued_at) end)) m (list, moment)
      where (b.received_at, b.processed_at, b.queued_at, b.event_type, b.result)
          is distinct from (a.received_at, a.processed_at, a.queued_at, a.event_type, a.result)
        and isfinite(m.moment) and m.moment < recent
        and (m.list <> 'depth' or exists (select from private.counted_spans s where s.list = 'depth'));
    end if;
  exception
    when others then
      perform private.note_failure('hours', tg_table_name, null, 'marking hours', sqlstate, sqlerrm);
  end;
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('events');
    return null;
  end if;
  begin
    if seen.are_ended then
      insert into private.event_notes (entity, id, reference, happened_at)
      select tg_table_name, a.id, left(r.reference, 500), coalesce(a.received_at, now())
      from before b join after a on a.id = b.id
      cross join lateral (select coalesce(a.raw_payload #>> '{call,call_id}', a.raw_payload ->> 'call_id', a.raw_payload ->> 'MessageSid', a.raw_payload ->> 'message_sid') as reference) r
      where a.processed_at is not null and (a.processed_at, a.result) is distinct from (b.processed_at, b.result) and r.reference is not null;
      perform private.pair_some_events();
    end if;
  exception
    when others then
      perform private.note_failure('events', tg_table_name, null, 'pairing', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.record_webhook_changes() is
  'Trigger: keeps the attempts that changes of webhooks imply, and how webhooks had ended before they go back into the queue or are skipped after a failure; marks the hours of old ones as dirty, and notes those that were processed, to be paired.';

-- Nothing fires when a webhook arrives that waits: its insert costs what it cost.
create or replace trigger record_changes after update on public.webhook_queue
  referencing old table as before new table as after for each statement execute function private.record_webhook_changes();

revoke execute on function private.record_webhook_changes() from public, anon, authenticated, service_role;
