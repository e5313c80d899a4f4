'use client'

import { type UIEvent, useRef, useState } from 'react'

/** How high a line is, and how many beyond what is seen are drawn. */
export const LINE = 20
const AROUND = 12
const MOST_LINES = 22

/**
 * Which of many lines of one height are drawn: those that are seen and a few around.
 * @param all whether all are drawn, because they differ in height.
 */
export function useVisibleRows(count: number, all: boolean) {
  const [top, setTop] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const lines = Math.min(count, MOST_LINES)
  const first = all ? 0 : Math.max(0, Math.min(Math.floor(top / LINE), count - lines) - AROUND)
  const last = all ? count : Math.min(count, Math.floor(top / LINE) + lines + AROUND)

  /** Scrolls as little as needed for a line to be seen. */
  function show(place: number) {
    const element = box.current
    if (!element) return
    const drawn = all ? element.querySelectorAll<HTMLElement>('[role="treeitem"]')[place] : undefined
    const [at, height] = drawn ? [drawn.offsetTop, drawn.offsetHeight] : [place * LINE, LINE]
    if (at < element.scrollTop) element.scrollTop = at
    else if (at + height > element.scrollTop + element.clientHeight)
      element.scrollTop = at + height - element.clientHeight
  }

  return {
    box,
    first,
    last,
    show,
    height: lines * LINE,
    onScroll: (event: UIEvent<HTMLDivElement>) => setTop(event.currentTarget.scrollTop),
  }
}
