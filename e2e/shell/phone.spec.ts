import { further } from '../support/grid'
import { expect, test } from '../support/test'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

test('a phone has its navigation at the bottom and nothing off the screen', async ({
  admin,
  database,
  marker,
}) => {
  const [error] = await database.insert('error_logs', {
    error_type: marker,
    message: `${marker} ${'a message that goes on and on '.repeat(8)}`,
    endpoint: '/api/phone',
  })
  const tabs = admin.getByRole('navigation', { name: 'Pages' })
  for (const path of [`/errors?type=${marker}`, `/errors/${error?.id}`]) {
    await admin.goto(path)
    await expect(admin.getByText(marker).filter({ visible: true }).first()).toBeVisible()
    await expect(tabs).toBeInViewport()
    await expect(tabs.getByRole('link', { name: 'Errors' })).toHaveAttribute('aria-current', 'page')
    await expect(admin.getByRole('complementary')).toBeHidden()
    const overflow = await admin.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow, path).toBeLessThanOrEqual(0)
  }
})

test('pages that are not in the tab bar are under "More"', further, async ({ admin }) => {
  await admin.goto('/errors')
  await admin.getByRole('button', { name: 'More' }).tap()
  await admin.getByRole('menuitem', { name: 'Health' }).tap()
  await expect(admin).toHaveURL('/customers')
})

test('on a phone a row opens over the list and closes again', async ({ admin, database, marker }) => {
  await database.insert('error_logs', { error_type: marker, message: marker })
  await admin.goto(`/errors?type=${marker}`)
  await admin.getByRole('link', { name: marker }).tap()
  const panel = admin.getByRole('region', { name: 'Error', exact: true })
  await expect(panel.getByRole('button', { name: 'Resolve' })).toBeInViewport()
  await panel.getByRole('link', { name: 'Close' }).tap()
  await expect(panel).toBeHidden()
  await expect(admin.getByRole('link', { name: marker })).toBeVisible()
})
