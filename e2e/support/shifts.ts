import type { Page } from '@playwright/test'

/** The most that what was drawn may move while a page loads, by the measure of Cumulative Layout Shift. */
export const MOST_SHIFT = 0.02

type Watching = typeof globalThis & { shifts: { observer: PerformanceObserver; entries: Shift[] } }
type Shift = PerformanceEntry & {
  value: number
  hadRecentInput: boolean
  sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[]
}

/** Has every document that the page loads from now on note what moves in it. */
export function watchShifts(page: Page) {
  return page.addInitScript(() => {
    const entries: Shift[] = []
    const observer = new PerformanceObserver((list) => entries.push(...(list.getEntries() as Shift[])))
    observer.observe({ type: 'layout-shift', buffered: true })
    Object.assign(globalThis, { shifts: { observer, entries } })
  })
}

/** Starts counting from here: shifts while the page loaded are left out. */
export function forgetShifts(page: Page) {
  return page.evaluate(() => {
    const { observer, entries } = (globalThis as Watching).shifts
    observer.takeRecords()
    entries.length = 0
  })
}

/**
 * @param answers whether what follows an input at once counts too, as it does where nothing should move for the input.
 * @returns how much has moved in the document, and what did.
 */
export function readShifts(page: Page, answers = false): Promise<{ total: number; moved: string[] }> {
  return page.evaluate(async (answers) => {
    const { observer, entries } = (globalThis as Watching).shifts
    // What has just been laid out is measured when it is painted.
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    const all = [...entries, ...(observer.takeRecords() as Shift[])].filter(
      (entry) => answers || !entry.hadRecentInput,
    )
    const moved = all
      .flatMap(({ sources }) => sources)
      .map(({ node, previousRect, currentRect }) => {
        const text = (node?.textContent ?? '').trim().slice(0, 30)
        return `"${text}" from ${Math.round(previousRect.y)} to ${Math.round(currentRect.y)}`
      })
    return { total: all.reduce((sum, { value }) => sum + value, 0), moved }
  }, answers)
}
