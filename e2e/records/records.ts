import type { Rest } from '../support/rest'
import { accounts } from '../support/sessions'

/** The tables of the platform's contract. */
export const TABLES = [
  'profiles',
  'agents',
  'leads',
  'messages',
  'appointments',
  'subscriptions',
  'usage_limits',
  'audit_logs',
  'black_box_logs',
  'deals',
  'commissions',
  'call_recordings',
  'dialer_queue',
  'integrations',
  'tracking_sessions',
  'tracking_points',
  'webhook_queue',
  'unknown_phone',
  'call_events',
  'sms_events',
  'alerts',
  'tier_snapshots',
  'billing_line_items',
  'reconciliation_runs',
  'error_logs',
  'ops_alerts',
  'customer_health_scores',
  'churn_alerts',
  'latency_logs',
  'active_sessions',
  'upgrade_prompts_shown',
  'referral_codes',
  'referrals',
  'referral_commissions',
  'referral_settings',
  'webhook_configs',
  'webhook_deliveries',
  'user_premium_features',
  'usage_calls',
  'usage_sms',
  'sms_opt_out',
  'sms_thread_locks',
  'outbound_sms_log',
  'consent_logs',
] as const

/** @returns the account of owner@kryonex.test. */
export async function ownerId(database: Rest): Promise<string> {
  const [profile] = await database.select('profiles', { email: `eq.${accounts.customer}` })
  return profile?.user_id ?? ''
}
