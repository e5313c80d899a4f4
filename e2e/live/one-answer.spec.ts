import type { Page } from '@playwright/test'
import { further } from '../support/grid'
import { noticesOf } from '../support/screen'
import { expect, test } from '../support/test'

/** How long a page may take to refresh by itself, which it does every 20 seconds at most. */
const BY_ITSELF = { timeout: 40_000 }

type Pair = { navigation: number | null; page: number | null; aged: boolean }

/** Notes every moment in which the page and the navigation show two numbers for one thing, and the page does not say its age. */
async function watchNumbers(page: Page, link: string, shownBy: string) {
  await page.evaluate(
    ([link, shownBy]) => {
      const numberOf = (text?: string | null) => {
        const digits = text?.replaceAll(',', '').match(/\d+/)?.[0]
        return digits === undefined ? null : Number(digits)
      }
      // Pages that were left stay in the document, hidden.
      const seenAt = (selector: string) =>
        [...document.querySelectorAll(selector)].find((element) => element.checkVisibility())
      const read = (): Pair => {
        const header = seenAt('#content h1 + p')
        return {
          navigation: numberOf(seenAt(`nav a[href="${link}"] span`)?.textContent),
          page: location.pathname === link ? numberOf(seenAt(shownBy)?.textContent) : null,
          aged: / ago$/.test(header?.textContent?.trim() ?? ''),
        }
      }
      const seen: Pair[] = []
      const note = () => {
        const pair = read()
        const last = seen.at(-1)
        if (pair.navigation === null) return
        if (JSON.stringify(pair) !== JSON.stringify(last)) seen.push(pair)
      }
      note()
      new MutationObserver(note).observe(document.body, {
        childList: true,
        subtree: true,
        characterData: true,
      })
      Object.assign(window, { numbersSeen: seen })
    },
    [link, shownBy] as const,
  )
  return () => page.evaluate(() => (window as unknown as { numbersSeen: Pair[] }).numbersSeen)
}

const disagreeing = (seen: Pair[]) =>
  seen.filter(({ navigation, page, aged }) => page !== null && navigation !== page && !aged)
const latest = async (seen: () => Promise<Pair[]>) => (await seen()).at(-1)

test('a list and the navigation show one number, or the list says how old its own is', async ({
  admin,
  database,
  marker,
}) => {
  await admin.goto('/alerts')
  await expect(admin.getByText(/^Live · /)).toBeVisible()
  const seen = await watchNumbers(admin, '/alerts', '#content h1 + p')
  await expect.poll(async () => (await seen()).length).toBeGreaterThan(0)
  const [before] = await seen()
  await database.insert(
    'ops_alerts',
    Array.from({ length: 30 }, () => ({ alert_type: marker, severity: 'info', message: marker })),
  )
  await expect
    .poll(async () => (await latest(seen))?.navigation)
    .toBeGreaterThanOrEqual((before?.page ?? 0) + 20)
  await expect
    .poll(async () => (await latest(seen))?.page, BY_ITSELF)
    .toBeGreaterThanOrEqual((before?.page ?? 0) + 20)
  expect(disagreeing(await seen())).toEqual([])
  expect((await seen()).some(({ aged }) => aged)).toBe(true)
})

test('after an act the navigation follows the list at once', async ({ admin, database, marker }) => {
  await database.insert('ops_alerts', { alert_type: marker, severity: 'critical', message: marker })
  await admin.goto('/alerts?sort=created_at')
  await expect(admin.getByText(/^Live · /)).toBeVisible()
  const seen = await watchNumbers(admin, '/alerts', '#content h1 + p')
  const row = admin.getByRole('row').filter({ hasText: marker }).first()
  await row.getByRole('button', { name: `Acknowledge ${marker}` }).click()
  await expect(noticesOf(admin).getByText('1 alert acknowledged')).toBeVisible()
  await expect
    .poll(async () => {
      const pair = await latest(seen)
      return pair && pair.navigation === pair.page
    })
    .toBe(true)
  expect(disagreeing(await seen())).toEqual([])
})

test(
  'a list that Back brings again is no older than it says',
  further,
  async ({ admin, database, marker }) => {
    await admin.goto('/alerts')
    await expect(admin.getByText(/^Live · /)).toBeVisible()
    const seen = await watchNumbers(admin, '/alerts', '#content h1 + p')
    const pages = admin.getByRole('navigation', { name: 'Pages' }).first()
    await pages.getByRole('link', { name: /^Sessions/ }).click()
    await expect(admin).toHaveURL('/sessions')
    const before = await latest(seen)
    await database.insert(
      'ops_alerts',
      Array.from({ length: 30 }, () => ({ alert_type: marker, severity: 'info', message: marker })),
    )
    await expect
      .poll(async () => (await latest(seen))?.navigation)
      .toBeGreaterThanOrEqual((before?.navigation ?? 0) + 20)
    await admin.goBack()
    await expect(admin).toHaveURL('/alerts')
    await expect
      .poll(async () => (await latest(seen))?.page, BY_ITSELF)
      .toBeGreaterThanOrEqual((before?.navigation ?? 0) + 20)
    expect(disagreeing(await seen())).toEqual([])
  },
)
