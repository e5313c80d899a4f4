'use client'

import { MenuIcon } from 'lucide-react'
import Link from 'next/link'
import { Menu, MenuLink } from '@/components/ui/menu'
import { ICONS } from '@/lib/icons'
import type { Page } from '@/lib/pages'
import { useCurrentPage, usePages } from './pages'
import { usePulse } from './pulse'
import { SilentMark } from './silent-mark'

const first = ['/', '/errors', '/alerts', '/webhooks']
const tab =
  'relative flex flex-1 flex-col items-center justify-center gap-1 text-[11px] text-fg-2 aria-[current=page]:font-medium aria-[current=page]:text-accent-text'

function PageIcon({ page, className }: { page: Page; className: string }) {
  const Icon = ICONS[page.icon]
  return <Icon aria-hidden className={className} />
}

function CriticalCount({ page }: { page: Page }) {
  const { pulse } = usePulse()
  const count = page.alarming && pulse ? pulse[page.alarming] : 0
  if (count === 0) return null
  return (
    <span className="absolute top-1.5 left-1/2 ml-1 min-w-4 rounded-full bg-critical px-1 text-center text-[10px] leading-4 font-semibold text-on-critical">
      {count}
      <span className="sr-only"> critical</span>
    </span>
  )
}

/** The phone's navigation, within reach of a thumb. */
export function TabBar() {
  const pages = usePages().flatMap((group) => group.pages)
  const inBar = pages.filter((page) => first.includes(page.href))
  const inMenu = pages.filter((page) => !first.includes(page.href))
  const current = useCurrentPage()?.page.href
  const currentInMenu = inMenu.some((page) => page.href === current)
  return (
    <nav
      aria-label="Pages"
      className="flex h-16 flex-none items-stretch border-t border-line bg-surface sm:hidden"
    >
      {inBar.map((page) => (
        <Link
          key={page.href}
          href={page.href}
          aria-current={current === page.href ? 'page' : undefined}
          className={tab}
        >
          <PageIcon page={page} className="size-5 stroke-[1.6]" />
          {page.label}
          <CriticalCount page={page} />
          <SilentMark page={page} className="absolute top-1 left-1/2 ml-1" />
        </Link>
      ))}
      <Menu
        align="end"
        trigger={
          <button type="button" aria-current={currentInMenu ? 'page' : undefined} className={tab}>
            <MenuIcon aria-hidden className="size-5 stroke-[1.6]" />
            More
          </button>
        }
      >
        {inMenu.map((page) => (
          <MenuLink key={page.href} render={<Link href={page.href} />}>
            <PageIcon page={page} className="size-4 stroke-[1.6] text-fg-3" />
            {page.label}
            <SilentMark page={page} className="ml-auto" />
          </MenuLink>
        ))}
      </Menu>
    </nav>
  )
}
