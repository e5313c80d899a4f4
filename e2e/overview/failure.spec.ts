import { expect, test } from '../support/faults'

test('one failing panel leaves the others, and the condition is never quiet by mistake', async ({
  admin,
  faults,
}) => {
  faults.cut('/rest/v1/rpc/oldest_unhandled')
  await admin.goto('/')
  await expect(admin.getByText('What waits longest could not be loaded')).toBeVisible()
  await expect(admin.getByText("The platform's condition could not be loaded")).toBeVisible()
  await expect(admin.getByText('All quiet')).toHaveCount(0)
  await expect(admin.getByRole('link', { name: 'Unresolved errors' })).toBeVisible()
  await faults.restore()
  await admin
    .getByRole('region', { name: 'Oldest unhandled' })
    .getByRole('button', { name: 'Try again' })
    .click()
  await expect(admin.getByRole('region', { name: 'Oldest unhandled' }).getByText('target 1h')).toBeVisible()
})
