'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useListUrl } from './list-url'

/** Opens the row's detail beside the list; its area is the whole row. */
export function RowLink({ id, children }: { id: string; children: ReactNode }) {
  const { query } = useListUrl()
  const list = `/${usePathname().split('/')[1]}`
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
