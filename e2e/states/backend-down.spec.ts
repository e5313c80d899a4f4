import { expect, test } from '../support/faults'
import { noticesOf } from '../support/screen'
import { submitSignIn } from '../support/sessions'

const GONE = 'The backend cannot be reached.'

test('a page over a backend that is gone says so, signs nobody out, and recovers', async ({
  admin,
  faults,
  database,
  marker,
}) => {
  await database.insert('error_logs', { error_type: marker, message: marker })
  await faults.down()
  await admin.goto(`/errors?type=${marker}`)
  await expect(admin.getByRole('alert').filter({ hasText: GONE }).first()).toBeVisible()
  await expect(admin.getByRole('navigation', { name: 'Pages' })).toBeVisible()
  await expect(admin.getByText('No unresolved errors')).toHaveCount(0)
  await expect(admin.getByText('No matching errors')).toHaveCount(0)
  await expect(admin).toHaveURL(`/errors?type=${marker}`)
  await faults.restore()
  await admin.getByRole('button', { name: 'Try again' }).first().click()
  await expect(admin.getByRole('row').filter({ hasText: marker })).toBeVisible()
  await admin.reload()
  await expect(admin.getByRole('button', { name: 'Account: admin@kryonex.test' })).toBeVisible()
})

test('a part that fails leaves the others alone', async ({ admin, faults, database, marker }) => {
  await database.insert('error_logs', { error_type: marker, message: marker })
  faults.cut('/rest/v1/rpc/list_histogram')
  await admin.goto(`/errors?type=${marker}`)
  await expect(admin.getByRole('row').filter({ hasText: marker })).toBeVisible()
  const failure = admin.getByRole('alert').filter({ hasText: 'The chart could not be loaded' })
  await expect(failure).toContainText(GONE)
  await faults.restore()
  await failure.getByRole('button', { name: 'Try again' }).click()
  await expect(failure).toBeHidden()
  await expect(admin.getByRole('row').filter({ hasText: marker })).toBeVisible()
})

test('a typed note is still there when its action fails', async ({ admin, faults, database, marker }) => {
  const [error] = await database.insert('error_logs', { error_type: marker, message: marker })
  await admin.goto(`/errors/${error?.id}`)
  await admin.getByRole('button', { name: 'Resolve' }).click()
  await faults.down()
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('Resolution notes').fill('a long explanation')
  await dialog.getByRole('button', { name: 'Resolve' }).click()
  await expect(noticesOf(admin).getByText('Nothing was changed; try again.')).toBeVisible()
  await expect(dialog.getByLabel('Resolution notes')).toHaveValue('a long explanation')
  await faults.restore()
  await dialog.getByRole('button', { name: 'Resolve' }).click()
  await expect(noticesOf(admin).getByText('1 error resolved')).toBeVisible()
})

test('the live indicator tells that the counts are old', async ({ admin, faults }) => {
  await admin.goto('/errors')
  await expect(admin.getByText(/^Live · /)).toBeVisible()
  await faults.down()
  await expect(admin.getByText(/^Disconnected · /)).toBeVisible()
  await faults.restore()
  // It asks less and less often, and at once when somebody comes back to the tab.
  await admin.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(admin.getByText(/^Live · /)).toBeVisible()
})

test('signing in says that the backend is gone, not that the password is wrong', async ({ page, faults }) => {
  await faults.down()
  await page.goto('/login')
  await submitSignIn(page, 'admin@kryonex.test')
  await expect(page.locator('form').getByRole('alert')).toHaveText(
    'The backend cannot be reached. Your session and your data are safe; try again in a moment.',
  )
})
