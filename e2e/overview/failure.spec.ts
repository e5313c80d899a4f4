import { expect, test } from '../support/faults'
import { further } from '../support/grid'
import { oldestUnhandled } from '../support/screen'

test('one failing part of the overview leaves the others, and the condition is never quiet by mistake', async ({
  admin,
  faults,
}) => {
  faults.cut('/rest/v1/rpc/overview_now')
  await admin.goto('/')
  await expect(admin.getByText('What waits longest could not be loaded')).toBeVisible()
  await expect(admin.getByText("The platform's condition could not be loaded")).toBeVisible()
  await expect(admin.getByText('All quiet')).toHaveCount(0)
  await expect(admin.getByRole('figure', { name: 'Errors by type' })).toBeVisible()
  await expect(admin.getByRole('list', { name: 'Needs attention now' })).toBeVisible()
  await faults.restore()
  await admin
    .getByRole('region', { name: 'Oldest unhandled' })
    .getByRole('button', { name: 'Try again' })
    .click()
  await expect(oldestUnhandled(admin)).toHaveCount(4)
})

test('the present figures stay when their history fails', further, async ({ admin, faults }) => {
  faults.cut('/rest/v1/rpc/overview_history')
  await admin.goto('/')
  await expect(admin.getByText('Errors by type could not be loaded')).toBeVisible()
  await expect(
    admin.getByRole('region', { name: 'Key figures' }).getByRole('link', { name: 'Open alerts' }),
  ).toBeVisible()
})
