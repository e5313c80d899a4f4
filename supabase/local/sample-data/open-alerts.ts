import { type AlertRow, alertRow, kindOf, pickKind, type Severity } from './alert-kinds'
import type { Customer } from './customers'
import type { Random } from './random'
import { DAY, growingMoment, HOUR, iso, MINUTE } from './time'
import type { Volumes } from './volumes'

export type Given = { customers: Customer[]; volumes: Volumes; admins: string[]; now: number }

/** How many of the open warnings are of one type and came almost at once. */
const STORM_SHARE = 0.7

/** The alerts that are open now, or not closed yet. */
export function inventOpenAlerts(
  random: Random,
  { customers, volumes, admins, now }: Given,
  choose: () => Customer,
): AlertRow[] {
  return [
    ...openCritical(random, customers, volumes, now),
    ...openOthers(random, choose, volumes, now),
    ...storm(random, choose, Math.floor(volumes.openAlerts.warning * STORM_SHARE), now),
    ...notClosed(random, choose, admins, now),
  ]
}

/** The three that the incident going on is about. */
function openCritical(random: Random, customers: Customer[], volumes: Volumes, now: number): AlertRow[] {
  const find = (name: string) => customers.find((customer) => customer.name === name) as Customer
  const [cascade, ironwood] = [find('Cascade Plumbing Co'), find('Ironwood Electric')]
  const backlog = {
    ...alertRow(random, pickKind(random, 'critical'), cascade, now - 12 * MINUTE),
    alert_type: 'webhook_backlog',
    user_id: null,
    message: `Webhook queue is 18 minutes behind, ${volumes.pending} pending`,
    details: { source: 'webhook', pending: volumes.pending, target_minutes: 5 },
  }
  const agent = alertRow(random, kindOf('agent_unreachable'), cascade, now - 41 * MINUTE)
  return [
    { ...agent, message: 'Agent has not answered 6 calls in a row' },
    alertRow(random, kindOf('usage_hard_limit'), ironwood, now - 192 * MINUTE),
    backlog,
  ]
}

function openOthers(
  random: Random,
  choose: () => Customer,
  { openAlerts }: Volumes,
  now: number,
): AlertRow[] {
  const open = (severity: Severity) => (_: unknown, index: number) => {
    const at = index === 0 ? now - DAY - 2 * HOUR : growingMoment(random, now - 3.4 * HOUR, now - 3 * MINUTE)
    return alertRow(
      random,
      index === 0 && severity === 'warning' ? kindOf('payment_failed') : pickKind(random, severity),
      choose(),
      at,
    )
  }
  return [
    ...Array.from(
      { length: openAlerts.warning - Math.floor(openAlerts.warning * STORM_SHARE) },
      open('warning'),
    ),
    ...Array.from({ length: openAlerts.info }, open('info')),
  ]
}

/** Many customers cross a threshold at the same time: a month's end, or a counter that was late. */
function storm(random: Random, choose: () => Customer, length: number, now: number): AlertRow[] {
  const from = now - 26 * MINUTE
  return Array.from({ length }, (_, index) =>
    alertRow(
      random,
      kindOf('usage_threshold'),
      choose(),
      from + ((index + random.float() / 2) / length) * 24 * MINUTE,
    ),
  )
}

/** One that somebody acknowledged yesterday and did not close, one that is being worked on, one put off. */
function notClosed(
  random: Random,
  choose: () => Customer,
  [admin, support, ops]: string[],
  now: number,
): AlertRow[] {
  const back = alertRow(random, kindOf('calcom_disconnected'), choose(), now - 27 * HOUR)
  const worked = alertRow(random, kindOf('sms_blocked'), choose(), now - 2 * HOUR)
  const snoozed = alertRow(random, kindOf('number_released'), choose(), now - 5 * HOUR)
  const acknowledged = (row: AlertRow, by: string | undefined, at: number): AlertRow => ({
    ...row,
    acknowledged_at: iso(at),
    acknowledged_by: by,
    returns_at: iso(at + DAY),
  })
  const until = iso(now + 14 * HOUR)
  return [
    acknowledged(back, support, now - 26 * HOUR),
    {
      ...acknowledged(worked, ops, now - 95 * MINUTE),
      assigned_to: ops,
      assigned_at: iso(now - 95 * MINUTE),
    },
    { ...snoozed, snoozed_until: until, snoozed_by: admin, returns_at: until },
  ]
}
