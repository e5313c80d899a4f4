-- Tables that the platform writes and people only read: admins everything, customers what is theirs.

drop policy if exists referral_codes_select on public.referral_codes;
create policy referral_codes_select on public.referral_codes for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

-- A referral holds the referred account's address and the fraud checks: not for the referrer.
drop policy if exists referrals_select on public.referrals;
create policy referrals_select on public.referrals for select to authenticated
  using ((select private.is_admin()));

drop policy if exists referral_commissions_select on public.referral_commissions;
create policy referral_commissions_select on public.referral_commissions for select to authenticated
  using (referrer_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists referral_settings_select on public.referral_settings;
create policy referral_settings_select on public.referral_settings for select to authenticated
  using ((select private.is_admin()));

drop policy if exists usage_calls_select on public.usage_calls;
create policy usage_calls_select on public.usage_calls for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists usage_sms_select on public.usage_sms;
create policy usage_sms_select on public.usage_sms for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists sms_opt_out_select on public.sms_opt_out;
create policy sms_opt_out_select on public.sms_opt_out for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists sms_thread_locks_select on public.sms_thread_locks;
create policy sms_thread_locks_select on public.sms_thread_locks for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists outbound_sms_log_select on public.outbound_sms_log;
create policy outbound_sms_log_select on public.outbound_sms_log for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists consent_logs_select on public.consent_logs;
create policy consent_logs_select on public.consent_logs for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

grant all on public.referral_codes, public.referrals, public.referral_commissions, public.referral_settings,
  public.usage_calls, public.usage_sms, public.sms_opt_out, public.sms_thread_locks, public.outbound_sms_log,
  public.consent_logs to service_role;
revoke all on public.referral_codes, public.referrals, public.referral_commissions, public.referral_settings,
  public.usage_calls, public.usage_sms, public.sms_opt_out, public.sms_thread_locks, public.outbound_sms_log,
  public.consent_logs from anon, authenticated;
grant select on public.referral_codes, public.referrals, public.referral_commissions, public.referral_settings,
  public.usage_calls, public.usage_sms, public.sms_opt_out, public.sms_thread_locks, public.outbound_sms_log,
  public.consent_logs to authenticated;
