'use client'

import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/lib/format/format'
import { ICONS } from '@/lib/icons'
import type { Page } from '@/lib/pages'
import { useCurrentPage, usePages } from './pages'
import { usePulse } from './pulse'
import { SilentMark } from './silent-mark'

const CAP = 10_000

function Count({ page }: { page: Page }) {
  const { pulse } = usePulse()
  if (!page.count || !pulse) return null
  const count = pulse[page.count]
  const alarming = page.alarming ? pulse[page.alarming] > 0 : false
  return (
    <span
      translate="no"
      className={classNames(
        'ml-auto text-[11.5px] leading-4',
        alarming ? 'font-medium text-critical-text' : 'text-fg-3 group-aria-[current=page]:text-fg-2',
      )}
    >
      {count >= CAP ? `${formatCount(CAP)}+` : formatCount(count)}
      {alarming ? <span className="sr-only">, some critical</span> : null}
    </span>
  )
}

/**
 * Prefetches the pages that people work from all day. Prefetching all of them with every document would cost more than
 * the document, so the others are fetched when their link is pointed at or focused.
 */
function PageLink({ page, current, children }: { page: Page; current: boolean; children: ReactNode }) {
  const [wanted, setWanted] = useState(page.href === '/' || page.count !== undefined)
  return (
    <Link
      href={page.href}
      prefetch={wanted ? null : false}
      onPointerEnter={() => setWanted(true)}
      onFocus={() => setWanted(true)}
      aria-current={current ? 'page' : undefined}
      className="group flex h-7 items-center gap-2.5 rounded-md px-2 font-[450] text-fg-2 hover:bg-active/60 aria-[current=page]:bg-active aria-[current=page]:font-medium aria-[current=page]:text-fg"
    >
      {children}
    </Link>
  )
}

/** The links of the side bar, grouped by what people do, each with its live count. */
export function Navigation() {
  const groups = usePages()
  const current = useCurrentPage()?.page.href
  return (
    <nav aria-label="Pages" className="flex flex-col gap-3.5">
      {groups.map((group) => (
        <div key={group.label ?? 'top'}>
          {group.label ? <p className="mb-1 px-2 text-2xs font-medium text-fg-3">{group.label}</p> : null}
          <ul className="flex flex-col gap-px">
            {group.pages.map((page) => {
              const Icon = ICONS[page.icon]
              return (
                <li key={page.href}>
                  <PageLink page={page} current={current === page.href}>
                    <Icon
                      aria-hidden
                      className="size-[15px] flex-none stroke-[1.6] text-fg-3 group-aria-[current=page]:text-fg"
                    />
                    {page.label}
                    <SilentMark page={page} />
                    <Count page={page} />
                  </PageLink>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </nav>
  )
}
