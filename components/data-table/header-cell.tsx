'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { ColumnLayout } from './features'
import { cellClass } from './layout-classes'
import { useListUrl } from './list-url'

/** A column's header; where the list can be ordered by it, a link that does so or turns the order around. */
export function HeaderCell({
  layout,
  sort,
  children,
}: {
  layout: ColumnLayout | undefined
  sort: { by: string; descending: boolean } | undefined
  children: ReactNode
}) {
  const { hrefWith } = useListUrl()
  const active = sort && layout?.sort === sort.by
  const descending = active ? !sort.descending : layout?.sortFirst !== 'asc'
  const Arrow = sort?.descending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      style={{ width: layout?.width }}
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
    </th>
  )
}
