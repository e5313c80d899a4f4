// npm run screenshots: pictures of every page of a running dashboard, for the documentation.
import { mkdir } from 'node:fs/promises'
import { tsImport } from 'tsx/esm/api'
import { openBrowser, signIn, site } from './launch/visit.mjs'

const folder = 'docs/screenshots'
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

/** Pages that people work from all day, in both sizes and, but for a phone's dark one, themes: name, path, and what to do before the picture. */
const MAIN = [
  ['overview', '/'],
  ['errors', '/errors', openFirstRow],
  ['alerts', '/alerts'],
  ['churn', '/churn'],
  ['webhooks', '/webhooks?state=failed', openFirstRow],
  ['customers', '/customers'],
  ['customer-page', '/customers', openFirstPage],
]

/** Further pictures on a light desktop: other views, and pages that are no list. */
const FURTHER = [
  ['storms', '/alerts?view=storms'],
  ['causes', '/webhooks?view=causes'],
  ['records', '/records'],
  ['record', '/records/leads', openFirstRow],
  ['latency', '/latency'],
]

const { lists } = await tsImport('../app/(admin)/lists.ts', import.meta.url)

/** The lists that people do not work from all day. */
const LISTS = Object.values(lists)
  .filter(({ page, view }) => page && !view && !MAIN.some(([name]) => `/${name}` === page))
  .map(({ page, picture = {} }) => [
    page.slice(1),
    picture.query ? `${page}?${picture.query}` : page,
    picture.opens ? openFirstRow : undefined,
  ])

const OTHERS = [...FURTHER, ...LISTS]

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

await mkdir(folder, { recursive: true })
const browser = await openBrowser()
for (const colorScheme of ['light', 'dark']) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const context = await browser.newContext({ viewport, colorScheme })
    const page = await signIn(context, (door) => door.screenshot({ path: `${folder}/sign-in.png` }))
    const isPlain = size === 'desktop' && colorScheme === 'light'
    const isDarkPhone = size === 'phone' && colorScheme === 'dark'
    const pages = isPlain ? [...MAIN, ...OTHERS] : isDarkPhone ? MAIN.slice(0, 1) : MAIN
    for (const [name, path, prepare] of pages) {
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
console.info(`Pictures of ${MAIN.length + OTHERS.length} pages are in ${folder}.`)
