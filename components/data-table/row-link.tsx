'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useListUrl } from './list-url'

/** The list of a path that may go on with a row: tables of records have one segment more. */
function listPath(pathname: string): string {
  return pathname
    .split('/')
    .slice(0, pathname.startsWith('/records/') ? 3 : 2)
    .join('/')
}

/** Opens the row's detail beside the list; its area is the whole row. */
export function RowLink({ id, children }: { id: string; children: ReactNode }) {
  const { query } = useListUrl()
  const list = listPath(usePathname())
  return (
    <Link
      href={`${list}/${id}${query ? `?${query}` : ''}`}
      scroll={false}
      prefetch={false}
      className="row-link outline-offset-0"
    >
      {children}
    </Link>
  )
}
