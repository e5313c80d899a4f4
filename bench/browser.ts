import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { findChromium } from '../scripts/launch/browser.mjs'
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

/** What a key does to a list's first row; what asks in a dialog first has its button, and a choice where there is one. */
type Action = { path: string; name: string; key: string; button?: string; choice?: string }

const ACTIONS: Record<string, Action[]> = {
  '/errors': [
    { path: '/errors?sort=events&order=asc', name: 'resolve a group', key: 'e', button: 'Resolve' },
    { path: '/errors?view=rows', name: 'resolve', key: 'e', button: 'Resolve' },
  ],
  '/alerts': [{ path: '/alerts', name: 'acknowledge', key: 'a' }],
  '/churn': [{ path: '/churn', name: 'resolve', key: 'e', button: 'Resolve', choice: 'Saved' }],
  '/webhooks': [{ path: '/webhooks?state=failed', name: 'requeue', key: 'r', button: 'Requeue' }],
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
      const times = await timeAction(page, action).catch((error: Error) => {
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

declare global {
  interface Window {
    firstRow: () => string | undefined
    rowsAt?: number
    told: () => string
    /** Waits, at most until that time of the page. @returns when it was so. */
    until: (holds: () => boolean, most?: number) => Promise<number>
  }
}

/** Runs in the browser before the page's own scripts: looks at every frame. */
function watchRows() {
  window.firstRow = () =>
    [...document.querySelectorAll<HTMLElement>('tr[data-row]')].find((row) => row.checkVisibility())?.dataset
      .row
  window.told = () =>
    [...document.querySelectorAll('[role=region][aria-label=Notifications] p')]
      .map((note) => note.textContent)
      .join('\n')
  window.until = (holds, most = Number.POSITIVE_INFINITY) =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (holds()) resolve(performance.now())
        else if (performance.now() > most) reject(new Error('It did not come.'))
        else requestAnimationFrame(look)
      }
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
        return (
          (await window.until(() => ![undefined, before].includes(window.firstRow()), started + 10_000)) -
          started
        )
      }),
    )
  }
  return times
}

async function timeAction(page: Page, { key, button, choice }: Action) {
  const times: number[] = []
  for (let i = 0; i < TRIES; i++) {
    await settle(page)
    await focusFirstRow(page)
    if (button) {
      await page.keyboard.press(key)
      // What tells of an outcome is a dialog as well.
      const dialog = page.getByRole('dialog').filter({ has: page.getByRole('textbox') })
      if (choice) await dialog.getByRole('radio', { name: choice }).check()
      await dialog.getByRole('textbox').fill('Measured by the bench')
      const confirm = dialog.getByRole('button', { name: button })
      // Some wait for what a preview says.
      await confirm.click({ trial: true })
      times.push(await confirm.evaluate(timeConfirmation, undefined))
      await dialog.waitFor({ state: 'hidden' })
    } else {
      times.push(await page.locator('tr[data-row]:focus').evaluate(timeConfirmation, key))
    }
    await undo(page)
  }
  return times
}

/** Rows are on screen a moment before their keys work. */
async function focusFirstRow(page: Page) {
  const row = page.locator('tr[data-row]:focus')
  for (let i = 0; i < 50; i++) {
    await page.keyboard.press('k')
    if (await row.waitFor({ timeout: 100 }).then(succeeded, failed)) return
  }
  throw new Error('No row takes the focus.')
}

/** Runs in the browser: presses a button, or a row's key. @returns after how many milliseconds the outcome was told. */
async function timeConfirmation(element: HTMLElement | SVGElement, key: string | undefined) {
  const started = performance.now()
  if (key) element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  else (element as HTMLElement).click()
  return (await window.until(() => window.told() !== '', started + 10_000)) - started
}

/** Takes back what was done, where that can be done, so that the next time finds what this one found. */
async function undo(page: Page) {
  const done = await page.evaluate(() => window.told())
  await page.keyboard.press('u')
  await page
    .waitForFunction((before) => !['', before].includes(window.told()), done, { timeout: 2000 })
    .catch(failed)
  // Left there, it would be taken for the next one's outcome.
  await page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('[aria-label=Dismiss]')) button.click()
  })
  await page.waitForFunction(() => window.told() === '', undefined, { timeout: 10_000 })
}

const succeeded = () => true
const failed = () => false

/** Panels that are still on their way would be measured along. */
async function settle(page: Page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.skeleton, [aria-busy=true]')].every(
      (element) => !element.checkVisibility(),
    ),
  )
}
