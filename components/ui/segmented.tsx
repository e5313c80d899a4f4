import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

export type Segment = { href: string; label: ReactNode; current: boolean }

type Props = {
  label: string
  segments: Segment[]
  /** Whether it stands beside other things on a phone; otherwise it has a line of its own there, before them. */
  beside?: boolean
}

/** A few exclusive choices side by side; each is a link, so that the choice lives in the URL. */
export function Segmented({ label, segments, beside = false }: Props) {
  return (
    <nav
      aria-label={label}
      className={classNames(
        'inline-flex flex-none gap-px rounded-md border border-line bg-sunken p-px',
        !beside && 'max-sm:-order-1 max-sm:flex max-sm:w-full max-sm:overflow-x-auto',
      )}
    >
      {segments.map(({ href, label: text, current }) => (
        <Link
          key={href}
          href={href}
          aria-current={current ? 'true' : undefined}
          className={classNames(
            'inline-flex h-6 min-w-[26px] items-center justify-center gap-1.5 rounded-sm border px-2 text-xs whitespace-nowrap max-sm:h-11 max-sm:min-w-11 max-sm:flex-auto max-sm:text-sm',
            current
              ? 'border-line-strong bg-raised font-medium text-fg shadow-soft'
              : 'border-transparent text-fg-2 hover:text-fg',
          )}
        >
          {text}
        </Link>
      ))}
    </nav>
  )
}
