'use client'

import { type KeyboardEvent, useState } from 'react'
import type { PayloadNode } from '@/lib/payloads/payload-index'
import type { TreeRow } from './tree-rows'
import type { usePayloadTree } from './use-payload-tree'

/** How many lines a key moves. */
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 }

type Options = {
  tree: ReturnType<typeof usePayloadTree>
  /** Scrolls a line into view. */
  show: (place: number) => void
  onSelect: ((node: PayloadNode) => void) | undefined
}

/** The line of a tree that the keys act on, and what keys and presses do. */
export function useTreeKeys({ tree: { rows, toggle, load }, show, onSelect }: Options) {
  const [active, setActive] = useState(0)

  function select(place: number) {
    setActive(place)
    const row = rows[place]
    if (row?.kind === 'value') onSelect?.(row.node)
  }

  function go(place: number) {
    const at = Math.max(0, Math.min(rows.length - 1, place))
    show(at)
    select(at)
  }

  function open(row: TreeRow | undefined) {
    if (row?.kind === 'more') load(row.parent, row.loaded)
    else if (row) toggle(row.node)
  }

  function onKey(event: KeyboardEvent) {
    const row = rows[active]
    const isOpen = row?.kind === 'value' && row.open
    const step = STEPS[event.key]
    if (event.target !== event.currentTarget || !row) return
    if (step !== undefined) go(active + step)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(rows.length - 1)
    else if (event.key === 'ArrowRight' && isOpen) go(active + 1)
    else if (event.key === 'ArrowLeft' && !isOpen) go(parentPlace(rows, active))
    else if (['ArrowRight', 'ArrowLeft', 'Enter'].includes(event.key)) open(row)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  function press(place: number) {
    select(place)
    open(rows[place])
  }

  return { active, onKey, press }
}

function parentPlace(rows: TreeRow[], place: number): number {
  const row = rows[place]
  const parent = row?.kind === 'value' ? row.node.parent : row?.parent
  const found = rows.findIndex((other) => other.kind === 'value' && other.node.id === parent)
  return found < 0 ? place : found
}
