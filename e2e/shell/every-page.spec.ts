import type { Page } from '@playwright/test'
import { casesOf, grid } from '../support/grid'
import { kindOfPage, lists, VIEWS } from '../support/paths'
import { settle } from '../support/settled'
import { MOST_SHIFT, readShifts, watchShifts } from '../support/shifts'
import { smallTargets } from '../support/targets'
import { expect, test } from '../support/test'

const PATHS = [...lists, ...VIEWS, '/login']

/** Loads every page and one detail of each kind. @param inspect says what is wrong with the one that is shown. */
async function sweep(page: Page, inspect: () => Promise<string[]>, paths = PATHS) {
  const wrong: string[] = []
  async function look(path: string) {
    await page.goto(path)
    await settle(page)
    const { total, moved } = await readShifts(page)
    if (total > MOST_SHIFT) wrong.push(`${path}: moved by ${total.toFixed(3)}: ${moved.join(', ')}`)
    wrong.push(...(await inspect()).map((what) => `${path}: ${what}`))
  }
  await watchShifts(page)
  for (const path of paths) {
    await look(path)
    const rows = page.locator('tr[data-row]:not([data-row*=":"]) a.row-link')
    const detail = (await rows.count()) > 0 ? await rows.first().getAttribute('href') : null
    if (detail?.startsWith('/')) await look(detail)
  }
  return wrong
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('no page moves while it loads or scrolls sideways, and a finger hits everything', async ({
    admin,
  }) => {
    test.slow()
    const wrong = await sweep(admin, async () => {
      const overflow = await admin.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      return [
        ...(overflow > 0 ? [`${overflow} px wider than the screen`] : []),
        ...(await smallTargets(admin)),
      ]
    })
    expect(wrong).toEqual([])
  })
})

/** The phone's sweep has every page; a wide screen is looked at with a list of each group of pages. */
test('no page moves while it loads on a wide screen', grid, async ({ admin }) => {
  test.slow()
  const paths = casesOf(PATHS, kindOfPage)
  expect(await sweep(admin, async () => [], paths)).toEqual([])
})
