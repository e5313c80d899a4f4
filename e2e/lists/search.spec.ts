import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'
import { insertSettled } from '../webhooks/webhooks'

const box = (page: import('@playwright/test').Page) =>
  page.getByRole('combobox', { name: 'Key, phone or error' })

test('key:value in the search box becomes the list’s filters, the rest is searched for', async ({
  admin,
  database,
  marker,
}) => {
  await insertSettled(database, marker, 'failed', 2)
  await admin.goto('/webhooks')
  await box(admin).fill(`event:${marker} is:failed ${marker}:2`)
  await box(admin).press('Enter')
  await expect(admin).toHaveURL(new RegExp(`event_type=${marker}`))
  await expect(admin).toHaveURL(/state=failed/)
  await expect(box(admin)).toHaveValue(`${marker}:2`)
  await expect(admin.locator('tr[data-row]:visible')).toHaveCount(1)
  await expect(admin.getByRole('button', { name: 'Clear the filter Event' })).toBeVisible()
})

test('the search box completes keys and values by keyboard', async ({ admin, database, marker }) => {
  await insertSettled(database, marker, 'failed', 3)
  await admin.goto('/webhooks?state=failed')
  await box(admin).pressSequentially('ev')
  await expect(admin.getByRole('option', { name: 'event:' })).toBeVisible()
  await box(admin).press('ArrowDown')
  await box(admin).press('Enter')
  await expect(box(admin)).toHaveValue('event:')
  await box(admin).pressSequentially(marker.slice(0, 9))
  await expect(admin.getByRole('option')).toHaveText(`event:${marker}3`)
  await box(admin).press('ArrowDown')
  await box(admin).press('Enter')
  await expect(admin).toHaveURL(new RegExp(`event_type=${marker}`))
  await expect(box(admin)).toHaveValue('')
  await expect(box(admin)).toBeFocused()
})

test('a customer is found by name, and a value that a key does not take is named', async ({
  admin,
  database,
}) => {
  const [customer] = await database.select('profiles', { role: 'eq.user', order: 'email', limit: '1' })
  await admin.goto('/webhooks')
  await box(admin).fill(`customer:"${customer?.business_name}" `)
  await expect(admin).toHaveURL(new RegExp(`customer=${customer?.user_id}`))
  await box(admin).fill('is:broken')
  await box(admin).press('Enter')
  await expect(noticesOf(admin).getByText('is:broken was not understood')).toBeVisible()
  await expect(box(admin)).toHaveValue('is:broken')
})
