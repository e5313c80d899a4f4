import { instant } from '@next/playwright'
import { pageGroups } from '@/app/(admin)/pages'
import { insertErrors } from '../errors/errors'
import { further } from '../support/grid'
import { expect, test } from '../support/test'

for (const { label: group, pages } of pageGroups) {
  const title = `a click on a page of ${group ?? 'the top'} shows its frame before any data arrives`
  test(title, group === 'Triage' ? {} : further, async ({ admin }) => {
    const fetched: string[] = []
    admin.on('request', (request) => fetched.push(request.url()))
    const countFetches = (href: string) => fetched.filter((url) => url.includes(`${href}?_rsc`)).length
    await admin.goto(group === 'Triage' ? '/customers' : '/errors')
    await expect(admin.getByText(/^Live · /)).toBeVisible()
    for (const page of pages) {
      const link = admin.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: page.label })
      const frame = admin.locator('main [aria-busy=true]').filter({ visible: true })
      // Pointing at a link fetches its frame before the click.
      await link.hover()
      await expect.poll(() => countFetches(page.href)).toBeGreaterThan(1)
      await instant(admin, async () => {
        await link.click()
        await expect(admin).toHaveURL(page.href)
        await expect(link).toHaveAttribute('aria-current', 'page')
        await expect(frame.first()).toContainText(new RegExp(page.label, 'i'))
      })
      await expect(frame).toHaveCount(0)
    }
  })
}

test('breadcrumb and tab title name the thing that is open, beside its list and alone', async ({
  admin,
  database,
  marker,
}) => {
  const [error] = await insertErrors(database, marker, 1)
  const breadcrumb = admin.getByRole('navigation', { name: 'Breadcrumb' })
  await admin.goto(`/errors?view=rows&type=${marker}`)
  await expect(breadcrumb).toHaveText('TriageErrors')
  await admin.getByRole('row').filter({ hasText: marker }).last().getByRole('link').first().click()
  await expect(breadcrumb).toHaveText(`TriageErrors${marker}`)
  await expect(admin).toHaveTitle(new RegExp(`${marker} · .*Kryonex Ops$`))
  await admin.keyboard.press('Escape')
  await expect(breadcrumb).toHaveText('TriageErrors')
  await expect(admin).toHaveTitle(/^(\(\d+\) )?Errors · Kryonex Ops$/)
  await admin.goto(`/records/error_logs/${error?.id}`)
  await expect(breadcrumb).toHaveText(`PlatformRecordserror_logs${error?.id.slice(0, 8)}`)
  await breadcrumb.getByRole('link', { name: 'error_logs' }).click()
  await expect(breadcrumb).toHaveText('PlatformRecordserror_logs')
})
