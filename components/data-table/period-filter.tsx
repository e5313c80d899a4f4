'use client'

import { CalendarDays, Check, X } from 'lucide-react'
import { buttonClass } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { useZone } from '@/components/ui/zone'
import { formatExact } from '@/lib/format/format'
import type { Period } from '@/lib/lists/params'
import { parseSpan } from '@/lib/lists/span'
import { useListUrl } from './list-url'

const labels: Record<Period, string> = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  all: 'Any time',
}

const ALL: readonly Period[] = ['all', '1h', '24h', '7d', '30d', '90d']

type Props = {
  value: Period
  /** The periods to choose from, where a list does not look back as far as others. The first is the default. */
  periods?: readonly Period[]
}

/** How far back the list looks. */
export function PeriodFilter({ value, periods = ALL }: Props) {
  const { change, query } = useListUrl()
  const { zone } = useZone()
  const span = parseSpan(new URLSearchParams(query).get('span') ?? '')
  if (span) {
    const [from, to] = span.map((moment) => formatExact(moment, zone))
    return (
      <span className="inline-flex h-[26px] flex-none items-center overflow-hidden rounded-md border border-line-strong bg-raised text-xs whitespace-nowrap max-sm:h-[46px]">
        <span className="px-2">
          {from} <span className="text-fg-2">to</span> {to}
        </span>
        <button
          type="button"
          aria-label={labels[periods[0] ?? 'all']}
          onClick={() => change({ span: null })}
          className="grid h-full w-6 place-items-center border-l border-line text-fg-3 hover:text-fg max-sm:w-11"
        >
          <X aria-hidden className="size-3" />
        </button>
      </span>
    )
  }
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className={`${buttonClass()} h-[26px]! max-sm:h-[46px]! flex-none`}>
          <CalendarDays aria-hidden className="size-3.5 text-fg-3" />
          {labels[value]}
        </button>
      }
    >
      {(Object.keys(labels) as Period[])
        .filter((period) => periods.includes(period))
        .map((period) => (
          <MenuItem key={period} onClick={() => change({ period: period === periods[0] ? null : period })}>
            <Check aria-hidden className={value === period ? 'size-3.5' : 'size-3.5 opacity-0'} />
            {labels[period]}
          </MenuItem>
        ))}
    </Menu>
  )
}
