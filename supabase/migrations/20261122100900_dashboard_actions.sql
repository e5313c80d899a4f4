-- What an admin does to rows. Each call is one transaction; every id gets its own outcome: done, already (with who and
-- when), missing or denied. Stamps, refusals and audit rows are the triggers' work.

create or replace function private.wanted_ids(ids uuid[]) returns table (id uuid, place bigint)
language plpgsql immutable rows 100 set search_path = ''
as $$
begin
  if ids is null or array_position(ids, null) is not null then
    raise exception 'ids must be a list of uuids' using errcode = '22023';
  end if;
  if cardinality(ids) > 1000 then
    raise exception 'ids must be 1000 at most' using errcode = '22023';
  end if;
  return query select u.id, min(u.place) from unnest(ids) with ordinality u (id, place) group by u.id;
end
$$;

comment on function private.wanted_ids(uuid[]) is 'The distinct ids and where each came first. Refuses nulls and more than 1,000.';

create or replace function private.required_text(name text, given text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if coalesce(btrim(given), '') = '' then
    raise exception '% must not be empty', name using errcode = '22023';
  end if;
  return btrim(given);
end
$$;

comment on function private.required_text(text, text) is 'The text without surrounding blanks; refuses an empty one, naming its field.';

create or replace function private.change_state(relation text, stamp text, stamp_by text, set_stamp boolean, ids uuid[],
  action text, notes text default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
#variable_conflict use_column
declare
  changed uuid[];
begin
  if not private.is_admin() then
    return query select w.id, 'denied', null::timestamptz, null::uuid, null::text from private.wanted_ids(ids) w order by w.place;
    return;
  end if;
  -- One order of locking for everybody, or two bulk actions could wait for each other.
  execute format('select from public.%I t where t.id in (select w.id from private.wanted_ids($1) w) order by t.id for update', relation)
    using ids;
  execute format('with changed as (
      update public.%I t set %s where t.id = any ($1) and t.%I is %s null returning t.id
    ) select coalesce(array_agg(c.id), ''{}'') from changed c',
    relation,
    case when set_stamp then format('%I = now()', stamp) || case when notes is null then '' else format(', resolution_notes = %L', notes) end
      else format('%I = null', stamp) end,
    stamp, case when set_stamp then '' else 'not' end)
    into changed using ids;
  return query execute format('
    select w.id,
      case when t.id is null then ''missing'' when w.id = any ($2) then ''done'' else ''already'' end,
      coalesce(t.happened_at, l.created_at), coalesce(t.actor_id, l.actor_id), p.email
    from private.wanted_ids($1) w
    left join (select t.id, %s as happened_at, %s as actor_id from public.%I t where t.id = any ($1)) t on t.id = w.id
    left join lateral (
      select l.created_at, l.actor_id from public.audit_logs l
      where t.id is not null and not $3 and l.entity = %L and l.entity_id = w.id::text and l.action = $4
      order by l.created_at desc limit 1
    ) l on true
    left join public.profiles p on p.user_id = coalesce(t.actor_id, l.actor_id)
    order by w.place',
    case when set_stamp then 't.' || stamp else 'null::timestamptz' end,
    case when set_stamp then 't.' || stamp_by else 'null::uuid' end, relation, relation)
    using ids, changed, set_stamp, action;
end
$$;

comment on function private.change_state(text, text, text, boolean, uuid[], text, text) is
  'Sets or clears the stamp of the rows of a queue that do not have it yet or still have it, and tells for every id what came of it. Who undid something is known from the audit log.';

create or replace function public.acknowledge_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.change_state('ops_alerts', 'acknowledged_at', 'acknowledged_by', true, ids, 'alert.acknowledged') $$;

comment on function public.acknowledge_ops_alerts(uuid[]) is 'Acknowledges alerts in the caller''s name. One row per id with its outcome.';

create or replace function public.unacknowledge_ops_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.change_state('ops_alerts', 'acknowledged_at', 'acknowledged_by', false, ids, 'alert.unacknowledged') $$;

comment on function public.unacknowledge_ops_alerts(uuid[]) is 'Takes acknowledgements back. One row per id with its outcome.';

create or replace function public.resolve_churn_alerts(ids uuid[], notes text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.change_state('churn_alerts', 'resolved_at', 'resolved_by', true, ids, 'churn.resolved', private.required_text('notes', notes)) $$;

comment on function public.resolve_churn_alerts(uuid[], text) is 'Resolves churn alerts with notes, in the caller''s name. One row per id with its outcome.';

create or replace function public.reopen_churn_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.change_state('churn_alerts', 'resolved_at', 'resolved_by', false, ids, 'churn.reopened') $$;

comment on function public.reopen_churn_alerts(uuid[]) is 'Reopens churn alerts. One row per id with its outcome.';

create or replace function public.resolve_errors(ids uuid[], notes text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.change_state('error_logs', 'resolved_at', 'resolved_by', true, ids, 'error.resolved', private.required_text('notes', notes)) $$;

comment on function public.resolve_errors(uuid[], text) is 'Resolves errors with notes, in the caller''s name. One row per id with its outcome.';

create or replace function public.reopen_errors(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.change_state('error_logs', 'resolved_at', 'resolved_by', false, ids, 'error.reopened') $$;

comment on function public.reopen_errors(uuid[]) is 'Reopens errors. One row per id with its outcome.';

create or replace function public.requeue_webhooks(ids uuid[], reason text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql set search_path = ''
as $$
begin
  perform set_config('kryonex.reason', private.required_text('reason', reason), true);
  return query select * from private.change_state('webhook_queue', 'processed_at', 'processed_by', false, ids, 'webhook.requeued');
  perform set_config('kryonex.reason', '', true);
end
$$;

comment on function public.requeue_webhooks(uuid[], text) is
  'Puts webhooks that were processed, failed or were skipped back into the queue, for a reason that the audit log keeps. attempts goes on counting. One row per id with its outcome.';

revoke execute on function private.wanted_ids(uuid[]), private.required_text(text, text),
  private.change_state(text, text, text, boolean, uuid[], text, text) from public;
grant execute on function private.wanted_ids(uuid[]), private.required_text(text, text),
  private.change_state(text, text, text, boolean, uuid[], text, text) to authenticated, service_role;
revoke execute on function public.acknowledge_ops_alerts(uuid[]), public.unacknowledge_ops_alerts(uuid[]),
  public.resolve_churn_alerts(uuid[], text), public.reopen_churn_alerts(uuid[]), public.resolve_errors(uuid[], text),
  public.reopen_errors(uuid[]), public.requeue_webhooks(uuid[], text) from public, anon;
grant execute on function public.acknowledge_ops_alerts(uuid[]), public.unacknowledge_ops_alerts(uuid[]),
  public.resolve_churn_alerts(uuid[], text), public.reopen_churn_alerts(uuid[]), public.resolve_errors(uuid[], text),
  public.reopen_errors(uuid[]), public.requeue_webhooks(uuid[], text) to authenticated, service_role;
