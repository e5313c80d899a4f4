-- Row level security and grants on the contract's tables that our files created. A table of the platform gets neither a
-- policy nor a grant.

-- As the contract says it, but asked once per query, of signed-in accounts with a living session.
do $$
declare
  relation text;
  earlier text;
  own constant text[] := '{profiles, agents, leads, messages, appointments, subscriptions, usage_limits, usage_calls, usage_sms}';
  written_by_the_platform constant text[] := '{subscriptions, usage_limits, usage_calls, usage_sms}';
  -- The section "Operations Tables", and what else its files ops_infrastructure.sql and god_tier_hardening.sql hold for operations.
  operations constant text[] := '{
    webhook_queue, error_logs, ops_alerts, customer_health_scores, churn_alerts, reconciliation_runs, active_sessions,
    unknown_phone, call_events, sms_events, alerts, tier_snapshots, billing_line_items, latency_logs
  }';
begin
  foreach relation in array own || operations loop
    continue when not private.is_ours(relation);
    foreach earlier in array '{select,insert,update,delete,refuse_people}'::text[] loop
      execute format('drop policy if exists %I on public.%I', relation || '_' || earlier, relation);
    end loop;
    execute format('grant all on public.%I to service_role', relation);
    execute format('revoke all on public.%I from anon, authenticated', relation);
    execute format('grant %s on public.%I to authenticated',
      case when relation = any (written_by_the_platform) then 'select' else 'select, insert, update, delete' end, relation);
  end loop;

  foreach relation in array own loop
    continue when not private.is_ours(relation);
    execute format('drop policy if exists users_own_data on public.%I', relation);
    execute format('create policy users_own_data on public.%I for all to authenticated
      using (user_id = (select auth.uid()) and (select private.session_is_alive()))
      with check (user_id = (select auth.uid()) and (select private.session_is_alive()))', relation);
    -- Admins read customers' rows, for the customer pages.
    execute format('drop policy if exists admins_read on public.%I', relation);
    execute format('create policy admins_read on public.%I for select to authenticated using ((select private.is_admin()))', relation);
  end loop;

  foreach relation in array operations loop
    continue when not private.is_ours(relation);
    execute format('drop policy if exists admins_full_access on public.%I', relation);
    execute format('create policy admins_full_access on public.%I for all to authenticated
      using ((select private.is_admin())) with check ((select private.is_admin()))', relation);
    -- A restrictive policy holds against every permissive one that is added, and costs the platform nothing, as a trigger
    -- on each of its inserts would.
    execute format('drop policy if exists admins_only on public.%I', relation);
    execute format('create policy admins_only on public.%I as restrictive for all to authenticated
      using ((select private.is_admin())) with check ((select private.is_admin()))', relation);
    execute format('drop policy if exists not_for_anon on public.%I', relation);
    execute format('create policy not_for_anon on public.%I as restrictive for all to anon using (false) with check (false)', relation);
  end loop;

  if private.is_ours('usage_calls') then
    drop policy if exists written_by_the_platform on public.usage_calls;
    create policy written_by_the_platform on public.usage_calls as restrictive for insert to anon, authenticated with check (false);
  end if;
end
$$;

-- The tables for which the contract names no policy: one per command.
do $$
declare
  relation text;
  owner text;
begin
  foreach relation in array '{
    audit_logs, black_box_logs, deals, commissions, call_recordings, dialer_queue, integrations, tracking_sessions,
    tracking_points, upgrade_prompts_shown, referral_codes, referrals, referral_commissions, referral_settings,
    webhook_configs, webhook_deliveries, user_premium_features, sms_opt_out, sms_thread_locks, outbound_sms_log, consent_logs
  }'::text[] loop
    continue when not private.is_ours(relation);
    execute format('grant all on public.%I to service_role', relation);
    execute format('revoke all on public.%I from anon, authenticated', relation);
    execute format('grant select%s on public.%I to authenticated',
      case when relation in ('dialer_queue', 'integrations', 'tracking_sessions', 'webhook_configs') then ', insert, update, delete' else '' end,
      relation);
  end loop;

  for relation, owner in values
    ('deals', 'seller_id'), ('commissions', 'seller_id'), ('call_recordings', 'seller_id'), ('dialer_queue', 'created_by'),
    ('tracking_sessions', 'created_by'), ('upgrade_prompts_shown', 'user_id'), ('referral_codes', 'user_id'),
    ('referral_commissions', 'referrer_id'), ('webhook_deliveries', 'user_id'), ('user_premium_features', 'user_id'),
    ('sms_opt_out', 'user_id'), ('sms_thread_locks', 'user_id'), ('outbound_sms_log', 'user_id'), ('consent_logs', 'user_id')
  loop
    continue when not private.is_ours(relation);
    execute format('drop policy if exists %I on public.%I', relation || '_select', relation);
    execute format('create policy %I on public.%I for select to authenticated
      using (%I = (select auth.uid()) and (select private.session_is_alive()) or (select private.is_admin()))', relation || '_select', relation, owner);
  end loop;

  foreach relation in array '{audit_logs, black_box_logs, referrals, referral_settings}'::text[] loop
    continue when not private.is_ours(relation);
    execute format('drop policy if exists %I on public.%I', relation || '_select', relation);
    execute format('create policy %I on public.%I for select to authenticated using ((select private.is_admin()))',
      relation || '_select', relation);
  end loop;

  -- Secrets are visible to their owner only.
  foreach relation in array '{integrations, webhook_configs}'::text[] loop
    continue when not private.is_ours(relation);
    execute format('drop policy if exists %I on public.%I', relation || '_select', relation);
    execute format('create policy %I on public.%I for select to authenticated
      using (user_id = (select auth.uid()) and (select private.session_is_alive()))', relation || '_select', relation);
  end loop;

  if private.is_ours('tracking_points') then
    drop policy if exists tracking_points_select on public.tracking_points;
    create policy tracking_points_select on public.tracking_points for select to authenticated
      using (
        (select private.is_admin())
        or session_id in (select s.id from public.tracking_sessions s where s.created_by = (select auth.uid()))
      );
  end if;
end
$$;

-- What its owners may write of these.
do $$
declare
  relation text;
  owner text;
  own text;
  condition text;
begin
  for relation, owner in values
    ('integrations', 'user_id'), ('webhook_configs', 'user_id'), ('tracking_sessions', 'created_by'), ('dialer_queue', 'created_by')
  loop
    continue when not private.is_ours(relation);
    own := format('%I = (select auth.uid()) and (select private.session_is_alive())', owner);
    condition := own || case owner
      when 'created_by' then ' and (lead_id is null or lead_id in (select l.id from public.leads l where l.user_id = (select auth.uid())))'
      else '' end;
    execute format('drop policy if exists %I on public.%I', relation || '_insert', relation);
    execute format('create policy %I on public.%I for insert to authenticated with check (%s)', relation || '_insert', relation, condition);
    execute format('drop policy if exists %I on public.%I', relation || '_update', relation);
    execute format('create policy %I on public.%I for update to authenticated using (%s) with check (%s)',
      relation || '_update', relation, own, condition);
    execute format('drop policy if exists %I on public.%I', relation || '_delete', relation);
    execute format('create policy %I on public.%I for delete to authenticated using (%s)', relation || '_delete', relation, own);
  end loop;

  -- Only the service role appends to the audit log; nobody changes it.
  if private.is_ours('audit_logs') then
    revoke update, delete, truncate on public.audit_logs from service_role;
    drop policy if exists audit_logs_refuse_people on public.audit_logs;
    create policy audit_logs_refuse_people on public.audit_logs as restrictive for insert to anon, authenticated with check (false);
  end if;
end
$$;

-- A policy suffices for the tables with the highest insert rates; a trigger would add to the cost of every error.
drop policy if exists error_group_deltas_refuse_people on public.error_group_deltas;
create policy error_group_deltas_refuse_people on public.error_group_deltas as restrictive for insert to anon, authenticated with check (false);
