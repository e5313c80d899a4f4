import type { TablesInsert } from '@/lib/supabase/database.types'
import type { Customer } from './customers'
import { createRandom } from './random'
import { iso, MINUTE, SECOND } from './time'
import { callArrivals, inventCall, type Webhook, webhookRow } from './webhooks'

/** What the platform wrote down while it had no access to the calendars; it has been given access again. */
const REVOKED = 'Cal.com answered 401'

/** @returns whether a failure's cause has been mended, so that a requeue goes through. */
export const isMended = (error: string) => error.startsWith(REVOKED)

/** An evening without access to the calendars: calls went through, what followed from them did not. */
export function inventOutage(customers: Customer[], count: number, now: number): Webhook[] {
  const random = createRandom('kryonex outage')
  return Array.from({ length: count }, () => {
    const start = now - random.int(5 * 60, 8 * 60) * MINUTE
    const arrivals = callArrivals(random, inventCall(random, random.pick(customers), start))
    return arrivals.map((arrival) => {
      const at = arrival.at + random.int(2, 9) * SECOND
      if (arrival.event !== 'call_analyzed') {
        const outcome = { processed_at: iso(at), processed_by: 'system', result: 'success', attempts: 1 }
        return webhookRow(random, arrival, outcome)
      }
      return webhookRow(random, arrival, {
        processed_at: iso(arrival.at + random.int(900, 1100) * SECOND),
        processed_by: 'system',
        result: 'failed',
        error_message: `${REVOKED}: no access to calendar ${random.int(10_000, 99_999)}`,
        attempts: 5,
      })
    })
  }).flat()
}

/** The attempts at what failed, one after the other with longer and longer waits. */
export function attemptRows(queue: Webhook[]): TablesInsert<'webhook_attempts'>[] {
  const random = createRandom('kryonex attempts')
  return queue
    .filter(({ result }) => result === 'failed')
    .flatMap((webhook) => {
      const { id, attempts = 1, processed_at, received_at, error_message } = webhook
      const [start, end] = [Date.parse(received_at), Date.parse(processed_at ?? received_at)]
      const when = (attempt: number) => iso(start + (end - start) * (2 ** attempt / 2 ** attempts))
      return Array.from({ length: attempts }, (_, index) => ({
        id: random.uuid(),
        webhook_id: id,
        attempt: index + 1,
        queued_at: index === 0 ? received_at : when(index),
        finished_at: index + 1 === attempts ? iso(end) : when(index + 1),
        processor: 'system',
        result: index + 1 === attempts ? 'failed' : 'retry',
        error_message,
      }))
    })
}
