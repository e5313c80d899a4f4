-- The back-fill of our counts, for rows that are older than our triggers.

create or replace function private.fill_customer_figures() returns bigint
language plpgsql set search_path = '' set lock_timeout = '200ms'
as $$
declare
  rows_filled bigint;
begin
  insert into private.customer_figures (user_id, value_at_risk, last_contact)
  select p.user_id, coalesce(private.monthly_value(p.tier) * (100 - greatest(0, least(100, h.score))), 0), coalesce(c.happened_at, 'epoch')
  from private.profiles p
  join auth.users u on u.id = p.user_id
  left join private.customer_health_scores h on h.user_id = p.user_id
  left join lateral public.last_contact(p.user_id) c on true
  where not exists (select from private.customer_figures f where f.user_id = p.user_id)
  on conflict (user_id) do nothing;
  get diagnostics rows_filled = row_count;
  return rows_filled;
end
$$;

comment on function private.fill_customer_figures() is 'Figures of the customers that have none yet; returns how many.';

create or replace function private.fill_unpaired_usage(entity text, reference text) returns bigint
language plpgsql set search_path = ''
as $$
declare
  rows_filled bigint;
begin
  execute format(
    'with queued as materialized (
      select distinct coalesce(w.raw_payload #>> ''{call,call_id}'', w.raw_payload ->> ''call_id'', w.raw_payload ->> ''MessageSid'',
        w.raw_payload ->> ''message_sid'') as reference from private.webhook_queue w
    )
    insert into private.unpaired_events (entity, id, reference, happened_at)
    select %1$L, u.id, u.%2$I, u.created_at from private.%1$I u
    where u.direction is distinct from ''outbound'' and u.%2$I is not null and u.created_at is not null and u.id is not null
      and not exists (select from queued q where q.reference = u.%2$I)
    on conflict do nothing', entity, reference);
  get diagnostics rows_filled = row_count;
  return rows_filled;
end
$$;

comment on function private.fill_unpaired_usage(text, text) is 'Billed calls or messages that the queue has not seen.';

create or replace function private.fill_unpaired_events(entity text, reference text, usage text, usage_reference text) returns bigint
language plpgsql set search_path = ''
as $$
declare
  rows_filled bigint;
begin
  execute format(
    'with queued as materialized (
      select distinct coalesce(w.raw_payload #>> ''{call,call_id}'', w.raw_payload ->> ''call_id'', w.raw_payload ->> ''MessageSid'',
        w.raw_payload ->> ''message_sid'') as reference from private.webhook_queue w
    )
    insert into private.unpaired_events (entity, id, reference, happened_at)
    select %1$L, e.id, e.%2$I, e.received_at from private.%1$I e
    where e.direction is distinct from ''outbound'' and e.%2$I is not null and e.received_at is not null and e.id is not null
      and not exists (select from queued q where q.reference = e.%2$I)
      and not exists (select from private.webhook_queue w where w.idempotency_key = e.idempotency_key)
      and not exists (select from private.%3$I u where u.%4$I = e.%2$I)
    on conflict do nothing', entity, reference, usage, usage_reference);
  get diagnostics rows_filled = row_count;
  return rows_filled;
end
$$;

comment on function private.fill_unpaired_events(text, text, text, text) is 'Events of calls or messages that neither the queue nor the bills know.';

create or replace function private.fill_unbilled_webhooks() returns bigint
language plpgsql set search_path = ''
as $$
declare
  rows_filled bigint;
begin
  insert into private.unpaired_events (entity, id, reference, happened_at)
  select 'webhook_queue', w.id, w.reference, w.received_at
  from (
    select q.id, q.received_at, coalesce(q.raw_payload #>> '{call,call_id}', q.raw_payload ->> 'call_id', q.raw_payload ->> 'MessageSid',
      q.raw_payload ->> 'message_sid') as reference
    from private.webhook_queue q
    where q.processed_at is not null and private.billed_kind(q.event_type) is not null and q.received_at is not null
  ) w
  where w.reference is not null
    and not exists (select from private.usage_calls c where c.provider_call_id = w.reference)
    and not exists (select from private.usage_sms s where s.provider_message_id = w.reference)
  on conflict do nothing;
  get diagnostics rows_filled = row_count;
  return rows_filled;
end
$$;

