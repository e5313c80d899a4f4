import { expectAccessible } from '../support/accessibility'
import { further } from '../support/grid'
import { expect, test } from '../support/test'

test('the figures of the overview lead to their pages', async ({ admin }) => {
  await admin.goto('/')
  const figures = admin.getByRole('region', { name: 'Key figures' })
  for (const [name, address] of [
    ['Unresolved errors', '/errors'],
    ['Open alerts', '/alerts'],
    ['Webhook backlog', '/webhooks?state=pending'],
    ['Customers at risk', '/customers?grade=D,F'],
  ] as const) {
    await expect(figures.getByRole('link', { name })).toHaveAttribute('href', address)
  }
})

test('a critical alert is in the sentence at the top', async ({ admin, database, marker }) => {
  await database.insert('ops_alerts', { alert_type: marker, severity: 'critical', message: marker })
  await admin.goto('/')
  await expect(admin.getByText(/\d critical alerts? open/)).toBeVisible()
  await expect(admin.getByText('All quiet')).toHaveCount(0)
})

test('the oldest row of each queue leads to its detail', async ({ admin, database }) => {
  const [oldest] = await database.insert('ops_alerts', {
    alert_type: 'e2e_forgotten',
    severity: 'info',
    message: 'forgotten',
    created_at: '2019-03-01T00:00:00Z',
  })
  await admin.goto('/')
  const strip = admin.getByRole('region', { name: 'Oldest unhandled' })
  await expect(strip.getByText(/^\d+d \d+h/).first()).toBeVisible()
  await expect(strip.getByRole('link', { name: 'e2e_forgotten' })).toHaveAttribute(
    'href',
    `/alerts/${oldest?.id}`,
  )
})

test('the period is in the address and reaches the linked lists', async ({ admin, database, marker }) => {
  await database.insert(
    'error_logs',
    Array.from({ length: 400 }, () => ({ error_type: marker, message: marker })),
  )
  await admin.goto('/')
  await admin.getByRole('navigation', { name: 'Period' }).getByRole('link', { name: '1h' }).click()
  await expect(admin).toHaveURL('/?period=1h')
  const errors = admin.getByRole('region', { name: 'Errors by type' })
  await expect(errors.getByText(/received in 1 hour/)).toBeVisible()
  await errors.getByRole('link', { name: marker }).click()
  await expect(admin).toHaveURL(`/errors?state=all&period=1h&type=${marker}`)
})

test('an unknown period falls back to a day and is named', further, async ({ admin }) => {
  await admin.goto('/?period=9y')
  await expect(admin.getByText('left out: period')).toBeVisible()
  await expect(admin.getByText(/received in 24 hours/).first()).toBeVisible()
})

test('a figure follows the database while somebody looks at it', async ({ admin, database, marker }) => {
  await admin.goto('/')
  const figures = admin.getByRole('region', { name: 'Key figures' })
  const critical = async () => Number((await figures.getByText(/critical/).textContent())?.replace(/\D/g, ''))
  await expect.poll(critical).toBeGreaterThanOrEqual(0)
  const before = await critical()
  await database.insert(
    'ops_alerts',
    Array.from({ length: 9 }, () => ({ alert_type: marker, severity: 'critical', message: marker })),
  )
  await expect.poll(critical, { timeout: 30_000 }).toBeGreaterThanOrEqual(before + 9)
})

test('an entry that needs attention shows what its impact is made of, also to the keyboard', async ({
  admin,
  database,
  marker,
}) => {
  const [scale] = await database.select('profiles', { tier: 'eq.scale', role: 'eq.user', select: 'user_id' })
  await database.insert('churn_alerts', {
    user_id: scale?.user_id ?? '',
    severity: 'critical',
    reason: `${marker}: told us so`,
    created_at: '2019-03-01T00:00:00Z',
  })
  await admin.goto('/')
  const row = admin
    .getByRole('list', { name: 'Needs attention now' })
    .getByRole('listitem')
    .filter({ hasText: 'told us so' })
  const impact = row.getByRole('button', { name: /impact$/ })
  const parts = row.getByRole('tooltip', { includeHidden: true })
  await expect(parts).toBeHidden()
  await impact.focus()
  await expect(parts).toBeVisible()
  await expect(parts).toHaveText(/^1 × scale at (\$[\d,]+) = \1 a month$/)
  await expect(impact).toHaveText(/^\$[\d,]+ impact$/)
  await expect(row).toContainText('Urgency 4 of 4: critical, past its target, a customer may leave')
  await expect(impact).toHaveAccessibleDescription(/a month/)
  await row.getByRole('link').click()
  await expect(admin).toHaveURL(/\/churn\/[0-9a-f-]{36}/)
})

test('the overview is accessible', further, async ({ admin }) => {
  await admin.goto('/')
  await expect(admin.getByRole('region', { name: 'Health grades' }).getByRole('link').first()).toBeVisible()
  await expect(admin.getByRole('figure', { name: 'Errors by type' }).locator('svg').first()).toBeAttached()
  await expectAccessible(admin)
})
