import { expectAccessible } from '../support/accessibility'
import { expect, test } from '../support/test'

test('figures lead to their pages', async ({ admin }) => {
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

test('what waits longest leads to its detail', async ({ admin, database }) => {
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

test('a period that is not understood falls back to a day and is told', async ({ admin }) => {
  await admin.goto('/?period=9y')
  await expect(admin.getByText('left out: period')).toBeVisible()
  await expect(admin.getByText(/received in 24 hours/).first()).toBeVisible()
})

test('the overview is accessible', async ({ admin }) => {
  await admin.goto('/')
  await expect(admin.getByRole('region', { name: 'Health grades' }).getByRole('link').first()).toBeVisible()
  await expect(admin.getByRole('figure', { name: 'Errors by type' }).locator('svg').first()).toBeAttached()
  await expectAccessible(admin)
})