comment on function private.fill_unbilled_webhooks() is 'Processed webhooks of calls and messages that nobody was billed for.';

create or replace function private.begin_latency_history() returns void
language plpgsql set search_path = ''
as $$
begin
  -- Older rows carry no transaction.
  if exists (select from public.latency_logs l where l.written_by is null) then
    perform private.recount_latency();
  end if;
end
$$;

comment on function private.begin_latency_history() is 'Has the requests that were logged before the counting began counted, if there are any.';

create or replace function private.count_task_is_done(wanted text) returns boolean
language sql stable set search_path = ''
as $$ select exists (select from private.backfill_progress p where p.task = wanted and p.finished_at is not null) $$;

comment on function private.count_task_is_done(text) is 'Whether a filling has been done: from then on triggers keep it.';

create or replace function private.run_count_task(wanted text) returns bigint
language plpgsql set search_path = ''
as $$
declare
  filled bigint := 0;
begin
  if private.count_task_is_done(wanted) then
    return 0;
  end if;
  case wanted
    when 'unpaired usage_calls' then filled := private.fill_unpaired_usage('usage_calls', 'provider_call_id');
    when 'unpaired usage_sms' then filled := private.fill_unpaired_usage('usage_sms', 'provider_message_id');
    when 'unpaired call_events' then filled := private.fill_unpaired_events('call_events', 'call_sid', 'usage_calls', 'provider_call_id');
    when 'unpaired sms_events' then filled := private.fill_unpaired_events('sms_events', 'message_sid', 'usage_sms', 'provider_message_id');
    when 'unpaired webhook_queue' then filled := private.fill_unbilled_webhooks();
    when 'latency history begun' then perform private.begin_latency_history();
  end case;
  insert into private.backfill_progress as p (task, rows_filled, finished_at) values (wanted, filled, now())
  on conflict on constraint backfill_progress_pkey do update set rows_filled = p.rows_filled + excluded.rows_filled, finished_at = now();
  return filled;
end
$$;

comment on function private.run_count_task(text) is 'Does a filling that is done once, in one transaction with its record.';

create or replace function private.fill_stacks(after uuid, most integer) returns uuid
language plpgsql set search_path = ''
as $$
declare
  groups uuid[] := array(
    select t.group_id from public.error_group_totals t
    where t.group_id > after and not exists (select from private.error_group_stacks s where s.group_id = t.group_id)
    order by t.group_id limit most
  );
begin
  if cardinality(groups) = 0 then
    return null;
  end if;
  perform private.store_stacks(groups);
  return groups[cardinality(groups)];
end
$$;

comment on function private.fill_stacks(uuid, integer) is
  'Keeps stack traces of the next groups after one that have none, and returns the last group; null at the end.';

create or replace procedure private.fill_counts(batch_size integer)
language plpgsql
as $$
declare
  wanted text;
  after uuid;
begin
  while private.apply_error_group_deltas(greatest(batch_size, 1000)) > 0 loop
    commit;
  end loop;
  commit;
  after := '00000000-0000-0000-0000-000000000000';
  loop
    after := private.fill_stacks(after, 100);
    commit;
    exit when after is null;
  end loop;
  while private.fill_error_texts() > 0 loop
    commit;
  end loop;
  commit;
  perform private.fill_customer_figures();
  commit;
  foreach wanted in array array['unpaired usage_calls', 'unpaired usage_sms', 'unpaired call_events', 'unpaired sms_events',
    'unpaired webhook_queue', 'latency history begun'] loop
    perform private.run_count_task(wanted);
    commit;
  end loop;
  while private.count_latency_batch(50000) loop
    perform private.apply_latency_deltas(200000);
    commit;
  end loop;
  perform private.apply_latency_deltas(200000);
  commit;
end
$$;

comment on procedure private.fill_counts(integer) is
  'Counts the rows that were there before: of groups of errors, events without their counterpart, figures of customers, latency. Resumable, committing after each part.';

revoke execute on function private.fill_customer_figures(), private.fill_unpaired_usage(text, text),
  private.fill_unpaired_events(text, text, text, text), private.fill_unbilled_webhooks(), private.begin_latency_history(),
  private.count_task_is_done(text), private.run_count_task(text), private.fill_stacks(uuid, integer)
  from public, anon, authenticated, service_role;

revoke execute on procedure private.fill_counts(integer) from public, anon, authenticated, service_role;
