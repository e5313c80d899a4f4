import { expectAccessible } from '../support/accessibility'
import { expect, test } from '../support/test'
import { takeCustomer } from './customers'

const health = {
  score: 48,
  grade: 'F',
  risk_level: 'critical',
  factors: {
    call_volume_trend: { score: 8, max: 25, evidence: '94 calls in 7 days, from +1 828 555 0142' },
    mood: 'good',
  },
}

test('a customer opens beside the list with what the score is made of', async ({
  admin,
  database,
  marker,
}) => {
  const { user_id, email } = await takeCustomer(database, 6, marker, health)
  await admin.goto(`/customers?q=${marker}`)
  await admin.getByRole('link', { name: marker }).click()
  const panel = admin.getByRole('region', { name: 'Customer' })
  await expect(panel.getByRole('heading', { name: marker })).toBeVisible()
  await expect(panel.getByRole('img', { name: 'Grade F, score 48 of 100' })).toBeVisible()
  await expect(panel.getByText('Call volume trend')).toBeVisible()
  await expect(panel.getByText('8 of 25')).toBeVisible()
  await expect(panel.getByText('94 calls in 7 days, from +1 828 ••• ••42')).toBeVisible()
  await expect(panel.getByText('mood')).toBeVisible()
  await expect(panel.getByRole('link', { name: 'Calls behind Call volume trend' })).toHaveAttribute(
    'href',
    `/records/usage_calls?user_id=${user_id}`,
  )
  await expect(panel.getByText(email)).toHaveCount(0)
  await expect(panel.getByRole('link', { name: 'open churn alerts' })).toHaveAttribute(
    'href',
    `/churn?customer=${user_id}`,
  )
  await expectAccessible(admin)

  await admin.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(admin).toHaveURL(`/customers?q=${marker}`)
})

test('a customer is a page of its own, and one without a score says so', async ({
  admin,
  database,
  marker,
}) => {
  const { user_id } = await takeCustomer(database, 7, marker)
  await admin.goto(`/customers/${user_id}`)
  await expect(admin.getByRole('heading', { name: marker })).toBeVisible()
  await expect(admin.getByRole('heading', { name: 'No score yet' })).toBeVisible()
})

for (const id of ['00000000-0000-4000-8000-000000000000', 'nonsense']) {
  test(`an unknown customer is not found: ${id}`, async ({ admin }) => {
    await admin.goto(`/customers/${id}`)
    await expect(admin.getByText('Customer not found')).toBeVisible()
    await admin.getByRole('link', { name: 'Back to the list' }).click()
    await expect(admin).toHaveURL('/customers')
  })
}
