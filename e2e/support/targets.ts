import type { Page } from '@playwright/test'

/**
 * @returns what a finger can touch on the page and is smaller than 44 px. Left out: links within a sentence, what is
 *   for those who hear the page, and the lines of a payload, which keep the height of their text.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const SIZE = 43.5
    const touchable = 'a[href], button:not(:disabled), input, select, textarea, summary, [role="button"]'
    const reach = (element: Element) => {
      const box = (element.closest('label') ?? element).getBoundingClientRect()
      const sides = ['::before', '::after'].map((pseudo) => getComputedStyle(element, pseudo))
      const covering = sides.filter(({ content, position }) => content !== 'none' && position === 'absolute')
      const most = (side: 'width' | 'height') =>
        Math.max(box[side], ...covering.map((style) => Number.parseFloat(style[side])))
      return { width: most('width'), height: most('height') }
    }
    const isInSentence = (element: Element) =>
      getComputedStyle(element).display === 'inline' &&
      [...(element.parentElement?.childNodes ?? [])].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim().length > 1,
      )
    const isLeftOut = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      const isHidden = width <= 1 || height <= 1 || element.closest('thead, .sr-only, [role="tree"]') !== null
      return isHidden || getComputedStyle(element).pointerEvents === 'none' || isInSentence(element)
    }
    return [...document.querySelectorAll(touchable)]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter((element) => !isLeftOut(element))
      .map((element) => ({ element, ...reach(element) }))
      .filter(({ width, height }) => width < SIZE || height < SIZE)
      .map(({ element, width, height }) => {
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim()
        return `${name} ${Math.round(width)}×${Math.round(height)}`
      })
  })
}
