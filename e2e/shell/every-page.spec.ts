import type { Page } from '@playwright/test'
import { pageGroups } from '@/components/shell/pages'
import { smallTargets } from '../support/targets'
import { expect, test } from '../support/test'

const OTHERS = [
  '/errors?view=rows',
  '/alerts?view=storms',
  '/webhooks?view=causes',
  '/records/leads',
  '/login',
]
const lists = pageGroups.flatMap((group) => group.pages.map(({ href }) => href))

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

/** Waits until nothing on the page is still on its way. */
function settle(page: Page) {
  return page.waitForFunction(() =>
    [...document.querySelectorAll('.skeleton, [aria-busy=true]')].every(
      (element) => !element.checkVisibility(),
    ),
  )
}

test('no page scrolls sideways on a phone, and a finger hits everything on it', async ({ admin }) => {
  test.slow()
  const wrong: string[] = []
  async function look(path: string) {
    await admin.goto(path)
    await settle(admin)
    const beside = await admin.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (beside > 0) wrong.push(`${path}: ${beside} px beside the screen`)
    for (const target of await smallTargets(admin)) wrong.push(`${path}: ${target}`)
  }
  for (const path of [...lists, ...OTHERS]) {
    await look(path)
    const rows = admin.locator('tr[data-row]:not([data-row*=":"]) a.row-link')
    const detail = (await rows.count()) > 0 ? await rows.first().getAttribute('href') : null
    if (detail?.startsWith('/')) await look(detail)
  }
  expect(wrong).toEqual([])
})
