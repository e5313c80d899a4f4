'use client'

import type { Page } from '@/lib/pages'
import { usePulse } from './pulse'

/** Marks a page whose rows should have come and have not. */
export function SilentMark({ page, className = '' }: { page: Page; className?: string }) {
  const { pulse } = usePulse()
  const silence = pulse?.silences?.find(({ what }) => what === page.silence)
  if (silence?.state !== 'silent') return null
  return (
    <span
      title="Less comes than usual, or nothing"
      className={`rounded-sm bg-critical-tint px-1 text-[10.5px] leading-4 font-medium text-critical-text ${className}`}
    >
      silent
    </span>
  )
}
