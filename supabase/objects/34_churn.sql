-- Churn alerts, their outcomes, and the history of health scores.

create or replace view public.churn_list with (security_invoker = true) as
select c.id, c.user_id, c.severity, c.reason, btrim(split_part(c.reason, ':', 1)) as reason_kind,
  nullif(btrim(substr(c.reason, length(split_part(c.reason, ':', 1)) + 2)), '') as reason_evidence, c.created_at,
  c.resolved_at, c.resolved_by, c.resolution_notes, r.email as resolved_by_email,
  p.business_name, p.tier, h.grade, h.risk_level, h.score,
  c.resolution_outcome, c.assigned_to, o.email as assigned_to_email,
  (select array_agg(r.score order by d.day) from (
    select y.score, y.day, coalesce(lead(y.day) over (order by y.created_at, y.id), 31) as next_day from (
      (select b.score, b.created_at, b.id, 0 as day from private.customer_health_history b
      where b.user_id = c.user_id and b.created_at <= least(c.resolved_at, now()) - interval '30 days' order by b.created_at desc, b.id desc limit 1)
      union all
      select b.score, b.created_at, b.id, 30 - floor(extract(epoch from least(c.resolved_at, now()) - b.created_at) / 86400)::integer
      from private.customer_health_history b
      where b.user_id = c.user_id and b.created_at > least(c.resolved_at, now()) - interval '30 days' and b.created_at <= least(c.resolved_at, now())
    ) y
  ) r, generate_series(r.day, r.next_day - 1) d (day)) as daily_scores,
  (select y.score from private.customer_health_history y
  where y.user_id = c.user_id and y.created_at <= c.resolved_at order by y.created_at desc, y.id desc limit 1) as score_when_resolved,
  (select y.score from private.customer_health_history y
  where y.user_id = c.user_id and c.resolved_at is not null and y.created_at <= c.resolved_at + interval '30 days'
  order by y.created_at desc, y.id desc limit 1) as score_since
from private.churn_alerts c
left join private.profiles p on p.user_id = c.user_id
left join private.customer_health_scores h on h.user_id = c.user_id
left join private.profiles r on r.user_id = c.resolved_by
left join private.profiles o on o.user_id = c.assigned_to;

comment on view public.churn_list is
  'Churn alerts, their reason split into kind and evidence. daily_scores covers the 30 days up to now or to the resolution; score_since is the score 30 days after that, or the present one until then.';

-- A score that is put back is as old as it was, but it counts from now on.
create or replace function private.record_score() returns trigger
language plpgsql security definer set search_path = '' set lock_timeout = '100ms'
as $$
begin
  if current_setting('kryonex.locked', true) = 'on' then
    perform private.give_up('scores');
    return null;
  end if;
  begin
    insert into public.customer_health_history (user_id, score, grade, churn_risk, factors, created_at)
    values (new.user_id, new.score, new.grade, new.risk_level, new.factors,
      case when tg_op = 'UPDATE' and new.last_calculated < old.last_calculated then now() else coalesce(new.last_calculated, now()) end);
  exception
    when others then
      perform private.note_failure('scores', tg_table_name, to_jsonb(new) ->> 'user_id', 'history', sqlstate, sqlerrm);
  end;
  return null;
end
$$;

comment on function private.record_score() is
  'Trigger: every calculation that changes a health score leaves a row in customer_health_history.';

do $$
begin
  if private.is_ours('customer_health_history') then
    create or replace trigger record_first_score after insert on public.customer_health_scores for each row
      execute function private.record_score();
    create or replace trigger record_score after update on public.customer_health_scores for each row
      when (old.score is distinct from new.score) execute function private.record_score();
  end if;
end
$$;

