-- A customer's timeline, and the cost of errors and failed webhooks.

create or replace function private.webhook_call(payload jsonb, key text) returns text
language sql immutable set search_path = ''
as $$ select coalesce(payload #>> '{call,call_id}', payload ->> 'call_id', key) $$;

comment on function private.webhook_call(jsonb, text) is 'The call that a webhook is about: the id in its payload, and without one its idempotency key.';

create or replace function private.timeline_sources()
returns table (kind text, entity text, relation text, owner text, moment text, facts text, is_loss boolean)
language sql immutable rows 25 set search_path = ''
as $sources$
  values
    ('call', 'usage_calls', 'private.usage_calls t', 't.user_id = {customer}', 't.created_at', $$jsonb_build_object('direction', t.direction, 'seconds', t.seconds) || coalesce((
        select jsonb_build_object('from', e.from_number, 'to', e.to_number, 'ended', e.disconnect_reason)
        from private.call_events e where e.call_sid = t.provider_call_id limit 1), '{}')$$, false),
    ('sms', 'messages', 'private.messages t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('direction', t.direction, 'from', t.from_number, 'to', t.to_number, 'body', left(t.body, 160))$$, false),
    ('sms', 'outbound_sms_log', 'private.outbound_sms_log t', $$t.user_id = {customer} and t.status in ('failed', 'undelivered')$$, 't.created_at',
      $$jsonb_build_object('direction', 'outbound', 'to', t.to_number, 'status', t.status, 'body', left(t.body, 160))$$, false),
    ('lead', 'leads', 'private.leads t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('caller_name', t.name, 'phone', t.phone, 'summary', left(replace(t.summary, coalesce(nullif(t.name, ''), '•••'), '•••'), 200), 'sentiment', t.sentiment, 'status', t.status,
        'booked', t.appointment_booked, 'flagged', t.flagged_for_review)$$, false),
    ('appointment', 'appointments', 'private.appointments t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('customer_name', t.customer_name, 'start_time', t.start_time, 'status', t.status, 'notes', left(t.notes, 160))$$, false),
    ('error', 'error_logs', 'private.error_logs t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('error_type', t.error_type, 'message', left(t.message, 200), 'endpoint', t.endpoint, 'resolved', t.resolved_at is not null)$$, false),
    ('alert', 'ops_alerts', 'private.ops_alerts t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('alert_type', t.alert_type, 'severity', t.severity, 'message', left(t.message, 200),
        'state', case when t.closed_at is not null then 'closed' when t.acknowledged_at is not null then 'acknowledged' else 'open' end)$$, false),
    ('alert', 'alerts', 'private.alerts t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('alert_type', t.alert_type, 'severity', t.severity, 'message', left(t.message, 200),
        'state', case when t.resolved_at is not null then 'resolved' when t.acknowledged_at is not null then 'acknowledged' else 'open' end)$$, false),
    ('churn', 'churn_alerts', 'private.churn_alerts t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('reason', left(t.reason, 200), 'severity', t.severity, 'resolved', t.resolved_at is not null)$$, false),
    ('score', 'customer_health_history', 'private.customer_health_history t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('score', t.score, 'grade', t.grade, 'risk', t.churn_risk)$$, false),
    ('webhook', 'webhook_queue', 'private.webhook_queue t', 't.user_id = {customer}', 't.received_at',
      $$jsonb_build_object('event_type', t.event_type, 'attempts', t.attempts, 'error', left(t.error_message, 160),
        'state', case when t.processed_at is null then 'pending' when t.result in ('failed', 'skipped') then t.result else 'processed' end)$$, false),
    ('webhook', 'webhook_deliveries', 'private.webhook_deliveries t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('event_type', t.event_type, 'attempts', t.retry_count, 'error', left(t.last_error, 160), 'state', t.delivery_status)$$, false),
    ('usage', 'audit_trail', 'private.audit_rows t', $$t.source = 'ops' and t.user_id = {customer} and t.entity = 'usage_limits'$$, 't.created_at',
      $$jsonb_build_object('action', t.action, 'actor', (select p.email from private.profiles p where p.user_id = t.actor_id), 'metadata', t.metadata,
        'source', t.source)$$, false),
    ('usage', 'audit_logs', 'private.audit_rows t', $$t.source = 'platform' and t.user_id = {customer} and t.entity = 'usage_limits'$$, 't.created_at',
      $$jsonb_build_object('action', t.action, 'actor', (select p.email from private.profiles p where p.user_id = t.actor_id), 'metadata', t.metadata,
        'source', t.source)$$, false),
    ('billing', 'billing_line_items', 'private.billing_line_items t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('event_type', t.event_type, 'units', t.billed_units, 'amount', t.total_amount, 'period', t.billing_period_id)$$, false),
    ('billing', 'subscriptions', 'private.subscriptions t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('tier', t.tier, 'status', t.status)$$, false),
    ('session', 'active_sessions', 'private.active_sessions t', 't.user_id = {customer}', 't.created_at',
      $$jsonb_build_object('ip', t.ip_address, 'user_agent', t.user_agent, 'revoked', t.revoked_at is not null)$$, false),
    ('admin', 'audit_trail', 'private.audit_rows t', $$t.source = 'ops' and t.user_id = {customer} and t.entity is distinct from 'usage_limits'$$, 't.created_at',
      $$jsonb_build_object('action', t.action, 'entity', t.entity, 'entity_id', t.entity_id, 'metadata', t.metadata,
        'actor', (select p.email from private.profiles p where p.user_id = t.actor_id), 'source', t.source)$$, false),
    ('admin', 'audit_logs', 'private.audit_rows t', $$t.source = 'platform' and t.user_id = {customer} and t.entity is distinct from 'usage_limits'$$, 't.created_at',
      $$jsonb_build_object('action', t.action, 'entity', t.entity, 'entity_id', t.entity_id, 'metadata', t.metadata,
        'actor', (select p.email from private.profiles p where p.user_id = t.actor_id), 'source', t.source)$$, false),
    ('note', 'comments', 'public.comments t', $$t.entity = 'profiles' and t.entity_id = {customer}$$, 't.created_at',
      $$jsonb_build_object('body', left(t.body, 400), 'actor', (select p.email from private.profiles p where p.user_id = t.author_id))$$, false),

    ('missed_call', 'webhook_queue', $$(
        select distinct on (private.webhook_call(w.raw_payload, w.idempotency_key)) private.webhook_call(w.raw_payload, w.idempotency_key) as call, w.*
        from private.webhook_queue w
        where w.user_id = {customer} and w.processed_at is not null and w.result = 'failed' and w.event_type in ('call_inbound', 'call_started', 'call_ended'){range}
        order by private.webhook_call(w.raw_payload, w.idempotency_key), w.received_at, w.id) t$$,
      $$not exists (select from private.usage_calls u where u.provider_call_id = t.call)$$, 't.received_at',
      $$jsonb_build_object('event_type', t.event_type, 'attempts', t.attempts, 'error', left(t.error_message, 160), 'state', 'failed')$$, true),
    ('failed_transfer', 'error_logs', 'private.error_logs t', $$t.user_id = {customer} and t.error_type = 'transfer_failed'$$, 't.created_at',
      $$jsonb_build_object('error_type', t.error_type, 'message', left(t.message, 200), 'endpoint', t.endpoint, 'resolved', t.resolved_at is not null)$$, true),
    ('unsent_sms', 'outbound_sms_log', 'private.outbound_sms_log t', $$t.user_id = {customer} and t.status in ('failed', 'undelivered')$$, 't.created_at',
      $$jsonb_build_object('direction', 'outbound', 'to', t.to_number, 'status', t.status, 'body', left(t.body, 160))$$, true),
    ('lost_booking', 'webhook_queue', $$(
        select w.raw_payload #>> '{payload,uid}' as uid, w.* from private.webhook_queue w
        where w.user_id = {customer} and w.processed_at is not null and w.result = 'failed' and w.event_type = 'booking.created'{range} offset 0) t$$,
      $$not exists (select from private.appointments a where a.cal_booking_uid = t.uid)
        and not exists (select from private.webhook_queue o where o.idempotency_key = t.idempotency_key and o.id <> t.id
          and (o.result = 'success' or o.result = 'failed' and (o.received_at, o.id) < (t.received_at, t.id)))$$, 't.received_at',
      $$jsonb_build_object('event_type', t.event_type, 'attempts', t.attempts, 'error', left(t.error_message, 160), 'state', 'failed')$$, true)
$sources$;

comment on function private.timeline_sources() is
  'Where the entries of a customer''s timeline come from: each kind, its table, which rows are the customer''s ({customer}), when they happened, and what the entry shows. is_loss: rows that a number of customer_costs counts; they are in the timeline under their own kinds anyway. A missed call is one of whose webhooks (inbound, started, ended) one failed for good and that is in no record of calls, listed once at its first; a lost booking is one that arrived from the calendar, failed for good, and is in no appointment.';

create or replace function private.timeline_kinds(kinds text[]) returns text[]
language plpgsql immutable set search_path = ''
as $$
declare
  known text[] := array(select distinct s.kind from private.timeline_sources() s);
begin
  if kinds is null then
    return array(select distinct s.kind from private.timeline_sources() s where not s.is_loss);
  end if;
  if not kinds <@ known then
    raise exception 'kinds must be among %', array_to_string(known, ', ') using errcode = '22023';
  end if;
  return kinds;
end
$$;

comment on function private.timeline_kinds(text[]) is 'The kinds of entries that are asked for: all but losses where none are named. Refuses unknown ones.';

create or replace function private.timeline_range(moment text, since timestamptz, until timestamptz) returns text
language sql immutable set search_path = ''
as $$
  select case when since is null then '' else format(' and %s >= %L', moment, since) end
    || case when until is null then '' else format(' and %s < %L', moment, until) end
$$;

comment on function private.timeline_range(text, timestamptz, timestamptz) is 'The condition that an entry happened between two moments.';

-- A customer with few rows may be read either way; for one with very many only the order of the index is quick.
create or replace function private.timeline_relation(relation text, customer uuid, since timestamptz, until timestamptz) returns text
language sql immutable set search_path = ''
as $$
  select replace(replace(relation, '{customer}', quote_nullable(customer) || '::uuid'), '{range}', private.timeline_range('w.received_at', since, until))
$$;

comment on function private.timeline_relation(text, uuid, timestamptz, timestamptz) is
  'A source''s rows of one customer. Between two moments, where the source has to look at all of them first.';

create or replace function public.customer_timeline(customer uuid, kinds text[] default null, since timestamptz default null,
  until timestamptz default null, cursor_values jsonb default null, backward boolean default false, page_size integer default 50)
returns table (kind text, entity text, id uuid, happened_at timestamptz, facts jsonb)
language plpgsql stable rows 50 set search_path = ''
as $$
declare
  wanted text[] := private.timeline_kinds(kinds);
  start_at timestamptz := case when backward then '-infinity'::timestamptz else 'infinity'::timestamptz end;
  start_id uuid := case when backward then '00000000-0000-0000-0000-000000000000'::uuid else 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid end;
begin
  perform private.check_page(cursor_values, page_size);
  if jsonb_typeof(cursor_values) = 'array' then
    start_at := (cursor_values ->> 0)::timestamptz;
    start_id := (cursor_values ->> 1)::uuid;
  end if;
  since := coalesce(since, '-infinity');
  until := coalesce(until, 'infinity');
  if backward then
    return query select p.* from private.timeline_page_back(customer, wanted, since, until, start_at, start_id, page_size) p
      order by p.happened_at desc, p.id desc;
  else
    return query select p.* from private.timeline_page(customer, wanted, since, until, start_at, start_id, page_size) p
      order by p.happened_at desc, p.id desc;
  end if;
end
$$;

comment on function public.customer_timeline(uuid, text[], timestamptz, timestamptz, jsonb, boolean, integer) is
  'One page of what happened around a customer, newest first: calls, text messages, leads, appointments, errors, alerts, churn alerts, scores, webhooks, usage limits, billing, sessions, what admins did, and notes. kinds: which of them; missed_call, failed_transfer, unsent_sms and lost_booking show what customer_costs counts. since, until: when. cursor_values: happened_at and id of the entry to go on from, or to go back from.';

create or replace function public.count_customer_timeline(customer uuid, since timestamptz default null, until timestamptz default null)
returns table (kind text, matches bigint)
language plpgsql stable rows 14 set search_path = '' set jit = off
as $$
declare
  branches text;
begin
  select string_agg(format('select %L::text as kind, count(*) as n from (select from %s where %s%s limit 10001) l', s.kind, s.relation,
      replace(s.owner, '{customer}', quote_nullable(customer) || '::uuid'), private.timeline_range(s.moment, since, until)), ' union all ')
    into branches
  from private.timeline_sources() s where not s.is_loss;
  return query execute format('select c.kind, least(sum(c.n), 10001)::bigint from (%s) c group by 1', branches);
end
$$;

comment on function public.count_customer_timeline(uuid, timestamptz, timestamptz) is
  'How many entries of each kind a customer''s timeline has between two moments, exactly up to 10,000; 10,001 stands for more.';

create or replace function public.customer_costs(customer uuid, since timestamptz default now() - interval '30 days')
returns table (missed_calls bigint, failed_transfers bigint, unsent_sms bigint, lost_bookings bigint, calls bigint, booked bigint)
language plpgsql stable rows 1 set search_path = '' set jit = off
as $$
declare
  counts text;
begin
  select string_agg(format('(select count(*) from (select from %s where %s%s limit 10001) l)', private.timeline_relation(s.relation, customer, since, null),
      replace(s.owner, '{customer}', quote_nullable(customer) || '::uuid'), private.timeline_range(s.moment, since, null)), ', '
      order by array_position('{missed_call,failed_transfer,unsent_sms,lost_booking}', s.kind))
    into counts
  from private.timeline_sources() s where s.is_loss;
  return query execute format('select %s, r.calls, r.booked from (
      select count(*) as calls, count(*) filter (where l.appointment_booked) as booked
      from (select t.appointment_booked from private.leads t where t.user_id = $1 order by t.created_at desc, t.id desc limit 500) l
    ) r', counts) using customer;
end
$$;

comment on function public.customer_costs(uuid, timestamptz) is
  'What errors and failed webhooks cost a customer since a moment, counted from the rows that customer_timeline shows under the same kinds, up to 10,001: missed_calls (webhooks of a call failed for good and no record of calls has it), failed_transfers (a transfer reached nobody), unsent_sms (a message that failed or was not delivered), lost_bookings (a booking from the calendar failed for good and is in no appointment). calls and booked: of the latest 500 leads, how many there are and how many booked, so that missed calls can be put as bookings: an estimate.';

-- Planning eighteen branches under row level security takes as long as reading them. Written out once from the list of sources,
-- as functions whose plan is kept, that is paid once for a connection.
create or replace procedure private.write_timeline_page(name text, step text, side text)
language plpgsql set search_path = ''
as $procedure$
declare
  branches text;
begin
  select string_agg(format('(select %L::text as kind, %L::text as entity, t.id, %s as happened_at, %s as facts from %s
      where %L = any (wanted) and %s and %s >= first_moment and %s < last_moment and (%s, t.id) %s (start_at, start_id)
      order by %s %s, t.id %s limit most)',
      s.kind, s.entity, s.moment, s.facts,
      replace(replace(s.relation, '{customer}', 'whose'), '{range}', ' and w.received_at >= first_moment and w.received_at < last_moment'),
      s.kind, replace(s.owner, '{customer}', 'whose'), s.moment, s.moment, s.moment, side, s.moment, step, step), E'\n    union all\n    ')
    into branches
  from private.timeline_sources() s;
  execute format($function$
create or replace function private.%I(whose uuid, wanted text[], first_moment timestamptz, last_moment timestamptz, start_at timestamptz,
  start_id uuid, most integer) returns table (kind text, entity text, id uuid, happened_at timestamptz, facts jsonb)
language plpgsql stable rows 50 set search_path = '' set plan_cache_mode = force_generic_plan set enable_bitmapscan = off set enable_seqscan = off set jit = off
as %L$function$, name, format($body$
#variable_conflict use_column
begin
  return query select * from (
    %s
  ) every order by every.happened_at %s, every.id %s limit most;
end
$body$, branches, step, step));
  execute format('comment on function private.%I(uuid, text[], timestamptz, timestamptz, timestamptz, uuid, integer) is %L', name,
    'One page of a customer''s timeline from a place on, written out from private.timeline_sources by private.write_timeline_page.');
  execute format('revoke execute on function private.%I(uuid, text[], timestamptz, timestamptz, timestamptz, uuid, integer) from public', name);
  execute format('grant execute on function private.%I(uuid, text[], timestamptz, timestamptz, timestamptz, uuid, integer) to authenticated, service_role', name);
end
$procedure$;

comment on procedure private.write_timeline_page(text, text, text) is
  'Writes the function that reads the timeline in one direction. To be called for both whenever private.timeline_sources changes.';

call private.write_timeline_page('timeline_page', 'desc', '<');

call private.write_timeline_page('timeline_page_back', 'asc', '>');

revoke execute on function private.timeline_kinds(kinds text[]),
  private.timeline_range(moment text, since timestamp with time zone, until timestamp with time zone),
  private.timeline_relation(relation text, customer uuid, since timestamp with time zone, until timestamp with time zone),
  private.timeline_sources(), private.webhook_call(payload jsonb, key text),
  public.count_customer_timeline(customer uuid, since timestamp with time zone, until timestamp with time zone),
  public.customer_costs(customer uuid, since timestamp with time zone),
  public.customer_timeline(customer uuid, kinds text[], since timestamp with time zone, until timestamp with time zone, cursor_values jsonb, backward boolean, page_size integer)
  from public, anon, authenticated, service_role;

grant execute on function private.timeline_kinds(kinds text[]),
  private.timeline_range(moment text, since timestamp with time zone, until timestamp with time zone),
  private.timeline_relation(relation text, customer uuid, since timestamp with time zone, until timestamp with time zone),
  private.timeline_sources(), private.webhook_call(payload jsonb, key text),
  public.count_customer_timeline(customer uuid, since timestamp with time zone, until timestamp with time zone),
  public.customer_costs(customer uuid, since timestamp with time zone),
  public.customer_timeline(customer uuid, kinds text[], since timestamp with time zone, until timestamp with time zone, cursor_values jsonb, backward boolean, page_size integer)
  to authenticated, service_role;

revoke execute on procedure private.write_timeline_page(IN name text, IN step text, IN side text)
  from public, anon, authenticated, service_role;
