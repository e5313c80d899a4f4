import type { TablesInsert } from '@/lib/supabase/database.types'
import type { Customer } from './customers'
import type { Random } from './random'
import { iso } from './time'

export type AlertRow = TablesInsert<'ops_alerts'> & { id: string; created_at: string }

export type Severity = 'info' | 'warning' | 'critical'
type AlertKind = {
  type: string
  severity: Severity
  source: string
  weight: number
  text(random: Random, customer: Customer): string
}

const ALERT_KINDS: AlertKind[] = [
  {
    type: 'error_rate',
    severity: 'warning',
    source: 'error_rate',
    weight: 20,
    text: (r) => `${r.int(12, 80)} errors in 10 minutes, usually ${r.int(1, 5)}`,
  },
  {
    type: 'latency_high',
    severity: 'warning',
    source: 'latency',
    weight: 14,
    text: (r) => `p95 of /webhooks/retell is ${r.int(1800, 9400)} ms, target 800 ms`,
  },
  {
    type: 'usage_threshold',
    severity: 'warning',
    source: 'system',
    weight: 16,
    text: (r, c) => `${c.name} has used ${r.int(80, 99)} % of its minutes`,
  },
  {
    type: 'payment_failed',
    severity: 'warning',
    source: 'payment',
    weight: 10,
    text: (r, c) => `Payment retry ${r.int(1, 3)} of 4 failed for ${c.name}: card declined`,
  },
  {
    type: 'calcom_disconnected',
    severity: 'warning',
    source: 'system',
    weight: 9,
    text: (_, c) => `Calendar of ${c.name} is disconnected, new bookings are not syncing`,
  },
  {
    type: 'sms_blocked',
    severity: 'warning',
    source: 'webhook',
    weight: 8,
    text: (r, c) => `${r.int(5, 60)} messages of ${c.name} blocked by the carrier`,
  },
  {
    type: 'agent_unreachable',
    severity: 'critical',
    source: 'webhook',
    weight: 3,
    text: (r) => `Agent has not answered ${r.int(3, 9)} calls in a row`,
  },
  {
    type: 'usage_hard_limit',
    severity: 'critical',
    source: 'system',
    weight: 2,
    text: () => 'Minutes hard limit reached, callers are sent to voicemail',
  },
  {
    type: 'number_released',
    severity: 'info',
    source: 'system',
    weight: 6,
    text: (_, c) => `Area code changed to ${c.areaCode}, old number released`,
  },
  {
    type: 'usage_mismatch',
    severity: 'info',
    source: 'system',
    weight: 9,
    text: (r) => `Usage differs from the provider's by ${(r.int(11, 49) / 10).toFixed(1)} %`,
  },
]

/** @returns the kind of alert of a type. */
export const kindOf = (type: string) => ALERT_KINDS.find((kind) => kind.type === type) as AlertKind

export function pickKind(random: Random, severity?: Severity): AlertKind {
  const kinds = ALERT_KINDS.filter((kind) => severity === undefined || kind.severity === severity)
  return random.weighted(kinds.map((kind) => [kind, kind.weight] as const))
}

export function alertRow(random: Random, kind: AlertKind, customer: Customer, at: number): AlertRow {
  return {
    id: random.uuid(),
    alert_type: kind.type,
    severity: kind.severity,
    user_id: kind.source === 'latency' ? null : customer.id,
    message: kind.text(random, customer),
    details: {
      source: kind.source,
      phone: customer.phone,
      contact: customer.email,
      rule: `${kind.type}-${random.int(1, 3)}`,
    },
    acknowledged_at: null,
    acknowledged_by: null,
    snoozed_until: null,
    snoozed_by: null,
    assigned_to: null,
    assigned_at: null,
    closed_at: null,
    closed_by: null,
    returns_at: null,
    created_at: iso(at),
  }
}