create or replace function private.stamp_outcome() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if new.resolved_at is null then
    new.resolution_outcome := null;
  elsif old.resolved_at is not null and private.is_api_user() then
    raise exception 'already resolved' using errcode = 'PT409', detail = format('%s %s', tg_table_name, old.id);
  elsif new.resolution_outcome is not null and new.resolution_outcome not in ('saved', 'lost', 'false_alarm') then
    raise exception 'resolution_outcome must be saved, lost or false_alarm' using errcode = '22023';
  end if;
  return new;
end
$$;

comment on function private.stamp_outcome() is
  'Trigger: the outcome belongs to its resolution: it comes and goes with it, and cannot be rewritten.';

create or replace function private.forget_outcome() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.resolution_outcome := null;
  return new;
end
$$;

comment on function private.forget_outcome() is 'Trigger: an alert that is open again, by the platform''s hand too, has no outcome.';

-- On a table of the platform an alert may be resolved by a boolean alone: its state is what lists show.
do $do$
begin
  execute private.with_readings('churn_alerts', $definition$
create or replace function private.audit_churn(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  was timestamptz := <old.resolved_at>;
  is_open boolean := <new.resolved_at> is null;
begin
  if (was is null) = is_open then
    return;
  end if;
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (new.user_id, auth.uid(), case when is_open then 'churn.reopened' else 'churn.resolved' end,
    case when is_open then 'reopen' else 'resolve' end, relation, new.id::text,
    case when is_open then jsonb_build_object('previous', jsonb_build_object('resolved_at', was,
        'resolved_by', old.resolved_by, 'resolution_notes', old.resolution_notes) || jsonb_strip_nulls(jsonb_build_object(
        'resolution_outcome', old.resolution_outcome)))
      else jsonb_strip_nulls(jsonb_build_object('notes', new.resolution_notes, 'outcome', new.resolution_outcome))
        || '{"previous": {}}' end);
end
$$
$definition$);
end
$do$;

comment on function private.audit_churn(text, record, record) is 'Writes the audit row of resolving a churn alert, its outcome included, and of reopening one.';

do $$
begin
  if private.is_ours('churn_alerts') then
    create or replace trigger stamp_outcome before update on public.churn_alerts for each row
      when (new.resolution_outcome is distinct from old.resolution_outcome or new.resolved_at is null)
      execute function private.stamp_outcome();
  end if;
end
$$;

create or replace trigger zz_reset_outcome before update on public.churn_alerts for each row
  when (new.resolved_at is null and new.resolution_outcome is not null) execute function private.forget_outcome();

do $$
begin
  execute format('create or replace trigger audit_change_of_state after update on public.churn_alerts for each row
    when (%s) execute function private.audit(''churn'')', private.stamp_changes('churn_alerts', 'resolved_at'));
end
$$;

do $$
begin
  if private.is_ours('customer_health_history') then
    drop policy if exists customer_health_history_select on public.customer_health_history;
    create policy customer_health_history_select on public.customer_health_history for select to authenticated
      using ((select private.is_admin()));

    revoke all on public.customer_health_history from anon, authenticated;

    grant select on public.customer_health_history to authenticated;

    grant all on public.customer_health_history to service_role;
  end if;
end
$$;

revoke all on public.churn_list from anon, authenticated;

grant select on public.churn_list to authenticated, service_role;

revoke execute on function private.audit_churn(relation text, old record, new record), private.forget_outcome(), private.record_score(), private.stamp_outcome()
  from public, anon, authenticated, service_role;

create or replace function private.churn_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{"open": "t.resolved_at is null", "resolved": "t.resolved_at is not null"}'),
    private.one_of('t.severity', filter, 'severity'),
    private.one_of('btrim(split_part(t.reason, '':'', 1))', filter, 'reason'),
    private.one_of('t.resolution_outcome', filter, 'outcome'),
    private.assigned_condition(filter),
    private.contains('t.reason', filter),
    private.common_condition(filter, 'created_at'))
$$;

comment on function private.churn_condition(jsonb) is 'The condition on churn_alerts t that a churn filter stands for.';

create or replace function public.list_churn_alerts(filter jsonb default '{}', sort text default 'created_at',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.churn_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('churn', 'churn_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_churn_alerts(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of churn alerts. filter: state (open, resolved, all), severity, reason (the kind), outcome (saved, lost, false_alarm), assignee (accounts or nobody), customer, since, until, q, ids. sort: created_at, severity (descending: critical first, the oldest of them first).';

create or replace function private.resolve_churn_alerts(ids uuid[], notes text, resolution text)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_admin();
  if resolution not in ('saved', 'lost', 'false_alarm') then
    raise exception 'resolution must be saved, lost or false_alarm' using errcode = '22023';
  end if;
  return query select * from private.set_resolved('churn_alerts', ids, notes,
    format(', resolution_outcome = %L', resolution) || private.platform_changes('churn_alerts', 'resolve'));
end
$$;

comment on function private.resolve_churn_alerts(uuid[], text, text) is 'What public.resolve_churn_alerts does.';

create or replace function public.resolve_churn_alerts(ids uuid[], notes text, resolution text default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.resolve_churn_alerts(ids, notes, resolution) $$;

comment on function public.resolve_churn_alerts(uuid[], text, text) is
  'Resolves churn alerts with notes and what came of them (saved, lost, false_alarm, or nothing), in the caller''s name. One row per id with its outcome.';

create or replace function private.reopen_churn_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.clear_resolved('churn_alerts', ids, 'churn.reopened', ', resolution_outcome = null');
$$;

comment on function private.reopen_churn_alerts(uuid[]) is 'What public.reopen_churn_alerts does.';

create or replace function public.reopen_churn_alerts(ids uuid[])
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.reopen_churn_alerts(ids) $$;

comment on function public.reopen_churn_alerts(uuid[]) is 'Reopens churn alerts. One row per id with its outcome.';

create or replace function private.assign_churn_alerts(ids uuid[], assignee uuid, instead_of uuid)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql security definer set search_path = ''
as $$
  select private.require_admin();
  select * from private.assign_rows('churn_alerts', ids, assignee, instead_of);
$$;

comment on function private.assign_churn_alerts(uuid[], uuid, uuid) is 'What public.assign_churn_alerts does.';

create or replace function public.assign_churn_alerts(ids uuid[], assignee uuid, instead_of uuid default null)
returns table (id uuid, outcome text, happened_at timestamptz, actor_id uuid, actor_email text)
language sql set search_path = ''
as $$ select * from private.assign_churn_alerts(ids, assignee, instead_of) $$;

comment on function public.assign_churn_alerts(uuid[], uuid, uuid) is 'Hands churn alerts to an admin, or to nobody: as assign_ops_alerts does.';

revoke execute on function
  private.churn_condition(filter jsonb),
  public.list_churn_alerts(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.resolve_churn_alerts(ids uuid[], notes text, resolution text),
  private.reopen_churn_alerts(ids uuid[]),
  private.assign_churn_alerts(ids uuid[], assignee uuid, instead_of uuid),
  public.resolve_churn_alerts(ids uuid[], notes text, resolution text),
  public.reopen_churn_alerts(ids uuid[]),
  public.assign_churn_alerts(ids uuid[], assignee uuid, instead_of uuid)
  from public, anon, authenticated, service_role;

grant execute on function
  private.churn_condition(filter jsonb),
  public.list_churn_alerts(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  private.resolve_churn_alerts(ids uuid[], notes text, resolution text),
  private.reopen_churn_alerts(ids uuid[]),
  private.assign_churn_alerts(ids uuid[], assignee uuid, instead_of uuid),
  public.resolve_churn_alerts(ids uuid[], notes text, resolution text),
  public.reopen_churn_alerts(ids uuid[]),
  public.assign_churn_alerts(ids uuid[], assignee uuid, instead_of uuid)
  to authenticated, service_role;
