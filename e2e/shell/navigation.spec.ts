import { instant } from '@next/playwright'
import { pageGroups } from '@/components/shell/pages'
import { expect, test } from '../support/test'

const pages = pageGroups.flatMap((group) => group.pages)

for (const { href, label } of pages) {
  test(`a click on ${label} shows its frame before any data arrives`, async ({ admin }) => {
    await admin.goto(href === '/errors' ? '/customers' : '/errors')
    await expect(admin.getByText(/^Live · /)).toBeVisible()
    const link = admin.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: label })
    // Whoever points at a link has its frame fetched before they click.
    await link.hover()
    await expect
      .poll(() =>
        admin.evaluate(
          (path) =>
            performance.getEntriesByType('resource').filter(({ name }) => name.includes(`${path}?_rsc`))
              .length,
          href,
        ),
      )
      .toBeGreaterThan(1)
    const frame = admin.locator('main [aria-busy=true]').filter({ visible: true })
    await instant(admin, async () => {
      await link.click()
      await expect(admin).toHaveURL(href)
      await expect(link).toHaveAttribute('aria-current', 'page')
      await expect(frame.first()).toContainText(new RegExp(label, 'i'))
    })
    await expect(frame).toHaveCount(0)
  })
}
