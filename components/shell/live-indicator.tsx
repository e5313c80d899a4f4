'use client'

import { classNames } from '@/components/ui/class-names'
import { useNow } from '@/components/ui/relative-time'
import { formatAge } from '@/lib/format/format'
import { usePulse } from './pulse'

const FAILURES = { offline: 'Offline', 'signed-out': 'Signed out', unreachable: 'Disconnected' }

/** How old the counts on screen are: green under 10 s, grey until 30 s, then amber; red while they cannot be asked for. */
export function LiveIndicator() {
  const { receivedAt, failure } = usePulse()
  const now = useNow()
  const state = failure ? FAILURES[failure] : 'Live'
  const age = receivedAt === null ? null : Math.max(0, (now - receivedAt) / 1000)
  return (
    <span
      translate="no"
      className="inline-flex min-w-[92px] items-center justify-end gap-1.5 text-xs whitespace-nowrap text-fg-2"
    >
      <span
        aria-hidden
        className={classNames(
          'size-[7px] rounded-full forced-color-adjust-none',
          colorOf(failure !== null, age),
        )}
      />
      <span>
        <span role="status" aria-live="polite">
          {age === null && !failure ? 'Connecting' : state}
        </span>
        {age === null ? null : ` · ${formatAge(age)} ago`}
      </span>
    </span>
  )
}

function colorOf(failed: boolean, age: number | null): string {
  if (failed) return 'bg-critical'
  if (age === null) return 'bg-fg-mute'
  return age < 10 ? 'bg-ok' : age > 30 ? 'bg-warning' : 'bg-fg-mute'
}
