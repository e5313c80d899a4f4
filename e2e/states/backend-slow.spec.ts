import { expect, test } from '../support/faults'

const SLOW = 'The backend did not answer within 5 seconds.'

test('rows that take more than five seconds become a panel with a retry', async ({
  admin,
  faults,
  database,
  marker,
}) => {
  await database.insert('error_logs', { error_type: marker, message: marker })
  faults.slow(8000, '/rest/v1/rpc/list_error_groups')
  await admin.goto(`/errors?type=${marker}`, { waitUntil: 'commit' })
  await expect(admin.getByText('1 unresolved')).toBeVisible()
  const failure = admin.getByRole('alert').filter({ hasText: 'Errors could not be loaded' })
  await expect(failure).toContainText(SLOW)
  await faults.restore()
  await failure.getByRole('button', { name: 'Try again' }).click()
  await expect(admin.getByRole('row').filter({ hasText: marker })).toBeVisible()
})

test('while the rows load, the page has their shape', async ({ admin, faults }) => {
  faults.slow(2000, '/rest/v1/rpc/list_error_groups')
  await admin.goto('/errors', { waitUntil: 'commit' })
  await expect(admin.getByRole('heading', { name: 'Errors' })).toBeVisible()
  await expect(admin.locator('.skeleton').filter({ visible: true }).first()).toBeVisible()
  await expect(admin.getByRole('table', { name: 'error groups' })).toBeVisible()
})

test('a session that cannot be checked in time signs nobody out', async ({ admin, faults }) => {
  faults.slow(8000)
  await admin.goto('/errors', { waitUntil: 'commit' })
  await expect(admin.getByText(SLOW).filter({ visible: true }).first()).toBeVisible({ timeout: 20_000 })
  await expect(admin).toHaveURL('/errors')
  await faults.restore()
  await admin.reload()
  await expect(admin.getByRole('table', { name: 'error groups' })).toBeVisible()
})
