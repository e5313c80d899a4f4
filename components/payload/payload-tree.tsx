'use client'

import { useId } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { PayloadNode } from '@/lib/payloads/payload-index'
import { PayloadLine } from './payload-line'
import type { usePayloadTree } from './use-payload-tree'
import { useTreeKeys } from './use-tree-keys'
import { LINE, useVisibleRows } from './use-visible-rows'

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
  const { rows, loading, isLazy } = tree
  const { box, first, last, show, height, onScroll } = useVisibleRows(rows.length, wrap)
  const { active, onKey, press } = useTreeKeys({ tree, show, onSelect })
  const id = useId()
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
              onPress={() => press(at)}
              onReveal={onReveal}
            />
          )
        })}
      </div>
    </div>
  )
}
