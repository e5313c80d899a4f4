import type { Tables } from '@/lib/supabase/database.types'
import { PENDING, type Pending, processRequeued, settle } from './requeued'
import type { RestClient } from './rest-client'
import { inventAlert } from './sample-data/alerts'
import type { Customer } from './sample-data/customers'
import { ERROR_KINDS } from './sample-data/error-kinds'
import { inventError } from './sample-data/errors'
import { retellTimeout } from './sample-data/provider-errors'
import { createRandom, type Random } from './sample-data/random'
import { failureOf } from './sample-data/webhook-outcomes'
import { bookingArrival, callArrivals, inventCall, textArrival, webhookRow } from './sample-data/webhooks'

const PAUSE_MS = 4000

/** How often it is looked whether something was requeued. */
const REQUEUED_MS = 1500

type World = { client: RestClient; random: Random; customers: Customer[] }

/**
 * Goes on writing what a live platform writes: webhooks arrive and are worked off, requeued ones first,
 * now and then something fails. It talks to the API like any other client.
 * @param speed how many times as often as on a live platform.
 * @returns a function that stops it and waits for what is under way.
 */
export function startTraffic(
  client: RestClient,
  speed: number,
  log: (line: string) => void,
): () => Promise<void> {
  const stopped = new AbortController()
  const running = [run(client, speed, stopped.signal, log), workOffRequeued(client, stopped.signal)]
  return async () => {
    stopped.abort()
    await Promise.all(running)
  }
}

async function run(
  client: RestClient,
  speed: number,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<void> {
  const random = createRandom(`traffic ${Date.now()}`)
  let world: World | undefined
  let failures = 0
  while (await pause((PAUSE_MS / speed) * (0.5 + random.float()), signal)) {
    try {
      world ??= { client, random, customers: await findCustomers(client) }
      if (world.customers.length === 0) return
      await happen(world)
      failures = 0
    } catch (error) {
      // One failure may be a busy moment; the same for minutes is worth a line, once.
      if (++failures === 10) log(`The traffic generator cannot write: ${error}`)
    }
  }
}

/** @returns false when stopped meanwhile. */
function pause(time: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const finish = () => {
      clearTimeout(timer)
      resolve(!signal.aborted)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', finish)
      finish()
    }, time)
    signal.addEventListener('abort', finish, { once: true })
  })
}

async function happen(world: World): Promise<void> {
  const { client, random, customers } = world
  const customer = random.pick(customers)
  if (random.chance(0.5)) await client.insert('webhook_queue', arrivingWebhook(random, customer))
  await workOff(world)
  if (random.chance(0.1)) {
    const kind = random.chance(0.6) ? retellTimeout : random.pick(ERROR_KINDS)
    await client.insert('error_logs', inventError(random, { kind, customer, at: Date.now() }))
  }
  if (random.chance(0.012)) await client.insert('ops_alerts', inventAlert(random, customer, Date.now()))
}

function arrivingWebhook(random: Random, customer: Customer) {
  const now = Date.now()
  const arrival = random.weighted([
    [() => random.pick(callArrivals(random, inventCall(random, customer, now))), 7],
    [() => textArrival(random, customer, now), 2],
    [() => bookingArrival(random, customer, now), 1],
  ])()
  return webhookRow(random, { ...arrival, at: now })
}

/** Processes a few of the oldest pending webhooks. */
async function workOff({ client, random }: World): Promise<void> {
  const pending = await client.select<Pending>('webhook_queue', {
    select: PENDING,
    processed_at: 'is.null',
    queued_at: 'is.null',
    order: 'received_at.asc',
    limit: String(random.int(0, 3)),
  })
  for (const webhook of pending) {
    await settle(
      client,
      webhook,
      'system',
      random.chance(0.95) ? null : failureOf(random, webhook.event_type),
    )
  }
}

/** What people put back comes first: it is worked off within seconds. */
async function workOffRequeued(client: RestClient, signal: AbortSignal): Promise<void> {
  const random = createRandom(`requeued ${Date.now()}`)
  while (await pause(REQUEUED_MS, signal)) {
    // A busy moment: the next look finds the same rows.
    await processRequeued(client, random).catch(() => undefined)
  }
}

/** The customers as the API knows them; what only the sample data knows is neutral. */
async function findCustomers(client: RestClient): Promise<Customer[]> {
  const [profiles, agents] = await Promise.all([
    client.select<Tables<'profiles'>>('profiles', { role: 'eq.user', limit: '500' }),
    client.select<Tables<'agents'>>('agents', { limit: '500' }),
  ])
  const byUser = new Map(agents.map((agent) => [agent.user_id, agent]))
  return profiles.flatMap((profile) => {
    const agent = byUser.get(profile.user_id)
    if (!agent?.phone_number || !profile.business_name) return []
    return {
      id: profile.user_id,
      email: profile.email,
      name: profile.business_name,
      industry: (profile.industry ?? 'hvac') as Customer['industry'],
      areaCode: profile.area_code ?? '512',
      tier: profile.tier as Customer['tier'],
      story: 'steady' as const,
      phone: agent.phone_number,
      transferNumber: profile.transfer_number ?? agent.phone_number,
      agentId: agent.agent_id ?? '',
      volume: 1,
      trouble: 1,
      since: 0,
      lastSignIn: 0,
    }
  })
}
