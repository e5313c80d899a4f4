import { randomUUID } from 'node:crypto'
import type { TablesInsert } from '@/lib/supabase/database.types'
import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import type { Rest } from '../support/rest'
import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'

const HOUR = 3_600_000

async function customerOf(database: Rest, place: number) {
  const [row] = await database.select('customer_list', {
    order: 'user_id',
    limit: '1',
    offset: String(place),
  })
  if (!row?.user_id) throw new Error('There is no customer.')
  return { id: row.user_id, name: row.business_name ?? '' }
}

/** Writes sessions of one customer whose user agent carries the marker, the last seen first. */
async function insertSessions(
  database: Rest,
  marker: string,
  count: number,
  change: (index: number) => Partial<TablesInsert<'active_sessions'>> = () => ({}),
) {
  // Another customer for each test: in one of them all sessions of its customer end.
  const customer = await customerOf(database, count + 3)
  const rows = await database.insert(
    'active_sessions',
    Array.from({ length: count }, (_, index) => ({
      user_id: customer.id,
      token_hash: `${marker}-${index}`,
      ip_address: '203.0.113.77',
      user_agent: `${marker}/7 (iPhone)`,
      created_at: new Date(Date.now() - 20 * HOUR - index * 1000).toISOString(),
      last_active: new Date(Date.now() - index * 1000).toISOString(),
      ...change(index),
    })),
  )
  return { rows, customer }
}

test('a session is revoked with a reason; who comes second learns who was first', async ({
  admin,
  support,
  database,
  marker,
}) => {
  const { rows, customer } = await insertSessions(database, marker, 2)
  for (const page of [admin, support]) {
    await page.goto(`/sessions?q=${marker}`)
    await expect(page.getByRole('row', { name: `${marker} 7 on iPhone` })).toHaveCount(2)
  }
  const [row] = rows
  const revoke = `Revoke ${marker} 7 on iPhone of ${customer.name}`
  await admin.getByRole('button', { name: revoke }).first().click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(admin.getByText('Reason must not be empty.')).toBeVisible()
  await expectAccessible(admin)
  await admin.getByLabel('Reason').fill('Phone stolen')
  await admin.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(admin.getByText('1 session revoked')).toBeVisible()
  await expect(admin.getByRole('row', { name: `${marker} 7 on iPhone` })).toHaveCount(1)
  const [stored] = await database.select('active_sessions', { id: `eq.${row?.id}` })
  expect(stored).toMatchObject({ revoked_reason: 'Phone stolen' })
  const audited = await database.select('audit_trail', { entity_id: `eq.${row?.id}` })
  expect(audited).toMatchObject([{ action: 'session.revoked', user_id: customer.id }])

  await support.getByRole('checkbox', { name: 'Select all 2 on this page' }).check()
  await support.keyboard.press('r')
  await support.getByLabel('Reason').fill('Same phone')
  await support.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(noticesOf(support).getByText(/One was already revoked by admin/)).toBeVisible()
  expect(await database.select('audit_trail', { entity_id: `eq.${row?.id}` })).toHaveLength(1)
})

test('a session that looks odd says why, and its address shows itself only to who asks', async ({
  admin,
  database,
  marker,
}) => {
  const { rows, customer } = await insertSessions(database, marker, 5, (index) => ({
    ip_address: `203.0.113.${10 + index}`,
    created_at: new Date(Date.now() - (5 - index) * HOUR).toISOString(),
    last_active: new Date(Date.now() - (5 - index) * 1000).toISOString(),
  }))
  const delivered: string[] = []
  admin.on('response', async (response) => delivered.push(await response.text().catch(() => '')))
  await admin.goto(`/sessions?state=odd&sign=many_addresses&q=${marker}`)
  await expect(admin.getByRole('row', { name: marker })).toHaveCount(2)
  await expect(admin.getByRole('row', { name: '5 addresses' })).toBeVisible()
  await admin.getByRole('row', { name: '5 addresses' }).getByRole('link').click()
  const panel = admin.getByRole('region', { name: 'Session', exact: true })
  await expect(panel.getByText('Within 24 hours this customer signed in')).toBeVisible()
  await expect(panel.getByText('203.0.•••.•••').first()).toBeVisible()
  await expectAccessible(admin)
  expect(delivered.join('')).toContain('203.0.•••.•••')
  expect(delivered.join('')).not.toContain('203.0.113.14')
  expect(delivered.join('')).not.toContain(`${marker}-4`)
  await panel.getByRole('button', { name: 'Reveal the address' }).click()
  await expect(panel.getByText('203.0.113.14')).toBeVisible()
  await expect(panel.getByText('looked at a masked value')).toBeVisible()
  const audited = await database.select('audit_trail', { entity_id: `eq.${rows[4]?.id}` })
  expect(audited).toMatchObject([{ action: 'payload.revealed', user_id: customer.id }])
})

test(
  'all sessions of a customer end at once, and no other customer’s',
  further,
  async ({ admin, database, marker }) => {
    const { rows, customer } = await insertSessions(database, marker, 3)
    const other = await customerOf(database, 9)
    const [spared] = await database.insert('active_sessions', {
      user_id: other.id,
      token_hash: `${marker}-other`,
      user_agent: `${marker}/7`,
    })
    await admin.goto(`/sessions/${rows[0]?.id}`)
    await admin.getByRole('button', { name: 'Revoke all of this customer' }).click()
    await admin.getByRole('button', { name: /^Revoke all \d+ sessions$/ }).click()
    await admin.getByLabel('Reason').fill('Account taken over')
    await admin.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await expect(admin.getByText(/\d+ sessions revoked/)).toBeVisible()
    await expect(admin.getByText('This customer has no active sessions.')).toBeVisible()
    const working = { user_id: `eq.${customer.id}`, revoked_at: 'is.null' }
    expect(await database.select('active_sessions', working)).toHaveLength(0)
    const [untouched] = await database.select('active_sessions', { id: `eq.${spared?.id}` })
    expect(untouched?.revoked_at).toBeNull()
  },
)

test(
  'the list of sessions names an unknown order, says which session does not exist, and exports masked rows',
  further,
  async ({ admin, database, marker }) => {
    await insertSessions(database, marker, 2)
    await admin.goto(`/sessions?q=${marker}&state=revoked&sort=bogus`)
    await expect(admin.getByText('No matching sessions')).toBeVisible()
    await expect(admin.getByText('left out: sort')).toBeVisible()
    await admin.goto(`/sessions/${randomUUID()}`)
    await expect(admin.getByText('Session not found')).toBeVisible()
    const file = await (await admin.request.get(`/export/sessions?q=${marker}&format=csv`)).text()
    expect(file.trim().split('\r\n')).toHaveLength(3)
    expect(file).toContain('203.0.•••.•••')
    expect(file).not.toContain('203.0.113')
    expect(file).not.toContain(`${marker}-0`)
  },
)
