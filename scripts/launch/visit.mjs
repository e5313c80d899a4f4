import { chromium } from '@playwright/test'
import { findChromium } from './browser.mjs'

/** Where the dashboard runs that is looked at. */
export const site = process.env.SITE_URL ?? 'http://localhost:3000'

export async function openBrowser() {
  return chromium.launch({
    executablePath: await findChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
}

/**
 * Signs in as an admin of the sample data.
 * @param atTheDoor what to do while the sign-in page is open.
 * @returns a page on the overview.
 */
export async function signIn(context, atTheDoor = async () => undefined) {
  const page = await context.newPage()
  await page.goto(`${site}/login`)
  await atTheDoor(page)
  await page.getByLabel('E-mail').fill('admin@kryonex.test')
  await page.getByLabel('Password').fill('kryonex-demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${site}/`)
  return page
}
