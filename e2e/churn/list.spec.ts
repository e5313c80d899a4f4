import { further } from '../support/grid'
import { expect, test } from '../support/test'
import { anyCustomer, insertChurn, rowsWith } from './churn'

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

test('the list shows open churn alerts with customer, reason and evidence, the worst first', async ({
  admin,
  database,
  marker,
}) => {
  const severities = ['low', 'high', 'critical', 'medium', 'critical']
  await insertChurn(database, marker, 5, (index) => ({
    severity: severities[index],
    created_at: minutesAgo(index),
  }))
  await insertChurn(database, marker, 1, () => ({ reason: `${marker}: over`, resolved_at: minutesAgo(0) }))
  const customer = await anyCustomer(database)
  await admin.goto(`/churn?reason=${marker}`)
  await expect(rowsWith(admin, customer.name)).toContainText(
    [5, 3, 2, 4, 1].map((number) => `${number} calls in 7 days`),
  )
  await expect(admin.getByText('5 open')).toBeVisible()
  const severity = admin.getByRole('navigation', { name: 'Severity' })
  await severity.getByRole('link', { name: 'Critical 2' }).click()
  await expect(rowsWith(admin, 'calls in 7 days')).toHaveCount(2)
  await severity.getByRole('link', { name: 'All 5' }).click()
  await expect(rowsWith(admin, 'calls in 7 days')).toHaveCount(5)
  await admin.getByRole('navigation', { name: 'State' }).getByRole('link', { name: 'Resolved' }).click()
  await expect(rowsWith(admin, customer.name)).toHaveCount(1)
})

test(
  'the list of churn alerts finds words of the reason, and says when nothing matches',
  further,
  async ({ admin, database, marker }) => {
    await insertChurn(database, 'score_drop', 2, (index) => ({ reason: `score_drop: ${marker} ${index}` }))
    await insertChurn(database, 'payment_issue', 1, () => ({
      reason: `payment_issue: ${marker} card declined`,
    }))
    await admin.goto(`/churn?q=${marker}`)
    await expect(rowsWith(admin, marker)).toHaveCount(3)
    await admin.getByRole('button', { name: 'Reason', exact: true }).click()
    const drop = admin.getByRole('menuitemcheckbox', { name: 'Score drop' })
    await expect(drop).toContainText('2')
    await drop.click()
    await admin.keyboard.press('Escape')
    await expect(rowsWith(admin, 'Score drop')).toHaveCount(2)
    await expect(rowsWith(admin, marker)).toHaveCount(2)
    await admin.getByLabel('Search evidence').fill(`${marker} nowhere`)
    await expect(admin.getByText('No matching churn alerts')).toBeVisible()
    await admin.getByRole('link', { name: 'Clear filters' }).click()
    await expect(admin).toHaveURL(/\/churn$/)
  },
)

test(
  'the list of churn alerts leaves out parameters that it does not understand, and names them',
  further,
  async ({ admin, database, marker }) => {
    await insertChurn(database, marker)
    await admin.goto(`/churn?reason=${marker}&state=closed&customer=info&sort=score`)
    await expect(rowsWith(admin, 'calls in 7 days')).toHaveCount(1)
    await expect(admin.getByText('Not understood in the address')).toHaveText(
      'Not understood in the address, so left out: state, customer, sort',
    )
  },
)
