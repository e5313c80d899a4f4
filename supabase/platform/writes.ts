import type { Caller } from '../database-test/platform-tokens'
import { account, people } from './starts'

/** What the platform does at once: who, to which table, which columns, and the words that it writes. */
export type Write = {
  name: string
  caller: Caller
  verb: 'insert' | 'update' | 'upsert' | 'delete' | 'rpc'
  target: string
  columns: string[]
  words: Record<string, string | null>
  where?: string
  onConflict?: string
}

/**
 * One call a line: caller, verb, table (`on` the columns of an upsert's conflict, `where` its filter), what it is for,
 * and the columns, `=` the platform's own word where it matters. Columns without one get a value of their type.
 */
const calls = `
service insert active_sessions | session | user_id token_hash ip_address user_agent device_type=mobile
service update active_sessions where token_hash=eq.hash-2 | session active | last_active_at
service update active_sessions where token_hash=eq.hash-1&revoked_at=is.null | session revoked | revoked_at revoked_reason
service upsert agents on user_id | agent deployed | user_id agent_id phone_number voice_id llm_id prompt area_code payment_id transfer_number dispatch_base_location travel_limit_value travel_limit_mode is_active
service update agents where user_id=eq.{owner} | agent settings | transfer_number standard_fee schedule_summary tone post_call_sms_enabled
service update agents where user_id=eq.{owner} | agent whose number is not E.164 | standard_fee
service insert alerts | traffic alert | alert_type=unknown_phone_spike severity=warning user_id phone_number message details
service insert appointments | booked by the agent, internal | user_id customer_name customer_phone start_time end_time status=booked duration_minutes source
service insert appointments | booked by the agent, Cal.com | user_id customer_name customer_phone customer_email start_time end_time status=scheduled cal_booking_uid duration_minutes source
service insert appointments | booked by hand in the calendar | user_id customer_name customer_phone start_time end_time reminder_minutes reminder_enabled eta_enabled eta_minutes status=booked duration_minutes source
service update appointments where customer_name=eq.Visitor 1 | caller texts YES: confirmed | status=confirmed
service update appointments where customer_name=eq.Visitor 4 | cancelled | status=cancelled updated_at
service update appointments where customer_name=eq.Visitor 3 | completed | status=completed
service update appointments where customer_name=eq.Visitor 2 | reminder sent, of a booked appointment | reminder_sent=true reminder_last_sent_at
service update appointments where customer_name=eq.Visitor 2 | arrival text sent, of a booked appointment | eta_last_sent_at
service update appointments where customer_name=eq.Visitor 7 | a booked appointment is cancelled | status=cancelled updated_at
service update appointments where customer_name=eq.Visitor 1 | notes on a confirmed appointment | notes
service insert audit_logs | audit row | user_id actor_id action action_type=topup_applied entity entity_id ip user_agent metadata
service insert audit_logs | audit row without metadata | user_id actor_id action action_type=subscription_revoked entity entity_id metadata=null
service insert black_box_logs | black box | event_id user_id action_type=SMS_SENT timestamp ip_address user_agent meta_data
service insert call_events | call event | event_id idempotency_key phone_number user_id agent_id call_sid direction=inbound from_number to_number start_time duration_seconds billed_seconds call_status=completed raw_payload received_at processed_at signature_valid
service insert call_recordings | recording | seller_id lead_id call_id duration recording_url outcome="Pitch Delivered"
service update call_recordings where call_id=eq.recorded-1 | recording reviewed | qa_flags manager_notes flagged_for_review updated_at
service insert churn_alerts | churn alert, score drop | user_id alert_type=score_drop severity=critical title message score_before score_after metadata
service insert churn_alerts | churn alert, inactivity | user_id alert_type=inactivity severity=medium title message score_after metadata
service update churn_alerts where title=eq.Churn 1 | churn alert e-mailed | email_sent email_sent_at
service update churn_alerts where title=eq.Churn 1 | churn alert resolved in the platform | resolved resolved_at acknowledged acknowledged_by={admin} acknowledged_at
service insert commissions | commission | seller_id deal_id deal_amount commission_amount status=pending_locked
service update commissions where status=eq.pending_locked&seller_id=eq.{seller}&deal_amount=eq.997 | commission payable | status=payable
service insert consent_logs | consent | user_id version ip user_agent
service insert customer_health_history | health history | user_id score grade=C churn_risk=medium factors
service upsert customer_health_scores on user_id | health score of a customer | user_id score grade=C usage_score engagement_score feature_adoption_score payment_score churn_risk=medium factors last_activity_at calculated_at updated_at
service upsert customer_health_scores on user_id | health score of a new customer | user_id={fresh} score grade=A usage_score engagement_score feature_adoption_score payment_score churn_risk=low factors last_activity_at calculated_at updated_at
service insert deals | deal | lead_id seller_id referrer_id stripe_session_id amount status=pending
service insert error_logs | error | error_type=TypeError error_message stack_trace context user_id severity=high request_id endpoint method=POST ip_address user_agent
service insert error_logs | error with empty context | error_type=Error error_message context={} severity=medium request_id
service update error_logs where request_id=eq.request-1 | error resolved in the platform, without notes | resolved=true resolved_by={admin} resolved_at resolution_notes=null
service upsert integrations on user_id,provider | calendar integration | user_id provider=calcom access_token refresh_token expires_at is_active booking_url event_type_id cal_username updated_at
service update integrations where user_id=eq.{owner}&provider=eq.calcom | calendar token renewed | access_token refresh_token expires_at updated_at
service insert latency_logs | latency | endpoint method=GET duration_ms status_code user_id request_id is_slow
service insert leads | lead of a call, sentiment neutral | user_id owner_id agent_id call_id name phone status=New summary transcript sentiment=neutral call_duration_seconds appointment_booked metadata
service insert leads | lead of a call, sentiment positive | user_id owner_id agent_id call_id name phone status=New summary transcript sentiment=positive call_duration_seconds appointment_booked metadata
service insert leads | lead of a call, sentiment Positive | user_id owner_id agent_id call_id name phone status=New summary transcript sentiment=Positive call_duration_seconds appointment_booked metadata
service insert leads | leads imported | user_id owner_id={seller} name phone status=new summary metadata
service update leads where name=eq.Lead 1 | lead status | status=contacted updated_at
service update leads where name=eq.Lead 2 | lead flagged | flagged_for_review flagged_at
service update leads where name=eq.Lead 1 | recording of a lead whose sentiment is Positive | recording_url
service update leads where name=eq.Lead 2 | metadata of a lead | metadata
admin update leads where name=eq.Lead 3 | admin: call outcome of a lead | metadata
admin update leads where name=eq.Lead 6 | admin: outcome from the call centre | metadata
admin delete leads where name=eq.Lead 5 | admin: deletes a lead |
service insert messages | message out | user_id lead_id direction=outbound body from_number to_number
service insert messages | message in, without numbers | user_id direction=inbound body
service insert messages | message in | user_id direction=inbound body from_number to_number keyword_detected auto_handled routing_method=direct
service insert ops_alerts | ops alert | alert_type=error_rate severity=warning title message metadata source
service update ops_alerts where title=eq.Alert 1 | alert acknowledged in the platform | acknowledged acknowledged_by={admin} acknowledged_at
service update profiles where user_id=eq.{customer} | paid: role active | role=active onboarding_step
service update profiles where user_id=eq.{owner} | cancelled: role revoked | role=revoked
service upsert profiles | customer invited by a seller: role owner | user_id={owner} role=owner full_name business_name industry=hvac phone referrer_id
service upsert profiles | invited with industry HVAC | user_id={bystander} role=owner full_name business_name industry=HVAC phone referrer_id
service upsert profiles | profile of a new account by consent | user_id={fresh} consent_accepted_at consent_version
service upsert profiles on user_id | identity | user_id={owner} business_name area_code industry=plumbing onboarding_step
service upsert profiles | admin code | user_id={bystander} role=admin
service upsert profiles | admin onboards | user_id={fresh} role=owner business_name area_code admin_onboarded admin_onboarded_at
service update profiles where user_id=eq.{customer} | settings | business_name industry=hvac review_request_enabled google_review_url business_hours business_timezone emergency_24_7 user_personal_phone notification_preferences
service update profiles where user_id=eq.{customer} | calendar connected | cal_event_type_id cal_event_type_slug=s cal_username cal_time_zone cal_com_url
service update profiles where user_id=eq.{seller} | payout address | payout_email payout_method=paypal
customer upsert profiles | wizard: industry HVAC | user_id={customer} industry=HVAC
customer upsert profiles | wizard: industry Plumbing | user_id={customer} industry=Plumbing
customer upsert profiles | wizard: business name | user_id={customer} business_name
customer upsert profiles | wizard: transfer number | user_id={customer} transfer_number="(555) 020 9999"
customer upsert profiles | wizard: no transfer number | user_id={customer} transfer_number=null
newcomer upsert profiles | wizard: first profile of an account | user_id={newcomer} business_name
customer upsert profiles on user_id | affiliate signs up, profile exists | user_id={customer} account_type=affiliate affiliate_name payout_email created_at
service insert reconciliation_runs | reconciliation starts | id run_type=nightly started_at status=running triggered_by=scheduler
service update reconciliation_runs where run_type=eq.manual&status=eq.running&notes=eq.Run manual | reconciliation ends | completed_at status=completed records_checked discrepancies_found discrepancy_details
service insert reconciliation_runs | reconciliation by hand | id run_type=manual started_at status=running triggered_by=admin:{admin}
service update reconciliation_runs where run_type=eq.hourly | reconciliation fails | completed_at status=failed notes
service insert referral_codes | referral code | user_id code is_active
service update referral_commissions where amount_cents=eq.2500 | commissions clawed back | status=clawed_back notes updated_at
service upsert referral_settings | referral settings | id upfront_amount_cents monthly_percent updated_at
service update referrals where referral_code=eq.CODE5 | referral fraud score | fraud_score updated_at
service update referrals where referral_code=eq.CODE6 | referral cancelled | status=cancelled updated_at
service insert referrals | referral | referrer_id referred_id referral_code status=pending signup_ip signup_at fraud_flags
service insert sms_events | SMS event | event_id idempotency_key phone_number user_id message_sid direction=inbound from_number to_number body status=received billed_units raw_payload received_at processed_at
service upsert subscriptions | subscription of a new customer | user_id={fresh} customer_id status=active plan_type=pro current_period_end
service update subscriptions where user_id=eq.{customer} | subscription changes plan | status=active plan_type=elite current_period_end
service update subscriptions where customer_id=eq.cus_5 | subscription past due | status=past_due
service insert tracking_sessions | tracking session | token update_key created_by={admin} lead_id customer_phone eta_minutes status=active
service update tracking_sessions where token=eq.track-1 | tracking position | last_lat last_lng updated_at
service upsert usage_calls on call_id | call billed | user_id agent_id call_id seconds cost_cents
service update usage_limits where user_id=eq.{customer} | usage state ok | limit_state=ok last_warning_at
service update usage_limits where user_id=eq.{customer} | usage state warning | limit_state=warning last_warning_at
service update usage_limits where user_id=eq.{customer} | usage state blocked | limit_state=blocked last_warning_at
service update usage_limits where user_id=eq.{customer} | SMS counted | sms_used updated_at
service update usage_limits where user_id=eq.{customer} | SMS cap reached: paused | limit_state=paused updated_at
service update usage_limits where user_id=eq.{customer} | call refused: paused | limit_state=paused force_pause force_resume updated_at
service update usage_limits where user_id=eq.{customer} | call ended, under the cap | call_used_seconds limit_state=ok force_pause force_resume hard_stop_active updated_at
service update usage_limits where user_id=eq.{customer} | call ended, over the grace: paused | call_used_seconds limit_state=paused force_pause force_resume hard_stop_active updated_at
service rpc increment_call_usage | call counted at once (RPC) | p_user_id p_seconds p_hard_stop_active p_limit_state=ok
service rpc increment_call_usage | call counted at once (RPC), paused | p_user_id p_seconds p_hard_stop_active p_limit_state=paused
service rpc increment_sms_usage | SMS counted at once (RPC) | p_user_id p_count
service update usage_limits where user_id=eq.{customer} | period renewed | call_cap_seconds sms_cap call_used_seconds sms_used call_credit_seconds sms_credit rollover_seconds rollover_applied limit_state=ok hard_stop_active period_start period_end
service update usage_limits where user_id=eq.{customer} | top-up | call_credit_seconds sms_credit limit_state=ok force_pause force_resume hard_stop_active updated_at
service insert usage_limits | limits of a new customer | user_id={fresh} call_cap_seconds sms_cap grace_seconds call_used_seconds sms_used period_start period_end
service update usage_limits where user_id=eq.{owner} | admin pauses | force_pause force_resume
service update usage_limits where user_id=eq.{owner} | admin resumes | force_pause force_resume limit_state=ok
service update usage_limits where user_id=eq.{customer} | caps of a plan | call_cap_seconds sms_cap updated_at
service insert usage_sms | SMS billed | user_id message_id segments cost_cents
service insert usage_snapshots | usage snapshot | user_id source minutes_used cap_minutes remaining_minutes
service insert webhook_configs | webhook of a customer | user_id name url events secret headers is_active
service insert webhook_deliveries | delivery | user_id event_type=lead_created payload status_code response_body delivery_status=failed retry_count max_retries next_retry_at last_error
service update webhook_deliveries where delivery_status=eq.retrying | delivery exhausted | delivery_status=exhausted retry_count next_retry_at last_error
service insert webhook_queue | raw webhook | phone_number user_id agent_id event_type=sms_inbound raw_payload idempotency_key received_at
service insert webhook_queue | raw webhook again (must be refused as duplicate) | phone_number event_type=sms_inbound raw_payload idempotency_key=key-1 received_at
service insert webhook_queue | raw webhook success | phone_number event_type=sms_inbound raw_payload idempotency_key received_at
service update webhook_queue where idempotency_key=eq.key-7 | webhook processed: success | processed_at processed_by=system result=success error_message=null
service insert webhook_queue | raw webhook failed | phone_number event_type=sms_inbound raw_payload idempotency_key received_at
service update webhook_queue where idempotency_key=eq.key-8 | webhook processed: failed | processed_at processed_by=system result=failed error_message
service update webhook_queue where idempotency_key=eq.key-5 | webhook resolved to a customer | user_id agent_id
service update webhook_queue where idempotency_key=eq.key-2 | replay: attempts | attempts last_attempt_at
service update webhook_queue where idempotency_key=eq.key-2 | replay: replayed | processed_at processed_by=admin:{admin} result=replayed error_message=null
service update webhook_queue where idempotency_key=eq.key-3 | replay failed | last_attempt_at error_message
`

