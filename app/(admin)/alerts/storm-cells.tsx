'use client'

import { ChevronDown, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useListUrl } from '@/components/data-table/list-url'
import { Badge } from '@/components/ui/badge'
import { Written } from '@/components/ui/written'
import { formatCount } from '@/lib/format/format'
import type { ListedAlert } from './queries'

type Props = { row: ListedAlert; storm: NonNullable<ListedAlert['storm']> }

/** A storm's type and how many alerts it has; shows the newest of them below, or folds them away. */
export function StormTitle({ row, storm }: Props) {
  const { hrefWith, query } = useListUrl()
  const shown = (new URLSearchParams(query).get('unfolded') ?? '').split(',').filter(Boolean)
  const ids = shown.map((id) => id.replaceAll('%2C', ','))
  const unfolded = storm.unfolded ? ids.filter((id) => id !== row.id) : [...ids, row.id]
  const Arrow = storm.unfolded ? ChevronDown : ChevronRight
  return (
    <Link
      href={hrefWith({ unfolded })}
      scroll={false}
      prefetch={false}
      aria-expanded={storm.unfolded}
      className="row-link outline-offset-0"
    >
      <span className="-ml-1.5 inline-flex max-w-[calc(100%+6px)] items-center gap-1 align-middle @max-[520px]/list:ml-0 @max-[520px]/list:max-w-full">
        <Arrow aria-hidden className="size-3.5 flex-none text-fg-3" />
        <span className="truncate font-medium">{row.alert_type}</span>
        <Badge>
          <span aria-hidden>×</span>
          <span className="sr-only">storm of </span>
          {formatCount(storm.alerts)}
        </Badge>
      </span>
    </Link>
  )
}

/** What the newest alert of a storm says, the storm's course, and the way to all of it. */
export function StormCourse({ row, storm }: Props) {
  const { hrefWith } = useListUrl()
  const top = Math.max(1, ...storm.heights)
  return (
    <span className="flex items-center gap-3">
      <span className="min-w-0 truncate text-fg-2">
        <Written>{row.message ?? '—'}</Written>
      </span>
      <span aria-hidden className="flex h-4 w-16 flex-none items-end gap-px @max-[700px]/list:hidden">
        {storm.heights.map((height, at) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the bars are a course in time, their place is what they are.
            key={at}
            className="flex-1 bg-warning forced-color-adjust-none"
            style={{ height: `${height > 0 ? Math.max(8, (height / top) * 100) : 0}%` }}
          />
        ))}
      </span>
      {storm.unfolded ? (
        <Link
          href={hrefWith({ view: null, unfolded: [], type: [row.alert_type] })}
          className="above-row flex-none text-accent-text hover:underline"
        >
          Show all of the type
        </Link>
      ) : null}
    </span>
  )
}
