-- Usage: audit rows of customers' limits and of flagged leads, the list, projections.
create or replace function private.usage_change(before jsonb, after jsonb) returns table (action text, action_type text, previous text[])
language sql immutable rows 5 set search_path = ''
as $$
  select c.action, c.action_type, c.previous
  from (values
    ('usage.period_started', 'change', '{period_start,period_end,call_used_seconds,sms_used,call_credit,sms_credit,limit_state}'::text[],
      before ->> 'period_start' is distinct from after ->> 'period_start', true),
    ('usage.hard_stop_set', 'stop', '{hard_stop_active}', (after ->> 'hard_stop_active')::boolean and not (before ->> 'hard_stop_active')::boolean, true),
    ('usage.hard_stop_lifted', 'lift', '{hard_stop_active}', (before ->> 'hard_stop_active')::boolean and not (after ->> 'hard_stop_active')::boolean, true),
    ('usage.state_changed', 'change', '{limit_state}', before -> 'limit_state' is distinct from after -> 'limit_state', false),
    ('usage.credit_changed', 'credit', '{call_credit,sms_credit}',
      (before -> 'call_credit', before -> 'sms_credit') is distinct from (after -> 'call_credit', after -> 'sms_credit'), false),
    ('usage.limits_changed', 'change', '{tier,call_cap_seconds,sms_cap}', (before -> 'tier', before -> 'call_cap_seconds', before -> 'sms_cap')
      is distinct from (after -> 'tier', after -> 'call_cap_seconds', after -> 'sms_cap'), true)
  ) c (action, action_type, previous, happened, in_new_period)
  where c.happened and (c.in_new_period or before ->> 'period_start' is not distinct from after ->> 'period_start')
$$;

comment on function private.usage_change(jsonb, jsonb) is
  'What an update of a customer''s limits means, and which values it changed. A new period resets state and credit by itself, which is not reported again.';

create or replace function private.limits_as_read(limits jsonb) returns jsonb
language sql stable set search_path = ''
as $$
  -- Where the platform made the table, a pause may stand in another of its columns.
  select limits || jsonb_build_object('hard_stop_active', coalesce(private.as_boolean(limits ->> 'hard_stop_active'), false)
    or not private.is_ours('usage_limits')
      and private.limit_word(limits ->> 'limit_state', private.as_boolean(limits ->> 'force_pause')) is not distinct from 'hard')
$$;

comment on function private.limits_as_read(jsonb) is 'A row of usage_limits with hard_stop_active as the dashboard reads it.';

