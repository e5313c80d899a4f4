-- What happens to a customer's limits, and to the mark on a lead, leaves an audit row, whoever does it.

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
  'What an update of a customer''s limits means, and which values it changed. A new period takes state and credit back by itself: that is not told twice.';

create or replace function private.audit_usage_limits() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb := to_jsonb(old);
  after jsonb := to_jsonb(new);
begin
  insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  select new.user_id, auth.uid(), c.action, c.action_type, 'usage_limits', new.user_id::text,
    jsonb_strip_nulls(jsonb_build_object('reason', nullif(current_setting('kryonex.reason', true), ''), 'request', nullif(current_setting('kryonex.request', true), '')))
      || jsonb_build_object('previous', (select jsonb_object_agg(p, before -> p) from unnest(c.previous) p),
        'now', (select jsonb_object_agg(p, after -> p) from unnest(c.previous) p))
  from private.usage_change(before, after) c;
  return null;
end
$$;

comment on function private.audit_usage_limits() is
  'Trigger: writes the audit rows of what happened to a customer''s limits. Reason and request come from the transaction''s kryonex.reason and kryonex.request settings.';

-- Counting a call changes none of these columns: it pays for one comparison.
create or replace trigger audit_usage_limits after update on public.usage_limits for each row
  when ((old.tier, old.call_cap_seconds, old.sms_cap, old.call_credit, old.sms_credit, old.period_start, old.limit_state, old.hard_stop_active)
    is distinct from (new.tier, new.call_cap_seconds, new.sms_cap, new.call_credit, new.sms_credit, new.period_start, new.limit_state, new.hard_stop_active)
    and not private.is_adopting()) execute function private.audit_usage_limits();

create or replace function private.audit_lead_flag() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.audit_logs (user_id, actor_id, action, action_type, entity, entity_id, metadata)
  values (new.user_id, auth.uid(), case when new.flagged_for_review then 'lead.flagged' else 'lead.unflagged' end,
    case when new.flagged_for_review then 'flag' else 'unflag' end, 'leads', new.id::text,
    jsonb_strip_nulls(jsonb_build_object('reason', nullif(current_setting('kryonex.reason', true), '')))
      || jsonb_build_object('previous', jsonb_build_object('flagged_for_review', old.flagged_for_review)));
  return null;
end
$$;

comment on function private.audit_lead_flag() is 'Trigger: writes the audit row of flagging a lead for review, and of taking the flag away.';

create or replace trigger audit_lead_flag after update of flagged_for_review on public.leads for each row
  when (old.flagged_for_review is distinct from new.flagged_for_review and not private.is_adopting()) execute function private.audit_lead_flag();

revoke execute on function private.usage_change(jsonb, jsonb), private.audit_usage_limits(), private.audit_lead_flag() from public;
