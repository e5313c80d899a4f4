-- What the dashboard reads of the platform's tables: a view of each, for admins and for the database's own work.

create or replace function private.may_read() returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return not private.is_api_user() or private.is_admin();
end
$$;

comment on function private.may_read() is
  'True for admins, for the platform''s backend and inside functions that act for the database; reading views ask it once per query.';

create or replace procedure private.define_reading_views()
language plpgsql set search_path = ''
as $$
declare
  relation text;
  columns text;
begin
  foreach relation in array '{
    active_sessions, agents, alerts, appointments, audit_logs, billing_line_items, black_box_logs, call_events,
    call_recordings, churn_alerts, commissions, consent_logs, customer_health_scores, customer_health_history, deals,
    dialer_queue, error_logs, integrations, latency_logs, leads, messages, ops_alerts, outbound_sms_log, profiles,
    reconciliation_runs, referral_codes, referral_commissions, referral_settings, referrals, sms_events, sms_opt_out,
    sms_thread_locks, subscriptions, tier_snapshots, tracking_points, tracking_sessions, unknown_phone,
    upgrade_prompts_shown, usage_calls, usage_limits, usage_sms, user_premium_features, webhook_configs,
    webhook_deliveries, webhook_queue
  }'::text[] loop
    select string_agg(format('t.%I', a.attname), ', ' order by a.attnum) into columns
    from pg_catalog.pg_attribute a
    where a.attrelid = format('public.%I', relation)::regclass and a.attnum > 0 and not a.attisdropped;
    -- Kept in columns on a table of ours; here a sum that is too large fails for nobody.
    if relation = 'usage_limits' and not private.is_ours(relation) then
      columns := columns || ', p.call_percent, p.sms_percent, greatest(p.call_percent, p.sms_percent) as used_percent';
    end if;
    execute format('create or replace view private.%I as select %s from public.%I t %s where (select private.may_read())',
      relation, columns, relation, case when relation = 'usage_limits' and not private.is_ours(relation) then
        'cross join lateral (select
          case when coalesce(t.call_cap_seconds, 0)::bigint + coalesce(t.call_credit, 0) > 0
            then least(100 * greatest(coalesce(t.call_used_seconds, 0), 0)::bigint / (coalesce(t.call_cap_seconds, 0)::bigint + coalesce(t.call_credit, 0)), 100000)::integer
            when coalesce(t.call_used_seconds, 0) > 0 then 100000 else 0 end as call_percent,
          case when coalesce(t.sms_cap, 0)::bigint + coalesce(t.sms_credit, 0) > 0
            then least(100 * greatest(coalesce(t.sms_used, 0), 0)::bigint / (coalesce(t.sms_cap, 0)::bigint + coalesce(t.sms_credit, 0)), 100000)::integer
            when coalesce(t.sms_used, 0) > 0 then 100000 else 0 end as sms_percent) p' else '' end);
    execute format('comment on view private.%I is %L', relation, format('public.%s as the dashboard reads it.', relation));
    execute format('revoke all on private.%I from public, anon', relation);
    execute format('grant select on private.%I to authenticated, service_role', relation);
  end loop;
end
$$;

comment on procedure private.define_reading_views() is 'Makes the view private.<table> of each of the platform''s tables.';

call private.define_reading_views();

revoke execute on function private.may_read() from public, anon, authenticated, service_role;

revoke execute on procedure private.define_reading_views() from public, anon, authenticated, service_role;

grant execute on function private.may_read() to authenticated, service_role;
