'use client'

import { type RefObject, useLayoutEffect, useRef } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatFacetCount } from '@/lib/format/format'
import type { Completion } from '@/lib/lists/search-syntax'

/** The completions of a search, under its box. The box keeps the focus and names the active one. */
export default function Completions({
  id,
  anchor,
  completions,
  active,
  onChoose,
}: {
  id: string
  /** What they stand under. */
  anchor: RefObject<HTMLElement | null>
  completions: Completion[]
  active: number
  onChoose: (index: number) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const isOpen = completions.length > 0
  useLayoutEffect(() => {
    const box = anchor.current?.getBoundingClientRect()
    if (!list.current || !box) return
    // In the top layer: the bar around the box scrolls and would cut the list off.
    list.current.style.left = `${box.left}px`
    list.current.style.top = `${box.bottom + 4}px`
    if (isOpen) list.current.showPopover()
    else list.current.hidePopover()
  }, [anchor, isOpen])
  return (
    <div
      ref={list}
      id={`${id}-completions`}
      popover="manual"
      role="listbox"
      aria-label="Completions"
      className="fixed inset-auto m-0 w-80 max-w-[calc(100vw-2rem)] text-fg overflow-hidden rounded-lg border border-line-strong bg-raised p-1 text-[12.5px] shadow-float"
    >
      {completions.map(({ label, matches }, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the box keeps the focus, aria-activedescendant names the option.
        // biome-ignore lint/a11y/useKeyWithClickEvents: the box listens to the keys.
        <div
          key={label}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
          className={classNames(
            'flex min-h-7 cursor-default items-center gap-2 rounded-md px-2 hover:bg-hover max-sm:min-h-11',
            index === active && 'bg-hover',
          )}
        >
          <span className="min-w-0 flex-1 truncate font-mono text-xs">{label}</span>
          {matches !== undefined ? <span className="text-fg-3">{formatFacetCount(matches)}</span> : null}
        </div>
      ))}
    </div>
  )
}
