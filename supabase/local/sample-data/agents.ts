import type { TablesInsert } from '@/lib/supabase/database.types'
import type { Customer } from './customers'
import { DAY, HOUR, iso } from './time'

const WEBHOOK = 'https://api.kryonex.example/webhooks/retell'

type Given = { index: number; now: number }
type Change = Partial<TablesInsert<'agents'>>

/** What is wrong with the agents of a few of the customers that nothing else is told about. */
function troubleOf(place: number, now: number): Change {
  switch (place) {
    case 21:
      return {
        phone_number: null,
        status: 'pending',
        deployed_at: null,
        deploy_error: 'No number is left in this area code',
      }
    case 5:
      return { status: 'disabled' }
    case 9:
      return { inbound_webhook_url: 'https://api.kryonex.example/v1/retell-events' }
    case 17:
      return { deployed_at: iso(now - 2 * DAY), deploy_error: 'The provider refused the prompt: too long' }
    default:
      return {}
  }
}

/** The agent of a customer, deployed again with every change of its prompt. */
export function agentRow(id: string, customer: Customer, { index, now }: Given): TablesInsert<'agents'> {
  const latest = Math.max(customer.since + HOUR, now - (2 + ((index * 7) % 90)) * DAY)
  return {
    id,
    user_id: customer.id,
    agent_id: customer.agentId,
    phone_number: customer.phone,
    nickname: customer.name,
    status: 'active',
    inbound_webhook_url: WEBHOOK,
    created_at: iso(customer.since),
    deploy_request_id: `deploy_${id.slice(0, 8)}`,
    deployed_at: iso(latest),
    deploy_error: null,
    // The customers whose stories are told work; of the others some agents do not.
    ...(index < 13 ? {} : troubleOf((index - 13) % 60, now)),
  }
}
