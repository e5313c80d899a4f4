import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Tab = { href: string; label: string; count?: ReactNode; current: boolean }

/** Views of one list side by side; each is a link, so that the choice lives in the URL. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} className="flex h-full items-stretch gap-5 overflow-x-auto max-sm:gap-4">
      {tabs.map(({ href, label: text, count, current }) => (
        <Link
          key={href}
          href={href}
          scroll={false}
          aria-current={current ? 'page' : undefined}
          className={classNames(
            'inline-flex flex-none items-center gap-1.5 border-b-2 whitespace-nowrap outline-offset-[-2px] max-sm:min-w-11',
            current ? 'border-accent font-medium text-fg' : 'border-transparent text-fg-2 hover:text-fg',
          )}
        >
          {text}
          {count !== undefined ? (
            <span translate="no" className="font-normal text-fg-3">
              {count}
            </span>
          ) : null}
        </Link>
      ))}
    </nav>
  )
}
