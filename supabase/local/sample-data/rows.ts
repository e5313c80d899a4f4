import { type Account, ADMIN_EMAILS, identityRows, samplePasswordHash, userRows } from '../accounts'
import { agentRow } from './agents'
import { inventAlerts } from './alerts'
import { auditRows } from './audit'
import { lookingRows } from './audit-looking'
import { inventChurn } from './churn'
import { type Customer, inventCustomers } from './customers'
import { inventErrors } from './errors'
import { addUsage, gatherFacts, healthRow, NO_FACTS } from './health'
import { inventPlatform } from './platform'
import { bookingUrl } from './platform/settings'
import { createRandom, type Random } from './random'
import { scoreHistory, tellFalls } from './score-history'
import { DAY, iso } from './time'
import { viewRows } from './views'
import { type SampleSize, VOLUMES, type Volumes } from './volumes'
import { attemptRows } from './webhook-outage'
import { inventQueue } from './webhook-outcomes'
import { inventArrivals } from './webhooks'

export type TableRows = [table: string, rows: Record<string, unknown>[]]

/** Everything that is loaded, table by table in the order of their references. */
export async function createRows(size: SampleSize, now: number): Promise<TableRows[]> {
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
    ['public.agents', customers.map((customer, index) => agentRow(random.uuid(), customer, { index, now }))],
    ...(size === 'none' ? [] : createOperations(random, customers, volumes, admins, now)),
  ]
}

function createOperations(
  random: Random,
  customers: Customer[],
  volumes: Volumes,
  accounts: Account[],
  now: number,
): TableRows[] {
  const admins = accounts.map(({ id }) => id)
  const arrivals = inventArrivals(random, customers, volumes, now)
  const queue = inventQueue(random, { customers, arrivals, volumes, admins, now })
  const errors = inventErrors(random, { customers, queue, volumes, admins, now })
  const alerts = inventAlerts(random, { customers, volumes, admins, now })
  const facts = gatherFacts(queue, errors, alerts, now)
  const churn = inventChurn(random, { customers, facts, volumes, admins, now })
  const platform = inventPlatform({ customers, queue, errors, alerts, admins, now })
  addUsage(facts, platform)
  const health = customers.map((customer) =>
    healthRow(random, customer, facts.get(customer.id) ?? NO_FACTS, now),
  )
  const history = customers.flatMap((customer, index) => {
    const present = health[index]
    return present ? scoreHistory(random, { customer, health: present, churn, now }) : []
  })
  return [
    ['public.webhook_queue', queue],
    ['public.webhook_attempts', attemptRows(queue)],
    ['public.error_logs', errors],
    ['public.ops_alerts', alerts],
    ['public.churn_alerts', tellFalls(churn, history)],
    ['public.customer_health_history', history],
    ['public.customer_health_scores', health],
    ['public.saved_views', viewRows(random, admins)],
    ['public.audit_trail', auditRows(random, { queue, errors, alerts, churn })],
    [
      'public.audit_trail',
      lookingRows({ queue, errors, sessions: platform.active_sessions ?? [], admins, now }),
    ],
    ...Object.entries(platform).map(([table, rows]): TableRows => [`public.${table}`, rows]),
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
  cal_com_url: bookingUrl(customer.name),
  business_hours: {
    monday_to_friday: '08:00-17:00',
    saturday: customer.tier === 'core' ? null : '09:00-13:00',
  },
  post_call_sms_enabled: customer.tier !== 'core',
  review_request_enabled: customer.story === 'thriving',
})
