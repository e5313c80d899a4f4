/** What the tables of the platform are about, in the order in which the index shows them. */
const DOMAINS: Record<string, string[]> = {
  Core: [
    'profiles',
    'agents',
    'leads',
    'messages',
    'appointments',
    'call_recordings',
    'dialer_queue',
    'deals',
    'commissions',
    'integrations',
    'tracking_sessions',
    'tracking_points',
    'consent_logs',
  ],
  Operations: [
    'webhook_queue',
    'error_logs',
    'ops_alerts',
    'alerts',
    'churn_alerts',
    'customer_health_scores',
    'call_events',
    'sms_events',
    'unknown_phone',
    'reconciliation_runs',
    'latency_logs',
    'active_sessions',
    'audit_logs',
    'black_box_logs',
  ],
  Billing: [
    'subscriptions',
    'usage_limits',
    'usage_calls',
    'usage_sms',
    'billing_line_items',
    'tier_snapshots',
    'upgrade_prompts_shown',
    'user_premium_features',
  ],
  Referrals: ['referral_codes', 'referrals', 'referral_commissions', 'referral_settings'],
  'SMS and webhooks': [
    'outbound_sms_log',
    'sms_opt_out',
    'sms_thread_locks',
    'webhook_configs',
    'webhook_deliveries',
  ],
}

const OURS = 'Kryonex Ops'

/** The domains in their order; tables that none of them names are the dashboard's own. */
export const DOMAIN_NAMES = [...Object.keys(DOMAINS), OURS]

/** The tables of the platform. */
export const TABLE_NAMES = Object.values(DOMAINS).flat()

/** @param table a table's name. @returns what it is about. */
export function domainOf(table: string): string {
  return Object.entries(DOMAINS).find(([, tables]) => tables.includes(table))?.[0] ?? OURS
}
