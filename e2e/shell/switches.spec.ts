import type { Page } from '@playwright/test'
import { expect, test } from '../support/faults'
import { settle } from '../support/settled'
import { forgetShifts, MOST_SHIFT, readShifts, watchShifts } from '../support/shifts'

type Switch = { path: string; press: string | RegExp; of: 'State' | 'View' | 'Severity' | 'header' }

const SWITCHES: Switch[] = [
  { path: '/errors', of: 'State', press: 'All' },
  { path: '/errors', of: 'State', press: 'Regressed' },
  { path: '/errors', of: 'View', press: 'Errors' },
  { path: '/alerts', of: 'View', press: 'Storms grouped' },
  { path: '/alerts?view=storms', of: 'View', press: 'Each alert' },
  { path: '/alerts', of: 'State', press: 'All' },
  { path: '/churn', of: 'Severity', press: /high/i },
  { path: '/churn', of: 'State', press: 'All' },
  { path: '/webhooks', of: 'View', press: 'Causes' },
  { path: '/webhooks', of: 'State', press: /^Failed/ },
]
const ORDERS: Switch[] = [
  { path: '/errors', of: 'header', press: 'Events' },
  { path: '/alerts', of: 'header', press: 'Age' },
  { path: '/customers', of: 'header', press: 'Health' },
]

function link(page: Page, { of, press }: Switch) {
  const within = of === 'header' ? page.locator('thead') : page.getByRole('navigation', { name: of })
  return within.getByRole('link', { name: press }).filter({ visible: true })
}

/** Goes through switches one by one. @returns those that moved what stayed on the screen. */
async function press(page: Page, switches: Switch[]) {
  const wrong: string[] = []
  await watchShifts(page)
  for (const each of switches) {
    await page.goto(each.path)
    await settle(page)
    await forgetShifts(page)
    const before = page.url()
    await link(page, each).click()
    await expect(page).not.toHaveURL(before)
    await settle(page)
    const { total, moved } = await readShifts(page, true)
    if (total > MOST_SHIFT)
      wrong.push(`${each.path}, ${each.press}: moved by ${total.toFixed(3)}: ${moved.join(', ')}`)
  }
  return wrong
}

/** Long enough that what comes later than half a second after the press is not put down to it. */
const SLOW_MS = 250

test('no switch and no order moves what stays on the screen', async ({ admin, faults }) => {
  test.slow()
  faults.slow(SLOW_MS, '/rest')
  expect(await press(admin, [...SWITCHES, ...ORDERS])).toEqual([])
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('no switch moves what stays on the screen', async ({ admin, faults }) => {
    test.slow()
    faults.slow(SLOW_MS, '/rest')
    expect(await press(admin, SWITCHES)).toEqual([])
  })
})
