import type { Page } from '@playwright/test'
import { settle } from './browser-page'

/** What a key does to a list's first row; what asks in a dialog first has its button, and a choice where there is one. */
export type Action = { path: string; name: string; key: string; button?: string; choice?: string }

/** What is done on which page. */
export const ACTIONS: Record<string, Action[]> = {
  '/errors': [
    { path: '/errors?sort=events&order=asc', name: 'resolve a group', key: 'e', button: 'Resolve' },
    { path: '/errors?view=rows', name: 'resolve', key: 'e', button: 'Resolve' },
  ],
  '/alerts': [{ path: '/alerts', name: 'acknowledge', key: 'a' }],
  '/churn': [{ path: '/churn', name: 'resolve', key: 'e', button: 'Resolve', choice: 'Saved' }],
  '/webhooks': [{ path: '/webhooks?state=failed', name: 'requeue', key: 'r', button: 'Requeue' }],
}

/** Does it again and again to the first row, and takes it back. @returns the milliseconds until each was confirmed. */
export async function timeAction(page: Page, tries: number, { key, button, choice }: Action) {
  const times: number[] = []
  for (let i = 0; i < tries; i++) {
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

/** Runs in the browser: presses a button, or a row's key. @returns the milliseconds until its outcome was shown. */
async function timeConfirmation(element: HTMLElement | SVGElement, key: string | undefined) {
  const started = performance.now()
  if (key) element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
  else (element as HTMLElement).click()
  return (await window.until(() => window.notices() !== '', started + 10_000)) - started
}

/** Takes back what was done, where that can be done, so that the next time finds what this one found. */
async function undo(page: Page) {
  const done = await page.evaluate(() => window.notices())
  await page.keyboard.press('u')
  await page
    .waitForFunction((before) => !['', before].includes(window.notices()), done, { timeout: 2000 })
    .catch(failed)
  // Left there, it would be taken for the next one's outcome.
  await page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('[aria-label=Dismiss]')) button.click()
  })
  await page.waitForFunction(() => window.notices() === '', undefined, { timeout: 10_000 })
}

const succeeded = () => true
const failed = () => false
