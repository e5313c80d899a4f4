/** Where the rows behind a part of a score are. */
export type Evidence = { label: string; href: string }

const records = (label: string, table: string) => (customer: string) => ({
  label,
  href: `/records/${table}?user_id=${customer}`,
})

const CALLS = records('Calls', 'usage_calls')
const USAGE = (customer: string) => ({ label: 'Usage', href: `/usage?customer=${customer}` })
const SESSIONS = records('Sessions', 'active_sessions')
const FAILED_INVOICES = (customer: string) => ({
  label: 'Failed invoices',
  href: `/webhooks?customer=${customer}&event_type=invoice.payment_failed`,
})
const ERRORS = (customer: string) => ({ label: 'Errors', href: `/errors?customer=${customer}` })

// The parts of our own model, and those that the platform writes.
const BEHIND: Record<string, ((customer: string) => Evidence)[]> = {
  usage: [USAGE, CALLS],
  engagement: [SESSIONS],
  feature_adoption: [records('Settings', 'profiles'), records('Features', 'user_premium_features')],
  payment: [
    FAILED_INVOICES,
    records('Subscription', 'subscriptions'),
    records('Bills', 'billing_line_items'),
  ],
  incidents: [ERRORS, (customer) => ({ label: 'Alerts', href: `/alerts?customer=${customer}` })],
  call_volume_trend: [CALLS],
  errors: [ERRORS],
  portal_activity: [SESSIONS],
  booking_rate: [records('Appointments', 'appointments'), records('Leads', 'leads')],
}

/**
 * @param factor the name of a part of a health score.
 * @param customer the customer's id.
 * @returns where the rows are that it was calculated from; nothing for a part that is not known.
 */
export function evidenceOf(factor: string, customer: string): Evidence[] {
  return (BEHIND[factor] ?? []).map((link) => link(customer))
}
