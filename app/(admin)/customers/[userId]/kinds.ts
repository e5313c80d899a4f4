/** The kinds of a timeline's entries, as the database calls them (private.timeline_sources), in the order of their chips. */
export const ENTRY_KINDS = [
  'call',
  'sms',
  'lead',
  'appointment',
  'error',
  'alert',
  'churn',
  'score',
  'webhook',
  'usage',
  'billing',
  'session',
  'admin',
  'note',
] as const

/** What errors and failed webhooks cost: rows of the other kinds, shown when a cost is followed. */
export const LOSS_KINDS = ['missed_call', 'failed_transfer', 'unsent_sms', 'lost_booking'] as const

export const TIMELINE_KINDS = [...ENTRY_KINDS, ...LOSS_KINDS] as const

export type EntryKind = (typeof ENTRY_KINDS)[number]
export type LossKind = (typeof LOSS_KINDS)[number]
export type TimelineKind = (typeof TIMELINE_KINDS)[number]

export const KIND_NAMES: Record<TimelineKind, string> = {
  call: 'Calls',
  sms: 'SMS',
  lead: 'Leads',
  appointment: 'Appointments',
  error: 'Errors',
  alert: 'Alerts',
  churn: 'Churn',
  score: 'Score',
  webhook: 'Webhooks',
  usage: 'Limits',
  billing: 'Billing',
  session: 'Sessions',
  admin: 'Admin',
  note: 'Notes',
  missed_call: 'Missed calls',
  failed_transfer: 'Failed transfers',
  unsent_sms: 'Unsent SMS',
  lost_booking: 'Lost bookings',
}

/** @param kind a kind of the timeline. @returns whether it stands for a cost. */
export function isLoss(kind: TimelineKind): kind is LossKind {
  return LOSS_KINDS.some((loss) => loss === kind)
}
