import type { Page } from '@playwright/test'

/** Waits until nothing on the page is still on its way. */
export function settle(page: Page) {
  return page.waitForFunction(() =>
    [...document.querySelectorAll('.skeleton, [aria-busy=true]')].every(
      (element) => !element.checkVisibility(),
    ),
  )
}
