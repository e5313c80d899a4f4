import type { Page } from '@playwright/test'
import { DENSITY_COOKIE } from '@/lib/lists/table-look'
import { expect, test } from '../support/faults'
import { casesOf, further, grid } from '../support/grid'
import { settle } from '../support/settled'
import { forgetShifts, MOST_SHIFT, readShifts, watchShifts } from '../support/shifts'
import { CHOICES, DENSITIES, FILTERS, ORDERS, type Switch } from './switches'

/** Goes through switches one by one. @returns those that moved what stayed on the screen. */
async function pressAll(page: Page, switches: Switch[]) {
  const wrong: string[] = []
  await watchShifts(page)
  for (const { path, name, press, moves = false } of casesOf(switches, ({ kind }) => kind)) {
    await page.goto(path)
    await settle(page)
    await forgetShifts(page)
    const before = page.url()
    await press(page)
    if (moves) await expect(page.locator('html')).toHaveAttribute('data-density', 'compact')
    else await expect(page).not.toHaveURL(before)
    await settle(page)
    const { total, moved } = await readShifts(page, !moves)
    if (total > MOST_SHIFT) wrong.push(`${path}, ${name}: moved by ${total.toFixed(3)}: ${moved.join(', ')}`)
    if (moves) await page.context().clearCookies({ name: DENSITY_COOKIE })
  }
  return wrong
}

/** Long enough that what comes later than half a second after the press is not put down to it. */
const SLOW_MS = 250

test.beforeEach(({ faults }) => {
  test.slow()
  faults.slow(SLOW_MS, '/rest')
})

for (const [what, switches] of Object.entries({ CHOICES, ORDERS, FILTERS, DENSITIES })) {
  const marks = switches === CHOICES || switches === FILTERS ? grid : further
  test(`none of the ${what.toLowerCase()} moves what stays on the screen`, marks, async ({ admin }) => {
    expect(await pressAll(admin, switches)).toEqual([])
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('no choice moves what stays on the screen', further, async ({ admin }) => {
    expect(await pressAll(admin, CHOICES)).toEqual([])
  })

  test('no filter moves what stays on the screen', grid, async ({ admin }) => {
    expect(await pressAll(admin, FILTERS)).toEqual([])
  })
})
