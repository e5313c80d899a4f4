-- Who may see and change what.

alter table public.churn_alerts add column if not exists resolved_by uuid;
alter table public.churn_alerts add column if not exists resolution_notes text;

comment on column public.churn_alerts.resolved_by is 'Who resolved it. No foreign key: the stamp outlives the account.';

create or replace function private.caller_id() returns uuid
language sql stable security definer set search_path = ''
as $$ select auth.uid() $$;

comment on function private.caller_id() is 'The signed-in account. Invoker functions and triggers cannot read the auth schema themselves.';

create or replace function private.caller_email() returns text
language sql stable security definer set search_path = ''
as $$ select u.email from auth.users u where u.id = auth.uid() $$;

comment on function private.caller_email() is 'The e-mail address the signed-in account signs in with.';

create or replace function private.session_is_alive() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  claimed text := auth.jwt() ->> 'session_id';
begin
  if claimed is null or to_regclass('auth.sessions') is null then
    return true;
  end if;
  return exists (
    select from auth.sessions s
    where s.id = claimed::uuid and s.user_id = auth.uid() and (s.not_after is null or s.not_after > now())
  );
end
$$;

comment on function private.session_is_alive() is
  'False when the token names a session that was signed out or has expired, although the token itself is still valid.';

-- In PL/pgSQL its plan is kept for the connection; a function in SQL would be planned anew for every query.
create or replace function private.is_admin() returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return exists (select from public.profiles p where p.user_id = auth.uid() and p.role = 'admin')
    and private.session_is_alive();
end
$$;

comment on function private.is_admin() is
  'True when the caller''s profile is an admin''s now and the token''s session still exists. Policies call it once per query, as (select private.is_admin()).';

create or replace function private.is_api_user() returns boolean
language sql stable set search_path = ''
as $$ select current_user in ('anon', 'authenticated') $$;

comment on function private.is_api_user() is 'True inside a request of a person; false for the platform''s backend and for functions that act for the database.';

revoke execute on function private.caller_id(), private.caller_email(), private.session_is_alive(), private.is_admin(),
  private.is_api_user() from public;
grant execute on function private.caller_id(), private.caller_email(), private.is_admin(), private.is_api_user()
  to authenticated, service_role;

create or replace function public.whoami() returns table (user_id uuid, email text, is_admin boolean)
language sql stable security definer set search_path = ''
as $$
  select u.id, u.email::text, private.is_admin()
  from auth.users u
  where u.id = auth.uid() and private.session_is_alive()
$$;

comment on function public.whoami() is
  'The signed-in account and whether it is an admin. No row when nobody is signed in, or no longer.';
revoke execute on function public.whoami() from public, anon;
grant execute on function public.whoami() to authenticated, service_role;

drop policy if exists profiles_select on public.profiles;
create policy profiles_select on public.profiles for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists profiles_insert on public.profiles;
create policy profiles_insert on public.profiles for insert to authenticated
  with check (user_id = (select auth.uid()));

drop policy if exists profiles_update on public.profiles;
create policy profiles_update on public.profiles for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

drop policy if exists agents_select on public.agents;
create policy agents_select on public.agents for select to authenticated
  using (user_id = (select auth.uid()) or (select private.is_admin()));

drop policy if exists agents_update on public.agents;
create policy agents_update on public.agents for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));

drop policy if exists audit_logs_select on public.audit_logs;
create policy audit_logs_select on public.audit_logs for select to authenticated
  using ((select private.is_admin()));

drop policy if exists customer_health_scores_select on public.customer_health_scores;
create policy customer_health_scores_select on public.customer_health_scores for select to authenticated
  using ((select private.is_admin()));

drop policy if exists error_logs_select on public.error_logs;
create policy error_logs_select on public.error_logs for select to authenticated
  using ((select private.is_admin()));

drop policy if exists error_logs_update on public.error_logs;
create policy error_logs_update on public.error_logs for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));

drop policy if exists ops_alerts_select on public.ops_alerts;
create policy ops_alerts_select on public.ops_alerts for select to authenticated
  using ((select private.is_admin()));

drop policy if exists ops_alerts_update on public.ops_alerts;
create policy ops_alerts_update on public.ops_alerts for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));

drop policy if exists churn_alerts_select on public.churn_alerts;
create policy churn_alerts_select on public.churn_alerts for select to authenticated
  using ((select private.is_admin()));

drop policy if exists churn_alerts_update on public.churn_alerts;
create policy churn_alerts_update on public.churn_alerts for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));

drop policy if exists webhook_queue_select on public.webhook_queue;
create policy webhook_queue_select on public.webhook_queue for select to authenticated
  using ((select private.is_admin()));

drop policy if exists webhook_queue_update on public.webhook_queue;
create policy webhook_queue_update on public.webhook_queue for update to authenticated
  using ((select private.is_admin())) with check ((select private.is_admin()));

grant all on public.profiles, public.agents, public.audit_logs, public.customer_health_scores, public.error_logs,
  public.ops_alerts, public.churn_alerts, public.webhook_queue to service_role;
revoke update, delete, truncate on public.audit_logs from service_role;

revoke all on public.profiles, public.agents, public.audit_logs, public.customer_health_scores, public.error_logs,
  public.ops_alerts, public.churn_alerts, public.webhook_queue from anon, authenticated;
grant select on public.profiles, public.agents, public.audit_logs, public.customer_health_scores, public.error_logs,
  public.ops_alerts, public.churn_alerts, public.webhook_queue to authenticated;
grant insert on public.profiles to authenticated;
grant update (
  business_name, area_code, industry, cal_com_url, transfer_number, business_hours, post_call_sms_enabled,
  review_request_enabled
) on public.profiles to authenticated;
grant update (nickname) on public.agents to authenticated;
grant update (resolved_at, resolution_notes) on public.error_logs, public.churn_alerts to authenticated;
grant update (acknowledged_at) on public.ops_alerts to authenticated;
grant update (processed_at, processed_by, result, error_message) on public.webhook_queue to authenticated;
