import type { Tone } from '@/components/ui/badge'
import { colleague, formatCount, formatDuration, formatExact, plainName } from '@/lib/format/format'
import { lookUp } from '@/lib/format/labels'
import { type Json, maskPhone } from '@/lib/masking/mask'
import { describeAct } from './act-words'
import type { Fact, Words } from './facts'
import type { TimelineKind } from './kinds'

const STATE_TONES: Record<string, Tone> = {
  failed: 'critical',
  undelivered: 'critical',
  pending: 'warning',
  open: 'warning',
}
const SEVERITY_TONES: Record<string, Tone> = { critical: 'critical', high: 'critical', warning: 'warning' }

const DIRECTIONS: Record<string, { call: string; message: string }> = {
  inbound: { call: 'Inbound call', message: 'SMS received' },
  outbound: { call: 'Outbound call', message: 'SMS sent' },
}

function call(fact: Fact): Words {
  const direction = fact('direction')
  const outbound = direction === 'outbound'
  const other = fact(outbound ? 'to' : 'from')
  return {
    title: lookUp(DIRECTIONS, direction)?.call ?? ['Call', direction].filter(Boolean).join(', '),
    text: [other, fact('ended') && plainName(fact('ended') ?? '').toLowerCase()].filter(Boolean).join(', '),
    aside: formatDuration(Number(fact('seconds') ?? 0)),
  }
}

function message(fact: Fact): Words {
  const direction = fact('direction')
  const outbound = direction === 'outbound'
  const status = fact('status')
  const sent = lookUp(DIRECTIONS, direction)?.message ?? ['SMS', direction].filter(Boolean).join(', ')
  const title = status ? 'SMS not delivered' : sent
  return {
    title,
    text: fact('body'),
    aside: status ?? fact(outbound ? 'to' : 'from'),
    tone: lookUp(STATE_TONES, status),
  }
}

function lead(fact: Fact): Words {
  const flagged = fact('flagged') === 'true'
  return {
    title: `Lead ${fact('caller_name') ?? maskPhone(fact('phone') ?? '')}`,
    text: fact('summary'),
    aside: flagged ? 'Flagged' : fact('booked') === 'true' ? 'Booked' : fact('status'),
    tone: flagged ? 'warning' : undefined,
  }
}

function appointment(fact: Fact, _facts: Json, zone: string): Words {
  const start = fact('start_time')
  return {
    title: fact('status') === 'cancelled' ? 'Booking, cancelled since' : 'Booking created',
    text: [fact('notes'), start ? `for ${formatExact(start, zone)}` : null].filter(Boolean).join(', '),
    aside: fact('status'),
  }
}

function webhook(fact: Fact): Words {
  const state = fact('state') ?? ''
  const attempts = Number(fact('attempts') ?? 0)
  const tries = attempts > 1 ? `${formatCount(attempts)} attempts` : null
  return {
    title: fact('event_type') ?? 'Webhook',
    text: [state, tries, fact('error')].filter(Boolean).join(', '),
    tone: lookUp(STATE_TONES, state),
  }
}

function billing(fact: Fact): Words {
  const amount = fact('amount')
  if (amount === null) return { title: `Subscription ${fact('tier') ?? ''}`.trim(), text: fact('status') }
  const units = Number(fact('units') ?? 1)
  return {
    title: plainName(fact('event_type') ?? 'bill'),
    text: [units > 1 ? `${formatCount(units)} units` : null, fact('period')].filter(Boolean).join(', '),
    aside: `$${Number(amount).toFixed(2)}`,
  }
}

function error(fact: Fact): Words {
  const resolved = fact('resolved') === 'true'
  return {
    title: fact('error_type') ?? 'Error',
    text: fact('message'),
    aside: resolved ? 'Resolved' : fact('endpoint'),
    tone: resolved ? 'neutral' : 'critical',
  }
}

/** What each kind of entry says. */
export const WORDS: Record<TimelineKind, (fact: Fact, facts: Json, zone: string) => Words> = {
  call,
  sms: message,
  unsent_sms: message,
  lead,
  appointment,
  error,
  failed_transfer: error,
  alert: (fact) => ({
    title: fact('alert_type') ?? 'Alert',
    text: fact('message'),
    aside: fact('state'),
    tone: fact('state') === 'open' ? (lookUp(SEVERITY_TONES, fact('severity')) ?? 'info') : 'neutral',
  }),
  churn: (fact) => ({
    title: 'Churn alert',
    text: fact('reason')?.replaceAll('_', ' '),
    aside: fact('resolved') === 'true' ? 'Resolved' : 'Open',
    tone: fact('resolved') === 'true' ? 'neutral' : 'critical',
  }),
  score: (fact) => ({
    title: `Score ${fact('score')}`,
    text: [fact('grade') && `grade ${fact('grade')}`, fact('risk') && `${fact('risk')} risk`]
      .filter(Boolean)
      .join(', '),
  }),
  webhook,
  missed_call: webhook,
  lost_booking: webhook,
  billing,
  session: (fact) => ({
    title: 'Signed in',
    text: fact('user_agent'),
    aside: fact('revoked') === 'true' ? 'Revoked' : (fact('ip')?.replace(/[^.:]+$/, '•') ?? null),
  }),
  usage: describeAct,
  admin: describeAct,
  note: (fact) => ({ title: colleague(fact('actor') ?? 'Somebody'), text: fact('body'), tone: 'accent' }),
}