const ids: Record<string, string> = {
  bystander: account(14).id,
  fresh: account(11).id,
  ...Object.fromEntries(Object.entries(people).map(([name, { id }]) => [name, id])),
}

const withIds = (text: string) => text.replace(/\{(\w+)\}/g, (_, name) => ids[name] ?? `{${name}}`)

/** The platform's calls, in the order in which they are made. */
export const writes: Write[] = calls.trim().split('\n').map(parse)

function parse(line: string): Write {
  const [head = '', name = '', list = ''] = line.split('|').map((part) => part.trim())
  const found = head.match(/^(\w+) (\w+) (\w+)(?: on (\S+))?(?: where (.+))?$/)
  if (!found) throw new Error(`A call that cannot be read: ${line}`)
  const [, caller, verb, target = '', onConflict, where] = found
  const words: Write['words'] = {}
  const columns: string[] = []
  for (const [, column = '', quoted, plain] of list.matchAll(/(\w+)(?:=(?:"([^"]*)"|(\S+)))?/g)) {
    columns.push(column)
    const word = quoted ?? plain
    if (word !== undefined) words[column] = word === 'null' ? null : withIds(word)
  }
  return {
    name: `${target}: ${name}`,
    caller: caller as Caller,
    verb: verb as Write['verb'],
    target,
    columns,
    words,
    where: where && withIds(where),
    onConflict,
  }
}
