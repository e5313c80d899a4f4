import type { Page } from '@playwright/test'

declare global {
  interface Window {
    firstRow: () => string | undefined
    rowsAt?: number
    /** The outcomes on screen. */
    notices: () => string
    /** Waits, at most until that time of the page. @returns when it was so. */
    until: (holds: () => boolean, most?: number) => Promise<number>
  }
}

/** Runs in the browser before the page's own scripts: looks at every frame. */
export function watchRows() {
  window.firstRow = () =>
    [...document.querySelectorAll<HTMLElement>('tr[data-row]')].find((row) => row.checkVisibility())?.dataset
      .row
  window.notices = () =>
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

/** Panels that are still on their way would be measured along. */
export async function settle(page: Page) {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.skeleton, [aria-busy=true]')].every(
      (element) => !element.checkVisibility(),
    ),
  )
}
