import { type Account, ADMIN_EMAILS, identityRows, samplePasswordHash, userRows } from '../accounts'
import type { Database } from '../database'
import { type Customer, inventCustomers } from './customers'
import { insertRows } from './insert'
import { createRandom } from './random'
import { DAY, iso } from './time'
import { type SampleSize, VOLUMES } from './volumes'

export type { SampleSize } from './volumes'

/**
 * Creates the sample accounts and, around them, ninety days of a plausible platform: all of it or nothing.
 * @param now the moment that the data leads up to; the same moment gives the same data.
 * @returns how many rows were written, or undefined when the database has accounts already.
 */
export async function loadSampleData(
  database: Database,
  size: SampleSize,
  now: Date,
): Promise<number | undefined> {
  const [existing] = await database.query('select 1 from auth.users limit 1')
  if (existing) return undefined
  const rows = await createRows(size, now.getTime())
  await database.transaction(async (query) => {
    for (const [table, list] of rows) await insertRows(query, table, list)
  })
  await database.query('analyze')
  return rows.reduce((sum, [, list]) => sum + list.length, 0)
}

type TableRows = [table: string, rows: Record<string, unknown>[]]

async function createRows(size: SampleSize, now: number): Promise<TableRows[]> {
  const random = createRandom('kryonex')
  const admins = ADMIN_EMAILS.map((email) => account(random.uuid(), email, now - 400 * DAY, now - DAY))
  const volumes = VOLUMES[size === 'none' ? 'small' : size]
  const invented = inventCustomers(random, volumes.customers, now)
  const customers = size === 'none' ? invented.slice(0, 1) : invented
  const owners = customers.map(({ id, email, since, lastSignIn }) => account(id, email, since, lastSignIn))
  const signIn = [...admins, ...owners.slice(0, 1)]
  const hash = await samplePasswordHash()
  return [
    ['auth.users', userRows(signIn, hash)],
    ['auth.users', userRows(owners.slice(1), null)],
    ['auth.identities', identityRows(random, signIn)],
    ['public.profiles', admins.map(adminProfile)],
    ['public.profiles', customers.map(customerProfile)],
    ['public.agents', customers.map((customer) => agentRow(random.uuid(), customer))],
  ]
}

const account = (id: string, email: string, createdAt: number, lastSignInAt: number): Account => ({
  id,
  email,
  createdAt: iso(createdAt),
  lastSignInAt: iso(lastSignInAt),
})

const adminProfile = ({ id, email }: Account) => ({ user_id: id, email, role: 'admin', tier: 'core' })

const customerProfile = (customer: Customer) => ({
  user_id: customer.id,
  email: customer.email,
  business_name: customer.name,
  area_code: customer.areaCode,
  role: 'user',
  tier: customer.tier,
  industry: customer.industry,
  transfer_number: customer.transferNumber,
})

const agentRow = (id: string, customer: Customer) => ({
  id,
  user_id: customer.id,
  agent_id: customer.agentId,
  phone_number: customer.phone,
  nickname: customer.name,
  status: 'active',
})
