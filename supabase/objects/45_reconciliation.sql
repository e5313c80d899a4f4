-- Reconciliation runs: starting, continuing and ending them.

-- Takes columns, not a whole row, which would carry along everything that a run found.
create or replace function private.run_is_stale(status text, started_at timestamptz, heartbeat_at timestamptz) returns boolean
language sql stable set search_path = ''
as $$
  select status = 'running' and case when heartbeat_at is null then started_at < now() - interval '1 hour'
    else heartbeat_at < now() - interval '5 minutes' end
$$;

comment on function private.run_is_stale(text, timestamptz, timestamptz) is
  'Whether a run says that it is running and is not: five minutes without a part, or an hour for runs that do not say how far they are.';

create or replace function private.fail_stale_runs() returns void
language sql set search_path = ''
as $$
  update public.reconciliation_runs r
  set status = 'failed', completed_at = now(), notes = format('It stopped after %s customers: nothing was heard of it since %s UTC.',
    r.records_checked, to_char(coalesce(r.heartbeat_at, r.started_at) at time zone 'utc', 'YYYY-MM-DD HH24:MI'))
  where r.status = 'running' and private.run_is_stale(r.status, r.started_at, r.heartbeat_at)
    -- The platform's runs are its own to end, where it has made the table.
    and (r.heartbeat_at is not null or private.is_ours('reconciliation_runs'))
$$;

comment on function private.fail_stale_runs() is 'Ends the runs that say they are running and are not.';

create or replace function private.fail_stale_run() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.fail_stale_runs();
  return new;
end
$$;

comment on function private.fail_stale_run() is 'Trigger: a run that starts ends the one that is left over, so that a closed browser never holds up the nightly job.';

create or replace function private.audit_reconciliation(relation text, new record) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.audit_trail (actor_id, action, action_type, entity, entity_id, metadata)
  values (auth.uid(), 'reconciliation.' || case new.status when 'running' then 'started' else new.status end, 'reconcile', relation,
    new.id::text, jsonb_strip_nulls(jsonb_build_object('notes', new.notes, 'checked', new.records_checked, 'found', new.discrepancies_found)));
end
$$;

comment on function private.audit_reconciliation(text, record) is 'Writes the audit row of the start or the end of a run that an admin started.';

create or replace function private.begin_run() returns table (run uuid, outcome text, started_at timestamptz, actor_email text, total integer)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  new_run uuid := gen_random_uuid();
begin
  perform private.begin_act();
  -- Two admins who begin at once are one after the other; the platform's nightly run may still come between them.
  perform pg_advisory_xact_lock(hashtext('private.begin_run'));
  perform private.fail_stale_runs();
  begin
    if not exists (select from private.reconciliation_runs r where r.status = 'running') then
      insert into public.reconciliation_runs (id, run_type, started_at, status, triggered_by, records_checked, discrepancies_found, customers_total,
        discrepancy_details, heartbeat_at)
      values (new_run, 'manual', now(), 'running', 'admin:' || auth.uid(), 0, 0, (select count(*) from private.usage_limits), '[]', now());
    end if;
  exception when unique_violation then
    null;
  end;
  perform private.end_act();
  return query
    select r.id, case when r.id = new_run then 'done' else 'already' end, r.started_at, case when r.id <> new_run then p.email end, r.customers_total
    from private.reconciliation_runs r
    left join private.confirmed_admins p on r.triggered_by = 'admin:' || p.user_id
    where r.status = 'running' order by r.id = new_run desc, r.started_at desc limit 1;
end
$$;

comment on function private.begin_run() is 'What public.begin_reconciliation does.';

create or replace function private.run_differences(after uuid, most integer)
returns table (customers integer, last_customer uuid, found jsonb)
language sql stable security definer rows 1 set search_path = ''
as $$
  with part as materialized (
    select l.user_id, l.call_used_seconds, l.sms_used, coalesce(l.period_start, date_trunc('month', now(), 'UTC')) as since,
      coalesce(l.period_end, date_trunc('month', now(), 'UTC') + interval '1 month') as until
    from private.usage_limits l where after is null or l.user_id > after order by l.user_id limit most
  ),
  compared as (
    select p.user_id, p.since, p.until, m.field, m.in_limits, m.counted
    from part p
    cross join lateral (
      select 'call_used_seconds' as field, p.call_used_seconds::bigint as in_limits, (
        select coalesce(sum(c.seconds), 0)::bigint from private.usage_calls c
        where c.user_id = p.user_id and c.created_at >= p.since and c.created_at < p.until) as counted
      union all
      select 'sms_used', p.sms_used, (select count(*) from private.usage_sms s
        where s.user_id = p.user_id and s.created_at >= p.since and s.created_at < p.until)
    ) m
  )
  select (select count(*)::integer from part), (select p.user_id from part p order by p.user_id desc limit 1), coalesce((
    select jsonb_agg(jsonb_build_object('user_id', c.user_id, 'field', c.field, 'counted', c.counted, 'in_limits', c.in_limits,
      'difference_percent', round((c.in_limits - c.counted) * 100.0 / nullif(c.counted, 0), 1),
      'period_start', c.since, 'period_end', c.until) order by c.user_id, c.field)
    from compared c where abs(c.in_limits - c.counted) * 20 > c.counted), '[]')
