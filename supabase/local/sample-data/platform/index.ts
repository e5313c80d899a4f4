import { billingRows } from './billing'
import { inventCalls } from './calls'
import { careRows } from './care'
import { deliveryRows } from './deliveries'
import { intakeRows } from './intake'
import { latencyRows } from './latency'
import { inventAppointments, inventLeads } from './leads'
import { limitRows, sumBy, withState } from './limits'
import { unqueuedCalls, unqueuedTexts, withoutUnbilled } from './missed'
import { platformLog } from './platform-log'
import { reconcile } from './reconciliation'
import { referralRows } from './referrals'
import { salesRows } from './sales'
import { sessionRows } from './sessions'
import { settingRows } from './settings'
import { sharedNumberRows } from './shared-number'
import { messageRows, outboundRows, smsEventRows, usageSmsRows } from './text-rows'
import { inventTexts } from './texts'
import { trackingRows } from './tracking'
import { inventUsage } from './usage'
import type { Rows, World } from './world'

/**
 * The tables beside the operations tables, in the order of their references. Everything follows from what the
 * webhooks, errors and alerts say: calls and texts are those that arrived, usage is their sum.
 */
export function inventPlatform(world: World): Rows {
  const { usage, events } = inventCalls(world)
  const unqueued = unqueuedCalls(world)
  const received = [...withoutUnbilled(world, usage), ...unqueued.usage]
  const known = [...inventTexts(world), ...unqueuedTexts(world)]
  const { periods, followUps, reviewTexts } = inventUsage(world, received, known)
  const calls = [...received, ...followUps]
  const texts = [...known, ...reviewTexts].sort((a, b) => a.at - b.at)
  const usage_sms = usageSmsRows(texts)
  const sums = {
    calls: sumBy(calls, periods, ({ seconds }) => seconds),
    texts: sumBy(usage_sms, periods, () => 1),
  }
  const counted = limitRows(world.customers, periods, sums.calls, sums.texts)
  const { runs, limits } = reconcile(world, { periods, calls, texts: usage_sms, limits: counted })
  const strained = limits.filter((limit) => limit.call_used_seconds > limit.call_cap_seconds * 0.8)
  const { leads: prospects, ...sales } = salesRows(world)
  const leads = inventLeads(world)
  return {
    leads: [...leads, ...prospects],
    messages: messageRows(texts),
    appointments: inventAppointments(world),
    ...billingRows(world, { periods, calls }),
    usage_limits: limits.map(withState),
    usage_calls: calls,
    usage_sms,
    call_events: [...events, ...unqueued.events],
    sms_events: smsEventRows(texts, world.now),
    outbound_sms_log: outboundRows(texts),
    ...sharedNumberRows(texts, world.now),
    reconciliation_runs: runs,
    latency_logs: latencyRows(world),
    ...sessionRows(world),
    ...settingRows(world, new Set(strained.map(({ user_id }) => user_id))),
    ...deliveryRows(world, leads),
    ...referralRows(world),
    ...sales,
    ...trackingRows(world, leads),
    ...intakeRows(world),
    ...careRows(world, limits),
    ...platformLog(world),
  }
}
