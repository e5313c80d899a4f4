'use client'

import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { LEAST_WIDTH, MOST_WIDTH } from '@/lib/lists/table-look'

const STEP = 16
const within = (width: number) => Math.round(Math.min(Math.max(width, LEAST_WIDTH), MOST_WIDTH))

/** The edge of a column's header: dragged, or moved with the arrow keys, it makes the column wider or narrower. */
export function ResizeHandle({
  name,
  width,
  onResize,
}: {
  name: string
  /** The user's width; undefined while the column has its own. */
  width: number | undefined
  onResize: (width: number) => void
}) {
  /** What the keys asked for last: the next press goes on from there, though the column may not be as wide yet. */
  const asked = useRef<number>(undefined)

  function forget() {
    asked.current = undefined
  }

  function drag(event: PointerEvent<HTMLElement>) {
    event.preventDefault()
    forget()
    const handle = event.currentTarget
    const from = event.clientX - (handle.closest('th')?.offsetWidth ?? 0)
    const stopped = new AbortController()
    const listen = { signal: stopped.signal }
    handle.setPointerCapture(event.pointerId)
    handle.addEventListener(
      'pointermove',
      (moved) => onResize(within((moved as globalThis.PointerEvent).clientX - from)),
      listen,
    )
    handle.addEventListener('pointerup', () => stopped.abort(), listen)
    handle.addEventListener('pointercancel', () => stopped.abort(), listen)
  }

  function press(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key]
    if (!step) return
    event.preventDefault()
    const from = asked.current ?? event.currentTarget.closest('th')?.offsetWidth ?? 0
    asked.current = within(from + step)
    onResize(asked.current)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved.
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${name}`}
      aria-valuemin={LEAST_WIDTH}
      aria-valuemax={MOST_WIDTH}
      aria-valuenow={width ?? LEAST_WIDTH}
      aria-valuetext={width ? `${width} pixels` : 'as it was'}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={press}
      onBlur={forget}
      className="resize-handle"
    />
  )
}
