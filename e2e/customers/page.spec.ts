import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'
import { takeCustomer } from './customers'

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString()

test('a customer’s timeline has everything in order, masked, and each entry leads to its row', async ({
  admin,
  database,
  marker,
}) => {
  const { user_id } = await takeCustomer(database, 30, marker)
  const [error] = await database.insert('error_logs', {
    error_type: marker,
    message: 'From +18285550142',
    user_id,
  })
  await database.insert('messages', {
    user_id,
    direction: 'inbound',
    from_number: '+18285550142',
    body: `Running late ${marker}`,
    created_at: ago(0.01),
  })
  const [lead] = await database.insert('leads', { user_id, name: `Ann ${marker}`, created_at: ago(0.02) })
  await admin.goto(`/customers/${user_id}`)
  await expect(admin.getByRole('heading', { name: marker, level: 1 })).toBeVisible()
  const entries = admin.getByRole('region', { name: /^Today/ }).getByRole('listitem')
  await expect(entries.first()).toContainText(marker)
  await expect(entries.first()).toContainText('From +1 828 ••• ••42')
  await expect(admin.getByRole('link', { name: marker, exact: true })).toHaveAttribute(
    'href',
    `/errors/${error?.id}`,
  )
  await expect(entries.filter({ hasText: 'Running late' })).toContainText('SMS received')
  await expect(admin.getByText('+18285550142')).toHaveCount(0)

  const kinds = admin.getByRole('navigation', { name: 'Kinds of entries' })
  await kinds.getByRole('link', { name: /^Leads/ }).click()
  await expect(admin).toHaveURL(/kind=lead/)
  await expect(entries.filter({ hasText: 'Running late' })).toHaveCount(0)
  await expect(admin.getByRole('link', { name: /^Lead A•••/ }).first()).toHaveAttribute(
    'href',
    `/records/leads/${lead?.id}`,
  )
  await expectAccessible(admin)
})

test('the pages of a timeline lead forward and back', further, async ({ admin, database, marker }) => {
  const { user_id } = await takeCustomer(database, 31, marker)
  for (const table of ['messages', 'outbound_sms_log'])
    await database.request('DELETE', `/rest/v1/${table}?user_id=eq.${user_id}`)
  await database.insert(
    'messages',
    Array.from({ length: 120 }, (_, i) => ({
      user_id,
      direction: 'inbound',
      body: `${marker} ${i}`,
      created_at: ago(1 + i / 60),
    })),
  )
  await admin.goto(`/customers/${user_id}?kind=sms&period=24h`)
  const texts = admin.getByText(new RegExp(`${marker} \\d+`)).filter({ visible: true })
  await expect(texts).toHaveCount(50)
  const first = await texts.first().textContent()
  await admin.getByRole('link', { name: 'Next page' }).click()
  await expect(texts.filter({ hasText: new RegExp(`${marker} 50$`) })).toBeVisible()
  await admin.getByRole('link', { name: 'Previous page' }).click()
  await expect(texts.first()).toHaveText(first ?? '')

  await admin.goto(`/customers/${user_id}?kind=nonsense&after=x`)
  await expect(admin.getByText(/left out: .*kind.*/)).toBeVisible()
})

test('newer entries of a timeline wait until they are requested', async ({ admin, database, marker }) => {
  const { user_id } = await takeCustomer(database, 32, marker)
  await admin.goto(`/customers/${user_id}?kind=alert`)
  await expect(admin.getByText('times in UTC').or(admin.getByText('No matching activity'))).toBeVisible()
  await database.insert('ops_alerts', { alert_type: `${marker} first`, user_id })
  await admin.reload()
  await expect(admin.getByRole('link', { name: `${marker} first` })).toBeVisible()
  await database.insert('ops_alerts', { alert_type: `${marker} second`, user_id })
  const newer = admin.getByRole('button', { name: '1 newer entry' })
  await expect(newer).toBeVisible({ timeout: 30_000 })
  await expect(admin.getByRole('link', { name: `${marker} second` })).toHaveCount(0)
  await newer.click()
  await expect(admin.getByRole('link', { name: `${marker} second` })).toBeVisible()
})

