'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { SelfLink } from '@/components/detail/standalone'
import { buttonClass } from '@/components/ui/button'
import type { Cursor } from '@/lib/lists/params'
import { useListUrl } from './list-url'

export type PageEdges = { before: Cursor | null; after: Cursor | null }

/** Links to the previous and the next page. */
export function Pager({ before, after }: PageEdges) {
  const { hrefWith } = useListUrl()
  if (!before && !after) return null
  return (
    <nav aria-label="Pages of the list" className="flex items-center gap-1">
      <Step
        cursor={before}
        href={(at) => hrefWith({ before: at })}
        label="Previous page"
        icon={ChevronLeft}
      />
      <Step cursor={after} href={(at) => hrefWith({ after: at })} label="Next page" icon={ChevronRight} />
    </nav>
  )
}

function Step(props: {
  cursor: Cursor | null
  href: (at: string) => string
  label: string
  icon: typeof ChevronLeft
}) {
  const { cursor, href, label, icon: Icon } = props
  const icon = <Icon aria-hidden className="size-4" />
  if (!cursor) {
    return (
      <span
        aria-hidden
        className={`${buttonClass({ variant: 'ghost', size: 'small', icon: true })} opacity-40`}
      >
        {icon}
      </span>
    )
  }
  return (
    <SelfLink
      href={href(`${cursor[0]}~${cursor[1]}`)}
      aria-label={label}
      title={label}
      className={buttonClass({ variant: 'ghost', size: 'small', icon: true })}
      prefetch={false}
    >
      {icon}
    </SelfLink>
  )
}
