import { expect, test } from '../support/faults'

test('figures that fail leave the rows alone and can be tried again', async ({ admin, faults }) => {
  faults.cut('/rest/v1/rpc/health_movement')
  await admin.goto('/customers')
  await expect(admin.getByText('The figures could not be loaded')).toBeVisible()
  await expect(admin.getByRole('table', { name: 'customers' })).toBeVisible()
  await faults.restore()
  await admin.getByRole('button', { name: 'Try again' }).click()
  await expect(admin.getByRole('link', { name: /^Grade F/ })).toBeVisible()
})

test('rows that fail are a failure, not an empty list', async ({ admin, faults }) => {
  faults.cut('/rest/v1/rpc/list_customer_health')
  await admin.goto('/customers')
  await expect(admin.getByText('Customer health could not be loaded')).toBeVisible()
  await expect(admin.getByText('No customers yet')).toHaveCount(0)
})
