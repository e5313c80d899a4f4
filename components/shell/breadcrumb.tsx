'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { findPage } from './pages'

/** Where in the console this is. */
export function Breadcrumb() {
  const pathname = usePathname()
  const found = findPage(pathname)
  if (!found) return null
  const isDetail = found.page.href !== '/' && pathname !== found.page.href
  const steps = [found.group.label, found.page.label].filter((step) => step !== null)
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex items-center gap-1.5 whitespace-nowrap text-fg-3">
        {steps.map((step, i) => {
          const last = i === steps.length - 1
          return (
            <li
              key={step}
              className={last ? 'flex items-center gap-1.5' : 'flex items-center gap-1.5 max-sm:hidden'}
            >
              {i > 0 ? <ChevronRight aria-hidden className="size-3 text-fg-mute max-sm:hidden" /> : null}
              {last && isDetail ? (
                <Link href={found.page.href} className="hover:text-fg">
                  {step}
                </Link>
              ) : (
                <span className={last ? 'font-medium text-fg max-sm:text-base' : undefined}>{step}</span>
              )}
            </li>
          )
        })}
        {isDetail ? (
          <li className="flex items-center gap-1.5">
            <ChevronRight aria-hidden className="size-3 text-fg-mute" />
            <span className="font-medium text-fg">Details</span>
          </li>
        ) : null}
      </ol>
    </nav>
  )
}