$$;

comment on function private.run_differences(uuid, integer) is
  'Compares the limits of the next customers with the sums of their periods, all in one snapshot; more than 5 % of what was counted is a difference.';

create or replace function private.continue_run(run uuid, most integer)
returns table (checked integer, total integer, found integer, status text, reason text)
language plpgsql security definer rows 1 set search_path = ''
as $$
declare
  r record;
  part record;
begin
  perform private.begin_act();
  if most is null or most not between 1 and 5000 then
    raise exception 'most must be between 1 and 5000' using errcode = '22023';
  end if;
  perform from public.reconciliation_runs t where t.id = run for update;
  select * into r from private.reconciliation_runs t where t.id = run;
  if r.id is null or r.heartbeat_at is null then
    raise exception 'run must be one that was begun by hand' using errcode = '22023';
  end if;
  if r.status = 'running' then
    begin
      select * into part from private.run_differences(r.reached, most);
      update public.reconciliation_runs t set records_checked = coalesce(t.records_checked, 0) + part.customers, reached = coalesce(part.last_customer, t.reached),
        discrepancies_found = coalesce(t.discrepancies_found, 0) + jsonb_array_length(part.found),
        discrepancy_details = coalesce(t.discrepancy_details, '[]') || part.found, heartbeat_at = clock_timestamp(),
        status = case when part.customers < most then 'completed' else 'running' end,
        completed_at = case when part.customers < most then clock_timestamp() end
      where t.id = run;
    exception when query_canceled or others then
      update public.reconciliation_runs t set status = 'failed', completed_at = clock_timestamp(), notes = sqlerrm
      where t.id = run;
    end;
    select * into r from private.reconciliation_runs t where t.id = run;
  end if;
  perform private.end_act();
  return query select r.records_checked, r.customers_total, r.discrepancies_found, r.status, case r.status when 'failed' then r.notes end;
end
$$;

comment on function private.continue_run(uuid, integer) is 'What public.continue_reconciliation does.';

create or replace function public.begin_reconciliation()
returns table (run uuid, outcome text, started_at timestamptz, actor_email text, total integer)
language sql rows 1 set search_path = ''
as $$ select * from private.begin_run() $$;

comment on function public.begin_reconciliation() is
  'Begins a run of the current period in the caller''s name, which continue_reconciliation carries on. outcome: done, or already with the run in progress, by any admin.';

create or replace function public.continue_reconciliation(run uuid, most integer default 500)
returns table (checked integer, total integer, found integer, status text, reason text)
language sql rows 1 set search_path = ''
as $$ select * from private.continue_run(run, most) $$;

comment on function public.continue_reconciliation(uuid, integer) is
  'Checks up to `most` further customers of a run that begin_reconciliation began; call it while status is running. Harmless on a run that is over. A part that fails ends the run with its reason.';

do $$
begin
  if private.is_ours('reconciliation_runs') then
    create or replace trigger fail_stale_run before insert on public.reconciliation_runs for each row
      when (new.status = 'running') execute function private.fail_stale_run();
  end if;
end
$$;

create or replace trigger audit_start after insert on public.reconciliation_runs for each row
  when (new.status = 'running' and new.triggered_by like 'admin:%') execute function private.audit('reconciliation');

create or replace trigger audit_end after update on public.reconciliation_runs for each row
  when (old.status = 'running' and new.status <> 'running' and new.triggered_by like 'admin:%') execute function private.audit('reconciliation');

revoke execute on function private.audit_reconciliation(relation text, new record), private.begin_run(),
  private.continue_run(run uuid, most integer), private.run_differences(after uuid, most integer),
  private.run_is_stale(status text, started_at timestamp with time zone, heartbeat_at timestamp with time zone),
  private.fail_stale_run(), private.fail_stale_runs(), public.begin_reconciliation(), public.continue_reconciliation(run uuid, most integer)
  from public, anon, authenticated, service_role;

grant execute on function private.begin_run(), private.continue_run(run uuid, most integer),
  private.run_is_stale(status text, started_at timestamp with time zone, heartbeat_at timestamp with time zone),
  public.begin_reconciliation(), public.continue_reconciliation(run uuid, most integer)
  to authenticated, service_role;