-- Plan and credit as lists show them: that the back-fill copies them is no change.
do $do$
begin
  execute private.with_readings('usage_limits', $definition$
create or replace function private.audit_usage_limits(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  before jsonb := private.limits_as_read(to_jsonb(old) || jsonb_build_object('tier', <old.tier>, 'call_credit', <old.call_credit>));
  after jsonb := private.limits_as_read(to_jsonb(new) || jsonb_build_object('tier', <new.tier>, 'call_credit', <new.call_credit>));
begin
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  select new.user_id, auth.uid(), c.action, c.action_type, relation, new.user_id::text,
    jsonb_strip_nulls(jsonb_build_object('reason', nullif(current_setting('kryonex.reason', true), ''), 'request', nullif(current_setting('kryonex.request', true), '')))
      || jsonb_build_object('previous', (select jsonb_object_agg(p, before -> p) from unnest(c.previous) p),
        'now', (select jsonb_object_agg(p, after -> p) from unnest(c.previous) p))
  from private.usage_change(before, after) c;
end
$$
$definition$);
end
$do$;

comment on function private.audit_usage_limits(text, record, record) is
  'Writes the audit rows of what happened to a customer''s limits. Reason and request come from the transaction''s kryonex.reason and kryonex.request settings.';

-- The platform writes false where nothing stood: lists show both as not flagged.
do $do$
begin
  execute private.with_readings('leads', $definition$
create or replace function private.audit_lead_flag(relation text, old record, new record) returns void
language plpgsql set search_path = ''
as $$
declare
  was_flagged boolean := coalesce(<old.flagged_for_review>, false);
  is_flagged boolean := coalesce(<new.flagged_for_review>, false);
begin
  if was_flagged = is_flagged then
    return;
  end if;
  insert into public.audit_trail (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (new.user_id, auth.uid(), case when is_flagged then 'lead.flagged' else 'lead.unflagged' end,
    case when is_flagged then 'flag' else 'unflag' end, relation, new.id::text,
    private.reason_of_change() || jsonb_build_object('previous', jsonb_build_object('flagged_for_review', was_flagged)));
end
$$
$definition$);
end
$do$;

comment on function private.audit_lead_flag(text, record, record) is 'Writes the audit row of flagging a lead for review, and of taking the flag away.';

create or replace function private.projected_percent(percent integer, period_start timestamptz, period_end timestamptz, moment timestamptz)
returns integer
language sql immutable set search_path = ''
as $$
  select case
    when period_end <= period_start or moment >= period_end then null
    when moment - period_start >= (period_end - period_start) * 0.1
      then least(percent * extract(epoch from period_end - period_start) / extract(epoch from moment - period_start), 100000)::integer
  end
$$;

comment on function private.projected_percent(integer, timestamptz, timestamptz, timestamptz) is
  'An estimate: what a use in percent comes to by the end of the period if it goes on as it has so far. Null before a tenth of the period has passed, and once it is over.';

create or replace view public.usage_list with (security_invoker = true) as
select u.user_id as id, u.user_id, p.business_name, p.tier, h.grade, h.score,
  u.call_used_seconds, u.call_cap_seconds, u.call_credit, u.call_percent,
  u.sms_used, u.sms_cap, u.sms_credit, u.sms_percent, u.used_percent,
  u.limit_state, u.hard_stop_active, u.period_start, u.period_end, coalesce(u.period_end, '9999-12-31 00:00+00') as period_ends,
  case when not u.hard_stop_active then private.projected_percent(u.call_percent, u.period_start, u.period_end, now()) end as call_projected,
  case when not u.hard_stop_active then private.projected_percent(u.sms_percent, u.period_start, u.period_end, now()) end as sms_projected,
  case when u.hard_stop_active then 'stopped' when u.used_percent >= 100 then 'over' when u.used_percent >= 80 then 'near' else 'under' end as state
from private.usage_limits u
left join private.profiles p on p.user_id = u.user_id
left join private.customer_health_scores h on h.user_id = u.user_id;

comment on view public.usage_list is
  'What customers may use in their period and have used. state: stopped while the hard stop is active, else over from 100 %, near from 80 %, under. The projections are estimates; null while the hard stop is active, because nothing goes on.';

create or replace function private.usage_condition(filter jsonb) returns text
language sql stable set search_path = ''
as $$
  select concat_ws(' and ',
    private.in_state(filter, '{
      "near": "not t.hard_stop_active and t.used_percent between 80 and 99",
      "over": "not t.hard_stop_active and t.used_percent >= 100",
      "stopped": "t.hard_stop_active",
      "under": "not t.hard_stop_active and t.used_percent < 80"
    }'),
    private.plan_condition(filter),
    't.user_id = ' || quote_literal(private.filter_uuid(filter, 'customer')) || '::uuid',
    -- Found by name as customers are: the index of that text is on profiles.
    't.user_id in (select p.user_id from private.profiles p where '
      || private.contains_name('(coalesce(p.business_name, '''') || '' '' || p.email)', filter) || ')',
    case when filter ? 'ids' and filter -> 'ids' <> 'null' then private.among_ids('t.user_id', filter) end,
    'true')
$$;

comment on function private.usage_condition(jsonb) is 'The condition on usage_list t that a usage filter stands for.';

create or replace function public.list_usage(filter jsonb default '{}', sort text default 'used_percent',
  descending boolean default true, cursor_values jsonb default null, backward boolean default false,
  page_size integer default 50) returns setof public.usage_list
language plpgsql stable set search_path = ''
as $$
begin
  return query execute private.list_page('usage', 'usage_list', filter, sort, descending, cursor_values, backward, page_size);
end
$$;

comment on function public.list_usage(jsonb, text, boolean, jsonb, boolean, integer) is
  'One page of what customers use. filter: state (near, over, stopped, under, all), tier, customer, q, ids. sort: used_percent, period_ends.';

create or replace function public.usage_by_state() returns table (state text, customers bigint)
language sql stable rows 4 set search_path = ''
as $$
  select s.state, case s.state
    when 'stopped' then (select count(*) from private.usage_limits u where u.hard_stop_active)
    when 'over' then (select count(*) from private.usage_limits u where u.used_percent >= 100 and not u.hard_stop_active)
    when 'near' then (select count(*) from private.usage_limits u where u.used_percent between 80 and 99 and not u.hard_stop_active)
    else (select count(*) from private.usage_limits u where u.used_percent < 80 and not u.hard_stop_active)
  end
  from unnest('{stopped,over,near,under}'::text[]) with ordinality s (state, place)
  order by s.place
$$;

comment on function public.usage_by_state() is 'How many customers are stopped, over, near and under; all four, always.';

-- Counting a call changes none of these columns: it pays for one comparison.
do $$
declare
  compared text := (select string_agg(distinct '%1$s.' || c.name, ', ') from
    unnest('{tier,call_cap_seconds,sms_cap,call_credit,sms_credit,period_start,limit_state,hard_stop_active}'::name[]) d (name)
    cross join lateral unnest(private.columns_read('usage_limits', d.name)) c (name));
begin
  execute format('create or replace trigger audit_usage_limits after update on public.usage_limits for each row
    when ((%s) is distinct from (%s)) execute function private.audit(''usage_limits'')', format(compared, 'old'), format(compared, 'new'));
end
$$;

create or replace trigger audit_lead_flag after update of flagged_for_review on public.leads for each row
  when (old.flagged_for_review is distinct from new.flagged_for_review) execute function private.audit('lead_flag');

revoke all on public.usage_list from anon, authenticated;

grant select on public.usage_list to authenticated, service_role;

insert into private.lists (list, source, condition, moment, series) values
  ('usage', 'public.usage_list t', 'usage_condition', null, null)
on conflict (list) do update set source = excluded.source, condition = excluded.condition, moment = excluded.moment, series = excluded.series;

insert into private.list_sorts (list, sort, keys, casts) values
  ('usage', 'used_percent', '{t.used_percent,t.id}', '{%L::integer,%L::uuid}'),
  ('usage', 'period_ends', '{t.period_ends,t.id}', '{%L::timestamptz,%L::uuid}')
on conflict (list, sort) do update set keys = excluded.keys, casts = excluded.casts;

insert into private.list_facets (list, facet, expression, among) values
  ('usage', 'state', 't.state', '''{stopped,over,near,under}''::text[]'),
  ('usage', 'tier', 'coalesce(t.tier, ''unknown'')', null)
on conflict (list, facet) do update set expression = excluded.expression, among = excluded.among;

revoke execute on function private.limits_as_read(limits jsonb), private.audit_lead_flag(relation text, old record, new record), private.audit_usage_limits(relation text, old record, new record),
  private.projected_percent(percent integer, period_start timestamp with time zone, period_end timestamp with time zone, moment timestamp with time zone),
  private.usage_change(before jsonb, after jsonb), private.usage_condition(filter jsonb),
  public.list_usage(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.usage_by_state() from public, anon, authenticated, service_role;

grant execute on function
  private.projected_percent(percent integer, period_start timestamp with time zone, period_end timestamp with time zone, moment timestamp with time zone),
  private.usage_condition(filter jsonb),
  public.list_usage(filter jsonb, sort text, descending boolean, cursor_values jsonb, backward boolean, page_size integer),
  public.usage_by_state() to authenticated, service_role;
