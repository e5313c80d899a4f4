import { expect, test } from '../support/faults'
import { further } from '../support/grid'
import { takeCustomer } from './customers'

test(
  'figures of customers that fail leave the rows alone and can be retried',
  further,
  async ({ admin, faults }) => {
    faults.cut('/rest/v1/rpc/health_movement')
    await admin.goto('/customers')
    await expect(admin.getByText('The figures could not be loaded')).toBeVisible()
    await expect(admin.getByRole('table', { name: 'customers' })).toBeVisible()
    await faults.restore()
    await admin.getByRole('button', { name: 'Try again' }).click()
    await expect(admin.getByRole('link', { name: /^Grade F/ })).toBeVisible()
  },
)

test('customers that cannot be read are a failure, not an empty list', further, async ({ admin, faults }) => {
  faults.cut('/rest/v1/rpc/list_customer_health')
  await admin.goto('/customers')
  await expect(admin.getByText('Customer health could not be loaded')).toBeVisible()
  await expect(admin.getByText('No customers yet')).toHaveCount(0)
})

test('a part that fails says so and leaves the others alone', async ({ admin, database, faults, marker }) => {
  const { user_id } = await takeCustomer(database, 37, marker)
  faults.cut('/rest/v1/rpc/customer_timeline')
  await admin.goto(`/customers/${user_id}`)
  await expect(admin.getByText('The timeline could not be loaded')).toBeVisible()
  await expect(admin.getByRole('heading', { name: marker })).toBeVisible()
  await faults.restore()
  await admin.getByRole('button', { name: 'Try again' }).click()
  await expect(admin.getByText('times in UTC')).toBeVisible()
})
