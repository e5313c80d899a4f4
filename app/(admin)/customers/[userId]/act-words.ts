import { colleague, formatCount, formatDuration, plainName } from '@/lib/format/format'
import { lookUp } from '@/lib/format/labels'
import { type Json, maskText } from '@/lib/masking/mask'
import { sourceName } from '../../audit/labels'
import type { Fact, Words } from './facts'

/** What audit entries call things, as people do. */
const ACTS: Record<string, string> = {
  'usage.period_started': 'started a new period',
  'usage.hard_stop_set': 'set the hard stop',
  'usage.hard_stop_lifted': 'lifted the hard stop',
  'usage.state_changed': 'changed the state of the limits',
  'usage.credit_changed': 'changed the credit',
  'usage.limits_changed': 'changed the limits',
  'customer.assigned': 'assigned the customer',
  'customer.unassigned': 'unassigned the customer',
  'contact.revealed': 'looked at contact data',
  'payload.revealed': 'looked at a masked value',
  'profile.tier_changed': 'changed the plan',
  'lead.flagged': 'flagged a lead for review',
  'lead.unflagged': 'took the flag off a lead',
}

const VALUES: Record<string, (value: number) => string> = {
  call_credit: (seconds) => `${seconds < 0 ? '−' : '+'}${formatDuration(Math.abs(seconds))} of calls`,
  sms_credit: (count) => `${count < 0 ? '−' : '+'}${formatCount(Math.abs(count))} SMS`,
}

type Values = Record<string, Json | undefined>

function record(value: Json | undefined): Values {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {}
}

/** What changed, from the values before and after: "+30m 00s of calls", "under to soft". */
function changes(metadata: Values): string[] {
  const [before, after] = [record(metadata.previous), record(metadata.now)]
  return Object.keys(after).flatMap((name) => {
    const [was, is] = [before[name], after[name]]
    if (was === is) return []
    const differ = lookUp(VALUES, name)
    if (differ) return [differ(Number(is ?? 0) - Number(was ?? 0))]
    if (name === 'limit_state') return [`${was} to ${is}`]
    return []
  })
}

/** @returns who did what, from an audit entry: "support changed the credit", with what it changed and why. */
export function describeAct(fact: Fact, facts: Json): Words {
  const action = fact('action') ?? ''
  const metadata = record(record(facts).metadata)
  const email = fact('actor')
  const said = ['assignee', 'outcome', 'notes', 'reason'].flatMap((name) => {
    const value = metadata[name]
    if (typeof value !== 'string' || value === '') return []
    return [name === 'assignee' ? `to ${colleague(value)}` : maskText(value)]
  })
  const who = email ? colleague(email) : 'The platform'
  const stopped = action === 'usage.hard_stop_set' || record(metadata.now).limit_state === 'hard'
  return {
    title: `${who} ${lookUp(ACTS, action) ?? plainName(action.replaceAll('.', ' ')).toLowerCase()}`,
    text: [...changes(metadata), ...said].join(', '),
    aside: [sourceName(fact('source') ?? 'ops'), email ? 'Admin' : ''].filter(Boolean).join(' · '),
    tone: stopped ? 'critical' : email ? 'accent' : 'neutral',
  }
}