test('credit is given once within its bounds, appears in the timeline, and is taken back', async ({
  admin,
  database,
  marker,
}) => {
  const { user_id } = await takeCustomer(database, 33, marker)
  const key = { user_id: `eq.${user_id}` }
  const period = { period_start: ago(240), period_end: ago(-480) }
  const limits = {
    call_cap_seconds: 9000,
    call_used_seconds: 3600,
    call_credit: 0,
    hard_stop_active: false,
    ...period,
  }
  await database.update('usage_limits', key, limits)
  await admin.goto(`/customers/${user_id}`)
  await expect(admin.getByText('Estimate: 180 by the period’s end, the limit on')).toBeVisible()
  await admin.getByRole('button', { name: 'Give credit' }).click()
  const dialog = admin.getByRole('dialog', { name: 'Give credit' })
  await dialog.getByLabel('Amount').fill('45')
  await dialog.getByLabel('Reason').fill(`Lost calls ${marker}`)
  await dialog.getByRole('button', { name: 'Give credit' }).dblclick()
  await expect(noticesOf(admin).getByText('1 credit of 45 minutes granted')).toBeVisible()
  await expect(admin.getByText(`+45m 00s of calls, Lost calls ${marker}`)).toBeVisible()
  const [given] = await database.select('usage_limits', key)
  expect(given?.call_credit).toBe(2700)
  await noticesOf(admin).getByRole('button', { name: 'Undo' }).first().click()
  await expect(noticesOf(admin).getByText('1 credit revoked')).toBeVisible()
  const [after] = await database.select('usage_limits', key)
  expect(after?.call_credit).toBe(0)
})

test('the hard stop is lifted for a reason, the first admin to do so is named, and undo restores it', async ({
  admin,
  support,
  database,
  marker,
}) => {
  const { user_id } = await takeCustomer(database, 34, marker)
  const key = { user_id: `eq.${user_id}` }
  await database.update('usage_limits', key, { hard_stop_active: true })
  await support.goto(`/customers/${user_id}`)
  await support.getByRole('button', { name: 'Lift the stop' }).click()
  await admin.goto(`/customers/${user_id}`)
  await admin.getByRole('button', { name: 'Lift the stop' }).click()
  await admin.getByLabel('Reason').fill(`Paid ${marker}`)
  await admin.getByRole('dialog').getByRole('button', { name: 'Lift the stop' }).click()
  await expect(noticesOf(admin).getByText('1 customer let go on')).toBeVisible()
  await expect(admin.getByText(`admin lifted the hard stop`)).toBeVisible()

  await support.getByLabel('Reason').fill('Me too')
  await support.getByRole('dialog').getByRole('button', { name: 'Lift the stop' }).click()
  await expect(noticesOf(support).getByText(/was let go on by admin/)).toBeVisible()
  await admin.keyboard.press('u')
  await expect(admin.getByRole('button', { name: 'Lift the stop' })).toBeVisible()
  const [limits] = await database.select('usage_limits', key)
  expect(limits?.hard_stop_active).toBe(true)
})

test('a customer is noted on, taken on, and reached; every look is written down', async ({
  admin,
  database,
  marker,
}) => {
  const { user_id, email } = await takeCustomer(database, 35, marker)
  await database.request('DELETE', `/rest/v1/customer_owners?user_id=eq.${user_id}`)
  await admin.goto(`/customers/${user_id}`)
  await admin.getByRole('textbox', { name: 'Comment' }).fill(`Called the owner ${marker}`)
  await admin.getByRole('button', { name: 'Comment' }).click()
  await expect(admin.getByRole('listitem').filter({ hasText: `Called the owner ${marker}` })).toBeVisible()

  await admin.getByRole('button', { name: 'Assign', exact: true }).click()
  await admin.getByRole('menuitem', { name: 'support@kryonex.test' }).click()
  await expect(admin.getByRole('button', { name: 'Assigned to support' })).toBeVisible()
  await expect(admin.getByText('admin assigned the customer')).toBeVisible()

  await expect(admin.getByText(email)).toHaveCount(0)
  await admin.getByRole('button', { name: 'Reveal the owner’s address' }).click()
  await expect(admin.getByText(email)).toBeVisible()
  const looks = await database.select('audit_trail', {
    action: 'eq.contact.revealed',
    entity_id: `eq.${user_id}`,
  })
  expect(looks).toHaveLength(1)
})

test('on a phone a customer’s page has all its parts', further, async ({ admin }) => {
  await admin.setViewportSize({ width: 390, height: 844 })
  await admin.goto('/customers')
  const links = admin.locator('main a[href^="/customers/"]')
  await expect(links.first()).toBeVisible()
  const customers = await links.evaluateAll((all) => all.slice(0, 6).map((link) => link.getAttribute('href')))
  expect(customers).toHaveLength(6)
  for (const customer of customers) {
    await admin.goto(customer ?? '')
    const headings = admin.locator('article h3')
    await expect(headings.filter({ hasText: 'Open now' })).toHaveCount(1)
    const hidden = () =>
      headings.evaluateAll((all) =>
        all.filter((one) => !one.checkVisibility({ visibilityProperty: true })).map((one) => one.textContent),
      )
    await expect.poll(hidden, customer ?? '').toEqual([])
  }
})
