'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { formatCount } from '@/lib/format/format'

/** Floats over the list while rows are selected: how many, and what can be done to them. */
export function BulkBar({
  count,
  isReading,
  label,
  onClear,
  children,
}: {
  count: number
  /** Whether a row is open beside the list: keys then act on that row. */
  isReading: boolean
  label: string
  onClear: () => void
  children: ReactNode
}) {
  return (
    <div
      role="status"
      aria-live="polite"
      data-reading={isReading || undefined}
      className="pointer-events-none sticky bottom-[calc(var(--foot,0px)+14px)] z-20 flex justify-center data-reading:[&_kbd]:hidden"
    >
      {count > 0 ? (
        <div className="pointer-events-auto flex items-center gap-3 rounded-lg border border-line-strong bg-raised py-2 pr-2 pl-3.5 shadow-float max-sm:max-w-[calc(100vw-1rem)] max-sm:flex-wrap max-sm:gap-2">
          <span translate="no" className="font-medium whitespace-nowrap">
            {formatCount(count)} selected<span className="sr-only"> {label}</span>
          </span>
          <span aria-hidden className="h-4 w-px bg-line-strong" />
          {children}
          <Button variant="ghost" size="small" icon aria-label="Clear the selection" onClick={onClear}>
            <X aria-hidden className="size-3.5" />
          </Button>
        </div>
      ) : null}
    </div>
  )
}
