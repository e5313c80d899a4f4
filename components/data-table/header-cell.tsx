'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { ColumnLayout } from './features'
import { cellClass } from './layout-classes'
import { useListUrl } from './list-url'
import { ResizeHandle } from './resize-handle'

/** A column's header; where the list sorts by it, a link that does so or reverses the order. */
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
  /** The column's name. */
  name: string
  /** The width that the user gave it. */
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
