'use client'

import { CalendarDays, Check } from 'lucide-react'
import { buttonClass } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { Period } from '@/lib/list-params'
import { useListUrl } from './list-url'

const labels: Record<Period, string> = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  all: 'Any time',
}

/** How far back the list looks. */
export function PeriodFilter({ value }: { value: Period }) {
  const { change } = useListUrl()
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className={`${buttonClass()} h-[26px]! max-sm:h-11! flex-none`}>
          <CalendarDays aria-hidden className="size-3.5 text-fg-3" />
          {labels[value]}
        </button>
      }
    >
      {(Object.keys(labels) as Period[]).map((period) => (
        <MenuItem key={period} onClick={() => change({ period: period === 'all' ? null : period })}>
          <Check aria-hidden className={value === period ? 'size-3.5' : 'size-3.5 opacity-0'} />
          {labels[period]}
        </MenuItem>
      ))}
    </Menu>
  )
}
