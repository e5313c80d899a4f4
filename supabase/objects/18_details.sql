-- Detail views: the columns of one row that its list leaves out, and the rows of one customer.
create or replace view public.error_details with (security_invoker = true) as
select e.id, e.group_id, e.created_at, e.message, e.stack_trace, e.request_body from private.error_logs e;

comment on view public.error_details is 'Errors with their whole message, stack trace and request body. For admins.';

create or replace view public.alert_details with (security_invoker = true) as
select a.id, a.message, a.details from private.ops_alerts a;

comment on view public.alert_details is 'Alerts with their whole message and their details. For admins.';

create or replace view public.webhook_details with (security_invoker = true) as
select w.id, w.attempts, w.processed_at, w.queued_at, w.cause, w.error_message from private.webhook_queue w;

comment on view public.webhook_details is 'Webhooks with their whole error, its cause and when they were last queued. For admins.';

create or replace view public.delivery_details with (security_invoker = true) as
select d.id, d.payload, d.response_body from private.webhook_deliveries d;

comment on view public.delivery_details is 'Deliveries to customers'' webhooks with their payloads and answers. For admins.';

create or replace view public.unknown_number_details with (security_invoker = true) as
select u.id, u.phone_number, u.received_at, u.resolved_at, u.raw_payload from private.unknown_phone u;

comment on view public.unknown_number_details is 'Events for unknown numbers with their payloads. For admins.';

create or replace view public.score_history with (security_invoker = true) as
select h.user_id, h.score, h.factors, h.created_at from private.customer_health_history h;

comment on view public.score_history is 'Every health score that a customer has had, with its factors. For admins.';

create or replace view public.account_profiles with (security_invoker = true) as
select p.user_id, p.email, p.role, p.business_name, p.transfer_number, p.business_hours, p.cal_com_url, p.post_call_sms_enabled, p.review_request_enabled
from private.profiles p;

comment on view public.account_profiles is 'Accounts with their role, name and settings. For admins.';

create or replace view public.agent_details with (security_invoker = true) as
select a.id, a.user_id, a.agent_id, a.phone_number, a.nickname, a.status, a.inbound_webhook_url, a.created_at, a.deploy_request_id,
  a.deployed_at, a.deploy_error
from private.agents a;

comment on view public.agent_details is 'Agents with their whole deploy error. For admins.';

create or replace view public.subscription_details with (security_invoker = true) as
select s.id, s.user_id, s.stripe_subscription_id, s.tier, s.status, s.current_period_start, s.current_period_end, s.created_at
from private.subscriptions s;

comment on view public.subscription_details is 'Customers'' subscriptions with their Stripe fields. For admins.';

create or replace view public.bill_lines with (security_invoker = true) as
select b.id, b.user_id, b.event_type, b.billed_units, b.total_amount, b.billing_period_id, b.dispute_id, b.created_at
from private.billing_line_items b;

comment on view public.bill_lines is 'The lines of customers'' bills. For admins.';

create or replace view public.customer_consents with (security_invoker = true) as
select c.id, c.user_id, c.version, c.created_at from private.consent_logs c;

comment on view public.customer_consents is 'Which terms customers agreed to, and when. For admins.';

create or replace view public.premium_features with (security_invoker = true) as
select f.user_id, f.post_call_sms, f.review_requests, f.zapier_webhooks from private.user_premium_features f;

comment on view public.premium_features is 'What customers paid for beyond their plan. For admins.';

create or replace view public.customer_referrals with (security_invoker = true) as
select r.id, r.referrer_id, r.referred_id, r.status from private.referrals r;

comment on view public.customer_referrals is 'Which customer brought which. For admins.';

revoke all on public.error_details, public.alert_details, public.webhook_details, public.delivery_details, public.unknown_number_details,
  public.score_history, public.account_profiles, public.agent_details, public.subscription_details, public.bill_lines,
  public.customer_consents, public.premium_features, public.customer_referrals from anon, authenticated;

grant select on public.error_details, public.alert_details, public.webhook_details, public.delivery_details, public.unknown_number_details,
  public.score_history, public.account_profiles, public.agent_details, public.subscription_details, public.bill_lines,
  public.customer_consents, public.premium_features, public.customer_referrals to authenticated, service_role;
