/** What was written when the outage three weeks ago was over. */
export const PAST_INCIDENT_NOTE =
  'Carrier filtered campaign CJ4T2 after a template change. Template rolled back, campaign reviewed and approved by the carrier, failed messages sent again.'

const ERROR_NOTES: Record<string, readonly string[]> = {
  retell_timeout: [
    'Retried by the queue, all calls have their details now.',
    'Short slowdown at Retell, over within the hour.',
  ],
  stripe_webhook_signature: [
    'Signing secret rotated and deployed.',
    'Old endpoint removed in the Stripe dashboard.',
  ],
  sms_delivery_failed: [
    'Recipients on the carrier filter list, nothing to send again.',
    'Resent from the second number pool.',
  ],
  calcom_sync: [
    'Booking was there already, sync is idempotent now.',
    'Cal.com had a short outage, slots reloaded.',
  ],
  calcom_token_refresh: ['Customer connected the calendar again.', 'Sent the customer a link to reconnect.'],
  usage_limit_write: [
    'Retried in order, usage recounted and correct.',
    'Lock order fixed in the usage writer.',
  ],
  transcript_parse: [
    'Empty analysis from the provider, asked again and stored.',
    'Parser accepts an empty analysis now.',
  ],
  lead_insert: ['Callers with a hidden number, leads stored without a phone.', 'Form field mapped again.'],
  phone_unmapped: ['Number belongs to a closed account, released.', 'Number assigned to its agent again.'],
  agent_deploy: ['Old constraint, agent deployed by hand.', 'Customer redeployed with the current prompt.'],
  transfer_failed: ['Transfer number was busy, customer told.', 'Customer changed the transfer number.'],
  session_revoked: ['Expected after sign-out on all devices.', 'Old mobile app, customer updated.'],
  health_score_job: ['New account without calls, job skips those now.'],
}

const pick = (list: readonly string[], at: number) => list[Math.abs(at) % list.length] as string

/** @returns how errors of a type were resolved; the same round of resolving has the same note. */
export const errorNote = (type: string, round: number) =>
  pick(ERROR_NOTES[type] ?? ['Looked into and fixed.'], round)

const CHURN_NOTES: Record<string, readonly string[]> = {
  score_drop: [
    'Called the owner: agent prompt adjusted, they are staying.',
    'Errors fixed, score is recovering.',
  ],
  inactivity: [
    'Forwarding had been switched off, owner switched it on again.',
    'Seasonal business, comes back in spring.',
  ],
  usage_decline: [
    'Transfer number fixed, calls are coming in again.',
    'Owner moved a line to a second account.',
  ],
  payment_issue: ['New card added, invoice paid.', 'Moved from elite to pro, invoice paid.'],
}

/** @returns how a churn alert was resolved. */
export const churnNote = (kind: string, at: number) =>
  pick(CHURN_NOTES[kind] ?? ['Talked to the customer.'], at)

/** @returns why a webhook was put back into the queue. */
export const requeueReason = (at: number) =>
  pick(
    ['Retell was slow, try again', 'Handler fixed, replay', 'Calendar reconnected', 'Agent deployed again'],
    at,
  )
