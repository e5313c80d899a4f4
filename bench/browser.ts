import { type Browser, type BrowserContext, chromium, type Locator, type Page } from '@playwright/test'
import { findChromium } from '../scripts/launch/browser.mjs'
import type { Session } from './session'
import { deepestPath } from './views'

const TRIES = 7

/** Milliseconds of what somebody sees in Chromium, for one page. */
export type Seen = {
  page: string
  rows?: number[]
  nextPage?: number[]
  action?: { name: string; times: number[] }
}

/** The verb of a row on a list, and what its dialog asks for. */
const ACTIONS: Record<string, { verb: string; submit?: string }> = {
  '/errors': { verb: 'Resolve', submit: 'Resolve' },
  '/alerts': { verb: 'Acknowledge' },
  '/churn': { verb: 'Resolve', submit: 'Resolve' },
  '/webhooks?state=failed': { verb: 'Requeue', submit: 'Requeue' },
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
      return { page: name }
    }
    await page.goto(siteUrl + deepestPath(name))
    const nextPage = await timeNextPage(page)
    const [path, action] = Object.entries(ACTIONS).find(([path]) => path.split('?')[0] === name) ?? []
    if (!path || !action) return { page: name, rows, nextPage }
    await page.goto(siteUrl + path)
    const times = await timeAction(page, action).catch((error: Error) => {
      console.warn(`${name}: ${action.verb} was not measured: ${error.message.split('\n')[0]}`)
      return []
    })
    return { page: name, rows, nextPage, action: { name: action.verb, times } }
  } finally {
    await page.close()
  }
}

declare global {
  interface Window {
    firstRow: () => string | undefined
    rowsAt?: number
    until: (holds: () => boolean) => Promise<number>
  }
}

/** Runs in the browser before the page's own scripts: looks at every frame. */
function watchRows() {
  window.firstRow = () =>
    [...document.querySelectorAll<HTMLElement>('tr[data-row]')].find((row) => row.checkVisibility())?.dataset
      .row
  window.until = (holds) =>
    new Promise((resolve) => {
      const look = () => (holds() ? resolve(performance.now()) : requestAnimationFrame(look))
      look()
    })
  window
    .until(() => window.firstRow() !== undefined)
    .then((at) => {
      window.rowsAt = at
    })
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
        return (await window.until(() => ![undefined, before].includes(window.firstRow()))) - started
      }),
    )
  }
  return times
}

async function timeAction(page: Page, { verb, submit }: { verb: string; submit?: string }) {
  const times: number[] = []
  for (let i = 0; i < TRIES; i++) {
    await settle(page)
    const button = page
      .getByRole('button', { name: new RegExp(`^${verb} `) })
      .filter({ visible: true })
      .first()
    if (submit) {
      await button.click()
      await page.getByRole('dialog').getByRole('textbox').fill('Measured by the bench')
    }
    const confirming = submit ? page.getByRole('dialog').getByRole('button', { name: submit }) : button
    times.push(await timeConfirmation(confirming))
    await page.keyboard.press('u')
    // What it told may be gone by itself; left there, the next one would not be told apart.
    const dismiss = page.getByRole('button', { name: 'Dismiss' }).filter({ visible: true })
    await dismiss
      .first()
      .click({ timeout: 2000 })
      .catch(() => undefined)
  }
  return times
}

async function timeConfirmation(button: Locator) {
  return button.evaluate(async (element: HTMLElement) => {
    const told = () => document.querySelector('[role=region][aria-label=Notifications] p')?.textContent
    const before = told()
    const started = performance.now()
    element.click()
    return (await window.until(() => Boolean(told()) && told() !== before)) - started
  })
}

/** Panels that are still on their way would be measured along. */
async function settle(page: Page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.skeleton, [aria-busy=true]')].every(
      (element) => !element.checkVisibility(),
    ),
  )
}
