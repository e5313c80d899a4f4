'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { ColumnLayout } from './features'
import { cellClass } from './layout-classes'
import { useListUrl } from './list-url'
import { ResizeHandle } from './resize-handle'

/** A column's header; where the list can be ordered by it, a link that does so or turns the order around. */
export function HeaderCell({
  layout,
  sort,
  name,
  width,
  onResize,
  children,
}: {
  layout: ColumnLayout | undefined
  sort: { by: string; descending: boolean } | undefined
  /** What the column is called. */
  name: string
  /** How wide somebody made it. */
  width: number | undefined
  onResize: (width: number) => void
  children: ReactNode
}) {
  const { hrefWith } = useListUrl()
  const active = sort && layout?.sort === sort.by
  const descending = active ? !sort.descending : layout?.sortFirst !== 'asc'
  const Arrow = sort?.descending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-label={name}
      style={{ width: width ?? layout?.width }}
      aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : undefined}
      className={cellClass(layout)}
    >
      {layout?.sort ? (
        <Link
          href={hrefWith({ sort: layout.sort, order: descending ? 'desc' : 'asc' })}
          scroll={false}
          className={
            active ? 'inline-flex items-center gap-1 font-medium text-fg' : 'inline-flex gap-1 hover:text-fg'
          }
        >
          {children}
          {active ? <Arrow aria-hidden className="size-3" /> : null}
        </Link>
      ) : (
        children
      )}
      <ResizeHandle name={name} width={width} onResize={onResize} />
    </th>
  )
}
