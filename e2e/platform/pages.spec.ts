import { expectAccessible } from '../support/accessibility'
import { expect, test } from '../support/test'

const PAGES = {
  '/reconciliation': 'reconciliation runs',
  '/missing-events?period=7d': 'missing events',
  '/unknown-numbers?state=all': 'unknown numbers',
  '/deliveries?state=all': 'deliveries',
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('the platform’s pages are accessible, with a detail beside them, and fit a phone', async ({
      admin,
    }) => {
      test.slow()
      for (const [path, label] of Object.entries(PAGES)) {
        await admin.setViewportSize({ width: 1440, height: 900 })
        await admin.goto(path)
        const row = admin.getByRole('table', { name: label }).locator('tr[data-row]').first()
        await expect(row).toBeVisible()
        await expectAccessible(admin)
        if (label !== 'missing events') {
          await row.getByRole('link').first().click()
          await expect(admin.getByRole('link', { name: 'Close' })).toBeVisible()
          await expect(admin.getByText('Id', { exact: true })).toBeVisible()
          await expectAccessible(admin)
        }
        await admin.setViewportSize({ width: 390, height: 844 })
        await admin.goto(path)
        await expect(row).toBeVisible()
        const overflow = await admin.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(overflow, path).toBeLessThanOrEqual(0)
      }
    })
  })
}
