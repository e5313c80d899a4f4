'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { useDetailName } from './detail-name'
import { useCurrentPage } from './pages'

/** The link one level up; on a phone it is the whole breadcrumb, because the page names what is open. */
const up =
  'touch inline-flex items-center gap-1 hover:text-fg max-sm:text-base max-sm:font-medium max-sm:text-fg'

/** The path from the group of the page to what is open. */
export function Breadcrumb() {
  const pathname = usePathname()
  const found = useCurrentPage()
  const name = useDetailName()
  if (!found) return null
  const { page, group } = found
  const isDetail = page.href !== '/' && pathname !== page.href
  const [, , table, row] = page.href === '/records' ? pathname.split('/') : []
  const steps = [group.label, page.label].filter((step) => step !== null)
  return (
    <nav aria-label="Breadcrumb" className="-m-1 min-w-0 overflow-hidden p-1 max-sm:overflow-visible">
      <ol className="flex min-w-0 items-center gap-1.5 whitespace-nowrap text-fg-3">
        {steps.map((step, i) => {
          const last = i === steps.length - 1
          return (
            <li
              key={step}
              className={
                last && !row ? 'flex items-center gap-1.5' : 'flex items-center gap-1.5 max-sm:hidden'
              }
            >
              {i > 0 ? <ChevronRight aria-hidden className="size-3 text-fg-mute max-sm:hidden" /> : null}
              {last && isDetail ? (
                <Link href={page.href} className={up}>
                  <ChevronLeft aria-hidden className="-ml-1 size-4 sm:hidden" />
                  {step}
                </Link>
              ) : (
                <span className={last ? 'font-medium text-fg max-sm:text-base' : undefined}>{step}</span>
              )}
            </li>
          )
        })}
        {row ? (
          <Further>
            <Link href={`/records/${table}`} className={up}>
              <ChevronLeft aria-hidden className="-ml-1 size-4 sm:hidden" />
              {table}
            </Link>
          </Further>
        ) : null}
        {isDetail ? (
          <Further hiddenOnPhone>
            <span className="max-w-64 truncate font-medium text-fg" title={name ?? undefined}>
              {(table && !row ? table : name) ?? 'Details'}
            </span>
          </Further>
        ) : null}
      </ol>
    </nav>
  )
}

function Further({ hiddenOnPhone = false, children }: { hiddenOnPhone?: boolean; children: ReactNode }) {
  return (
    <li className={`flex min-w-0 items-center gap-1.5 ${hiddenOnPhone ? 'max-sm:sr-only' : ''}`}>
      <ChevronRight aria-hidden className="size-3 flex-none text-fg-mute max-sm:hidden" />
      {children}
    </li>
  )
}
