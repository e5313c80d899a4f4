-- The policies that the platform's front end lives on, and what it leaves open.

create function pg_temp.protect(relation text, name text, command text, condition text) returns void
language plpgsql
as $$
begin
  execute format('alter table public.%I enable row level security', relation);
  execute format('create policy %I on public.%I for %s %s (%s)', name, relation, command,
    case command when 'insert' then 'with check' else 'using' end, condition);
end
$$;

create function pg_temp.admin() returns text
language sql
as $$ select 'exists (select 1 from public.profiles p where p.user_id = auth.uid() and p.role = ''admin'')' $$;

select pg_temp.protect(t, t || '_admin_all', 'all', pg_temp.admin())
from unnest(array['webhook_queue', 'call_events', 'sms_events', 'alerts', 'tier_snapshots', 'billing_line_items',
  'reconciliation_runs', 'customer_health_scores', 'customer_health_history', 'churn_alerts', 'error_logs', 'ops_alerts',
  'latency_logs', 'audit_logs', 'black_box_logs', 'admin_logs', 'referral_settings', 'referral_commissions',
  'sms_automation_log', 'sms_opt_outs', 'phone_thread_owner', 'usage_snapshots', 'payout_requests']) t;

select pg_temp.protect(t, 'Users manage own ' || t, 'all', 'auth.uid() = user_id')
from unnest(array['agents', 'appointments', 'integrations', 'webhook_configs', 'webhook_deliveries',
  'user_premium_features', 'active_sessions', 'upgrade_prompts_shown', 'referral_codes']) t;
select pg_temp.protect(t, 'Users read own ' || t, 'select', 'auth.uid() = user_id')
from unnest(array['messages', 'subscriptions', 'consent_logs']) t;
select pg_temp.protect('referrals', 'Referrers read own referrals', 'select', 'auth.uid() = referrer_id');

-- The function looks past the policies of profiles, which a condition of its own would read for ever.
create function public.is_platform_admin() returns boolean
language sql security definer stable
as $$ select exists (select 1 from public.profiles p where p.user_id = auth.uid() and p.role = 'admin') $$;
select pg_temp.protect('profiles', 'profiles_select_own', 'select', 'auth.uid() = user_id');
select pg_temp.protect('profiles', 'profiles_insert_own', 'insert', 'auth.uid() = user_id');
select pg_temp.protect('profiles', 'profiles_update_own', 'update', 'auth.uid() = user_id');
select pg_temp.protect('profiles', 'profiles_admin_all', 'all', 'public.is_platform_admin()');

select pg_temp.protect('leads', 'leads_user_own', 'select', 'auth.uid() = user_id');
select pg_temp.protect('leads', 'leads_seller_own', 'all', 'auth.uid() = owner_id');
select pg_temp.protect('leads', 'leads_admin_update', 'update', pg_temp.admin());
select pg_temp.protect('leads', 'leads_admin_delete', 'delete', pg_temp.admin());
select pg_temp.protect('leads', 'leads_admin_select', 'select', pg_temp.admin());
select pg_temp.protect(t, t || '_seller_own', 'all', 'auth.uid() = seller_id')
from unnest(array['deals', 'commissions', 'call_recordings']) t;
select pg_temp.protect(t, t || '_creator_own', 'all', 'auth.uid() = created_by')
from unnest(array['dialer_queue', 'tracking_sessions']) t;
select pg_temp.protect('tracking_points', 'tracking_points_read', 'select', 'true');

-- Meant for the service role, open to everybody; usage_* has no policies at all.
select pg_temp.protect('unknown_phone', 'Service role can do all', 'all', 'true');

alter publication supabase_realtime add table public.leads, public.appointments;
