import { createRandom } from '../random'
import { DAY, HOUR, iso } from '../time'
import type { Text } from './texts'
import type { Rows } from './world'

/** How long a conversation on the shared number stays with its customer. */
const LOCKED_FOR = 24 * HOUR

/** Who asked for no more messages, and to whom the conversations of the last day belong. */
export function sharedNumberRows(texts: Text[], now: number): Rows {
  const random = createRandom('kryonex shared number')
  const optedOut = new Map<string, Text>()
  const latest = new Map<string, Text>()
  for (const text of texts) {
    if (text.body === 'STOP') optedOut.set(`${text.other} ${text.customer.id}`, text)
    else if (text.status !== 'failed' && now - text.at < 2 * DAY) latest.set(text.other, text)
  }
  return {
    sms_opt_out: [...optedOut.values()].map(({ other, customer, at }, index) => ({
      id: random.uuid(),
      phone: other,
      // One of them wants to hear from nobody at all.
      user_id: index === 0 ? null : customer.id,
      keyword: 'STOP',
      opted_out_at: iso(at),
    })),
    sms_thread_locks: [...latest.values()].map(({ other, customer, at }) => ({
      id: random.uuid(),
      customer_phone: other,
      user_id: customer.id,
      last_activity: iso(at),
      expires_at: iso(at + LOCKED_FOR),
    })),
  }
}
