import { type AlertRow, alertRow, pickKind } from './alert-kinds'
import { createChooser, isActive } from './choose-customer'
import type { Customer } from './customers'
import { type Given, inventOpenAlerts } from './open-alerts'
import type { Random } from './random'
import { busyMoment, iso, MINUTE, SPAN } from './time'

/** Ninety days of alerts, acknowledged within minutes as a rule, and those that are open now. */
export function inventAlerts(random: Random, { customers, volumes, admins, now }: Given): AlertRow[] {
  const choose = createChooser(random, customers, ({ trouble }) => trouble)
  const rows = inventOpenAlerts(random, { customers, volumes, admins, now }, choose)
  for (let i = 0; i < volumes.alerts; ) {
    const at = busyMoment(random, now - SPAN, now - 2 * MINUTE, now)
    const customer = choose()
    if (!isActive(random, customer, at, now)) continue
    rows.push({
      ...alertRow(random, pickKind(random), customer, at),
      ...acknowledgement(random, at, admins, now),
    })
    i++
  }
  return rows
}

/** A warning or a note that nobody has acknowledged yet. */
export const inventAlert = (random: Random, customer: Customer, at: number) =>
  alertRow(random, pickKind(random, random.chance(0.8) ? 'warning' : 'info'), customer, at)

/** Who acknowledged it and when, and closed it within hours. */
function acknowledgement(random: Random, at: number, [admin, support, ops]: string[], now: number) {
  const acknowledged = Math.min(at + MINUTE + random.exponential(14 * MINUTE), now - MINUTE)
  const who = random.weighted([
    [support, 11],
    [ops, 7],
    [admin, 2],
  ])
  const closed = acknowledged + MINUTE + random.exponential(50 * MINUTE)
  return {
    acknowledged_at: iso(acknowledged),
    acknowledged_by: who,
    closed_at: iso(Math.min(closed, now - MINUTE / 2)),
    closed_by: who,
  }
}
