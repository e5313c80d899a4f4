// npm run screenshots: pictures of every page of a running dashboard, for the documentation.
import { mkdir } from 'node:fs/promises'
import { chromium } from '@playwright/test'
import { findChromium } from './launch/browser.mjs'

const site = process.env.SITE_URL ?? 'http://localhost:3000'
const folder = 'docs/screenshots'
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

/** A page's name, its path, and what to do before the picture. */
const PAGES = [
  ['overview', '/'],
  ['errors', '/errors', openFirstRow],
  ['alerts', '/alerts'],
  ['churn', '/churn'],
  ['customers', '/customers'],
  ['customer', '/customers', openFirstRow],
  ['customer-page', '/customers', openFirstPage],
  ['usage', '/usage'],
  ['agents', '/agents'],
  ['webhooks', '/webhooks?state=failed', openFirstRow],
  ['records', '/records'],
  ['record', '/records/leads', openFirstRow],
  ['reconciliation', '/reconciliation', openFirstRow],
  ['missing-events', '/missing-events'],
  ['unknown-numbers', '/unknown-numbers', openFirstRow],
  ['deliveries', '/deliveries', openFirstRow],
  ['latency', '/latency', openFirstRow],
  ['sessions', '/sessions?state=odd', openFirstRow],
  ['audit', '/audit', openFirstRow],
]

async function openFirstRow(page, size) {
  if (size === 'phone') return
  const url = page.url()
  await page.locator('tr[data-row] a').first().click()
  await page.waitForURL((now) => now.href !== url)
}

async function openFirstPage(page) {
  const path = await page.locator('tr[data-row] a').first().getAttribute('href')
  await page.goto(site + path)
}

/** Waits until nothing on the page is still on its way. */
async function settle(page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.skeleton, [aria-busy=true]')].every(
      (element) => !element.checkVisibility(),
    ),
  )
  await page.waitForLoadState('networkidle').catch(() => undefined)
}

async function signIn(context) {
  const page = await context.newPage()
  await page.goto(`${site}/login`)
  await page.screenshot({ path: `${folder}/sign-in.png` })
  await page.getByLabel('E-mail').fill('admin@kryonex.test')
  await page.getByLabel('Password').fill('kryonex-demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${site}/`)
  return page
}

await mkdir(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
for (const colorScheme of ['light', 'dark']) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const context = await browser.newContext({ viewport, colorScheme })
    const page = await signIn(context)
    for (const [name, path, prepare] of PAGES) {
      await page.goto(site + path)
      await settle(page)
      await prepare?.(page, size)
      await settle(page)
      await page.screenshot({ path: `${folder}/${name}-${size}-${colorScheme}.png` })
    }
    await context.close()
  }
}
await browser.close()
console.info(`Pictures of ${PAGES.length} pages are in ${folder}.`)
