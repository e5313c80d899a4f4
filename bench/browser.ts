import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { findChromium } from '../scripts/launch/browser.mjs'
import { ACTIONS, timeAction } from './browser-acts'
import { settle, watchRows } from './browser-page'
import type { Session } from './session'
import { deepestPath } from './views'

const TRIES = 7

/** Milliseconds of what somebody sees in Chromium, for one page. */
export type Seen = {
  page: string
  rows?: number[]
  nextPage?: number[]
  actions: { name: string; times: number[] }[]
}

/** Opens pages as a browser does and looks when their rows are to be seen. */
export async function measureBrowser(siteUrl: string, session: Session, pages: string[]): Promise<Seen[]> {
  const browser = await launch()
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    // What compiles this file names functions through a helper, which no page has.
    await context.addInitScript('globalThis.__name = (named) => named')
    const url = new URL(siteUrl)
    await context.addCookies(
      session.cookies.map(({ name, value }) => ({
        name,
        value,
        domain: url.hostname,
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
      })),
    )
    const seen: Seen[] = []
    for (const page of pages) seen.push(await measurePage(context, siteUrl, page))
    return seen
  } finally {
    await browser.close()
  }
}

async function launch(): Promise<Browser> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath: await findChromium(), args: ['--disable-gpu', ...sandbox] })
}

async function measurePage(context: BrowserContext, siteUrl: string, name: string): Promise<Seen> {
  const page = await context.newPage()
  try {
    await page.addInitScript(watchRows)
    const rows = await timeRows(page, siteUrl + name)
    if (!rows) {
      console.warn(`${name}: no rows were seen.`)
      return { page: name, actions: [] }
    }
    await page.goto(siteUrl + deepestPath(name))
    const nextPage = await timeNextPage(page)
    const actions: Seen['actions'] = []
    for (const action of ACTIONS[name] ?? []) {
      await page.goto(siteUrl + action.path)
      const times = await timeAction(page, TRIES, action).catch((error: Error) => {
        console.warn(`${name}: ${action.name} was not measured: ${error.message.split('\n')[0]}`)
        return []
      })
      actions.push({ name: action.name, times })
    }
    return { page: name, rows, nextPage, actions }
  } finally {
    await page.close()
  }
}

/** @returns how long each load took until rows were there; nothing for a page without rows. */
async function timeRows(page: Page, url: string) {
  const times: number[] = []
  for (let i = 0; i <= TRIES; i++) {
    await page.goto(url)
    const found = await page
      .waitForFunction(() => window.rowsAt, undefined, { timeout: 10_000 })
      .catch(() => undefined)
    if (!found) return undefined
    if (i > 0) times.push((await found.jsonValue()) as number)
  }
  return times
}

async function timeNextPage(page: Page) {
  const times: number[] = []
  for (let i = 0; i < TRIES; i++) {
    const next = page.getByRole('link', { name: 'Next page' })
    if (!(await next.isVisible().catch(() => false))) break
    await settle(page)
    times.push(
      await next.evaluate(async (link: HTMLElement) => {
        const before = window.firstRow()
        const started = performance.now()
        link.click()
        return (
          (await window.until(() => ![undefined, before].includes(window.firstRow()), started + 10_000)) -
          started
        )
      }),
    )
  }
  return times
}
