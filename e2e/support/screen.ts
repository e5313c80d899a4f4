import { expect, type Locator, type Page } from '@playwright/test'

/**
 * Where the outcomes of actions are shown. Failures are announced to screen readers a second time
 * elsewhere, so look for their text in here.
 */
export const noticesOf = (page: Page): Locator => page.getByRole('region', { name: 'Notifications' })

/** Opens the palette by its key. A page is on screen a moment before its keys work. */
export async function openPalette(page: Page): Promise<Locator> {
  const palette = page.getByRole('dialog', { name: 'Search or jump to' })
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(palette.getByRole('combobox')).toBeFocused({ timeout: 1000 })
  }).toPass()
  return palette
}

/** Puts the focus on a list's first row by its key. Rows are on screen a moment before their keys work. */
export async function focusFirstRow(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('k')
    await expect(page.locator('tr[data-row]:visible').first()).toBeFocused({ timeout: 500 })
  }).toPass()
}

/** The rows under "Oldest unhandled" on the overview, one per queue that holds any. */
export const oldestUnhandled = (page: Page): Locator =>
  page.getByRole('region', { name: 'Oldest unhandled' }).getByRole('listitem').getByRole('link')
