'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { PayloadNode } from '@/lib/payloads/payload-index'
import { PayloadLine } from './payload-line'
import type { TreeRow } from './tree-rows'
import type { usePayloadTree } from './use-payload-tree'
import { LINE, useVisibleRows } from './use-visible-rows'

/** How many lines a key moves. */
const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 20, PageUp: -20 }

const BOX = 'rounded-md border border-line bg-sunken py-1.5 font-mono text-[11.5px]'

type Props = {
  tree: ReturnType<typeof usePayloadTree>
  /** What screen readers call it. */
  label?: string
  /** Whether long values wrap. All lines are drawn then, so that there must not be too many. */
  wrap?: boolean
  revealed: ReadonlyMap<number, string>
  /** Without it, what is masked cannot be revealed. */
  onReveal?: (node: PayloadNode) => void
  selected?: number | null
  onSelect?: (node: PayloadNode) => void
}

/** The tree of a payload. Only the lines in sight are drawn, unless they wrap; arrow keys move, open and close. */
export function PayloadTree({
  tree,
  label = 'Payload',
  wrap = false,
  revealed,
  onReveal,
  selected,
  onSelect,
}: Props) {
  const { rows, toggle, load, loading, isLazy } = tree
  const { box, first, last, show, height, onScroll } = useVisibleRows(rows.length, wrap)
  const [active, setActive] = useState(0)
  const id = useId()

  function go(place: number) {
    const at = Math.max(0, Math.min(rows.length - 1, place))
    setActive(at)
    show(at)
    const row = rows[at]
    if (row?.kind === 'value') onSelect?.(row.node)
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

  if (rows.length === 0) return <p className={classNames(BOX, 'px-3 text-fg-3')}>empty</p>
  return (
    <div
      ref={box}
      role="tree"
      aria-label={label}
      aria-busy={loading !== null || undefined}
      tabIndex={0}
      aria-activedescendant={active >= first && active < last ? `${id}-${active}` : undefined}
      onKeyDown={onKey}
      onScroll={onScroll}
      style={wrap ? undefined : { height: height + 14 }}
      className={classNames(
        BOX,
        'group/tree relative overflow-auto focus-visible:outline-offset-0',
        wrap && 'max-h-96',
      )}
    >
      <div
        role="presentation"
        className="relative min-w-full"
        style={wrap ? undefined : { height: rows.length * LINE }}
      >
        {rows.slice(first, last).map((row, place) => {
          const at = first + place
          return (
            <PayloadLine
              key={row.kind === 'more' ? `more-${row.parent}` : row.node.id}
              id={`${id}-${at}`}
              row={row}
              top={wrap ? undefined : at * LINE}
              active={at === active}
              selected={selected === undefined ? undefined : row.kind === 'value' && row.node.id === selected}
              canLoad={isLazy}
              revealed={row.kind === 'value' ? revealed.get(row.node.id) : undefined}
              onPress={() => {
                setActive(at)
                if (row.kind === 'value') onSelect?.(row.node)
                open(row)
              }}
              onReveal={onReveal}
            />
          )
        })}
      </div>
    </div>
  )
}

function parentPlace(rows: TreeRow[], place: number): number {
  const row = rows[place]
  const parent = row?.kind === 'value' ? row.node.parent : row?.parent
  const found = rows.findIndex((other) => other.kind === 'value' && other.node.id === parent)
  return found < 0 ? place : found
}
