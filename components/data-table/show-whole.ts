import type { PointerEvent } from 'react'

/**
 * Shows the whole text that is cut off under the pointer, or the exact value of a short one. The link of a row lies over
 * all its cells, so the row carries the title.
 */
export function showWhole({ clientX, clientY }: PointerEvent<HTMLElement>) {
  const under = document.elementsFromPoint(clientX, clientY)
  const cell = under.find((element) => element instanceof HTMLTableCellElement)
  const row = cell?.closest('tr')
  if (!cell || !row) return
  const cut = [cell, ...cell.querySelectorAll<HTMLElement>('.truncate')].some(
    (element) => element.scrollWidth > element.clientWidth,
  )
  const titled = under.find((element) => element !== row && element.getAttribute('title'))
  const whole = cut ? cell.textContent : titled?.getAttribute('title')
  if (whole) row.title = whole
  else row.removeAttribute('title')
}
