import type { PointerEvent } from 'react'

/** Gives a cell that is cut off its whole text as a tooltip, when the pointer comes to it. */
export function showWhole({ target }: PointerEvent<HTMLElement>) {
  const cell = (target as HTMLElement).closest<HTMLElement>('td')
  if (!cell) return
  const cut = [cell, ...cell.querySelectorAll<HTMLElement>('.truncate')].some(
    (element) => element.scrollWidth > element.clientWidth,
  )
  if (cut) cell.title = cell.textContent ?? ''
  else cell.removeAttribute('title')
}
