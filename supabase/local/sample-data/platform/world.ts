import type { Database } from '@/lib/supabase/database.types'
import type { AlertRow } from '../alert-kinds'
import type { Customer } from '../customers'
import type { ErrorRow } from '../errors'
import type { Webhook } from '../webhooks'

/** What has been invented before: who the customers are, and what the operations tables say of them. */
export type World = {
  customers: Customer[]
  queue: Webhook[]
  errors: ErrorRow[]
  alerts: AlertRow[]
  admins: string[]
  now: number
}

type PublicTables = Database['public']['Tables']

/** Rows of some tables, under the tables' names. */
export type Rows = { [table in keyof PublicTables]?: PublicTables[table]['Insert'][] }

/** What providers report of a customer's webhook, once it has been dealt with. */
export function processedWebhooks(world: World, event: string): { webhook: Webhook; customer: Customer }[] {
  const byId = new Map(world.customers.map((customer) => [customer.id, customer]))
  const seen = new Set<string>()
  return world.queue.flatMap((webhook) => {
    const key = webhook.idempotency_key ?? ''
    const customer = byId.get(webhook.user_id ?? '')
    if (webhook.event_type !== event || webhook.result !== 'success' || !customer || seen.has(key)) return []
    seen.add(key)
    return [{ webhook, customer }]
  })
}

/** The first rows of a list that is as long as the number of customers asks for, one at least. */
export const share = (world: World, ofAll: number) =>
  Math.max(1, Math.round((ofAll * world.customers.length) / 400))

export const time = (text: string | null | undefined) => Date.parse(text ?? '')
