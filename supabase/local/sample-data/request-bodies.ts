import type { Customer } from './customers'
import { inventCaller } from './people'
import type { Random } from './random'

/** What an error kind knows when it happens once more. */
export type Occurrence = { random: Random; customer: Customer; callId: string }

export const callBody = ({ random, customer, callId }: Occurrence) => ({
  event: 'call_ended',
  call: {
    call_id: callId,
    agent_id: customer.agentId,
    from_number: inventCaller(random, customer.areaCode).phone,
    to_number: customer.phone,
    duration_ms: random.int(9_000, 410_000),
    disconnection_reason: random.pick(['user_hangup', 'agent_hangup', 'call_transfer']),
  },
})

export const smsBody = ({ random, customer }: Occurrence) => {
  const caller = inventCaller(random, customer.areaCode)
  return {
    From: customer.phone,
    To: caller.phone,
    Body: `Hi ${caller.name.split(' ')[0]}, thanks for calling ${customer.name}. Reply STOP to opt out.`,
    MessagingServiceSid: `MG${random.hex(32)}`,
    auth: { accountSid: `AC${random.hex(32)}`, authToken: random.hex(32) },
  }
}

export const bookingBody = ({ random, customer }: Occurrence) => {
  const caller = inventCaller(random, customer.areaCode)
  return {
    eventTypeId: random.int(310_000, 360_000),
    start: `2026-11-${random.int(24, 30)}T${random.int(14, 22)}:00:00.000Z`,
    responses: { name: caller.name, email: caller.email, phone: caller.phone, address: caller.address },
    authorization: `Bearer cal_live_${random.token(32)}`,
  }
}
