import { pageGroups } from '@/app/(admin)/pages'
import { expectAccessible } from '../support/accessibility'
import { casesOf, further, grid } from '../support/grid'
import { LIST_PAGES, sampleOf } from '../support/paths'
import { expect, test } from '../support/test'

/** Lists of the platform whose accessibility a folder of their own looks at. */
const ELSEWHERE = ['sessions', 'audit']

const platform = pageGroups.find(({ label }) => label === 'Platform')?.pages.map(({ href }) => href) ?? []
const PAGES = LIST_PAGES.filter(({ list, path }) => platform.includes(path) && !ELSEWHERE.includes(list.name))

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test(
      'the platform’s pages are accessible, with a detail beside them, and fit a phone',
      colorScheme === 'light' ? grid : further,
      async ({ admin }) => {
        test.slow()
        for (const shown of casesOf(PAGES, ({ list }) =>
          list.details === false ? 'alone' : 'with a detail',
        )) {
          const path = sampleOf(shown)
          const { row: words, details } = shown.list
          await admin.setViewportSize({ width: 1440, height: 900 })
          await admin.goto(path)
          const row = admin.getByRole('table', { name: words.many }).locator('tr[data-row]').first()
          await expect(row).toBeVisible()
          await expectAccessible(admin)
          if (details !== false) {
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
      },
    )
  })
}
