import { instant } from '@next/playwright'
import { pageGroups } from '@/components/shell/pages'
import { expect, test } from '../support/test'

const pages = pageGroups.flatMap((group) => group.pages)

test('every page of the navigation shows its frame before any data arrives', async ({ admin }) => {
  await admin.goto('/errors')
  await expect(admin.getByRole('table', { name: 'errors' })).toBeVisible()
  for (const { href, label } of pages.filter((page) => page.href !== '/errors')) {
    const link = admin.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: label })
    await instant(admin, async () => {
      await link.click()
      await expect(admin).toHaveURL(href)
      await expect(link).toHaveAttribute('aria-current', 'page')
      await expect(admin.locator('[aria-busy=true]').filter({ visible: true }).first()).toContainText(label)
    })
    await expect(admin.locator('main > [aria-busy=true]').filter({ visible: true })).toHaveCount(0)
  }
})
