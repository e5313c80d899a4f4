import { expect, test } from '../support/faults'
import { further } from '../support/grid'

test('a failed request is tried again by itself, and meanwhile the page stays', async ({
  admin,
  faults,
  database,
  marker,
}) => {
  await database.insert('error_logs', { error_type: marker, message: marker })
  await admin.goto(`/errors?view=rows&type=${marker}`)
  await expect(admin.getByText(/^Live · /)).toBeVisible()
  await faults.down()
  await expect(admin.getByText(/^Disconnected · /)).toBeVisible()
  await expect(admin.getByRole('row').filter({ hasText: marker })).toBeVisible()
  await faults.restore()
  await expect(admin.getByText(/^Live · /)).toBeVisible({ timeout: 45_000 })
})

test('without a network the console says so, and goes on when there is one', async ({ admin }) => {
  await admin.goto('/errors')
  await expect(admin.getByText(/^Live · /)).toBeVisible()
  await admin.context().setOffline(true)
  await expect(admin.getByText('You are offline.')).toBeVisible()
  await admin.context().setOffline(false)
  await expect(admin.getByText('You are offline.')).toBeHidden()
  await expect(admin.getByText(/^Live · /)).toBeVisible()
})

test('a session that ended leads to signing in and back', async ({ admin }) => {
  await admin.goto('/alerts')
  await expect(admin.getByText(/^Live · /)).toBeVisible()
  await admin.context().clearCookies()
  const again = admin.getByRole('link', { name: 'Sign in again' })
  await expect(again).toHaveAttribute('href', '/login?next=%2Falerts')
})

test(
  'a page that could not be rendered again says so, and is tried again soon',
  further,
  async ({ admin, database, marker }) => {
    await database.insert('error_logs', { error_type: marker, message: `${marker} first` })
    await admin.goto(`/errors?view=rows&type=${marker}`)
    await expect(admin.getByText(/^Live · /)).toBeVisible()
    await admin.route('**/errors?**', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    )
    await database.insert('error_logs', { error_type: marker, message: `${marker} second` })
    await expect(admin.getByText(/^Page not updated · /)).toBeVisible({ timeout: 40_000 })
    await admin.unroute('**/errors?**')
    await expect(admin.getByText(/^Live · /)).toBeVisible({ timeout: 25_000 })
  },
)
