'use client'

import { classNames } from '@/components/ui/class-names'
import { useNow } from '@/components/ui/relative-time'
import { formatAge } from '@/lib/format/format'
import { usePulse } from './pulse'

const FAILURES = { offline: 'Offline', 'signed-out': 'Signed out', unreachable: 'Disconnected' }

/** How old the counts on screen are: green under 10 s, grey until 30 s, then amber; red while they cannot be asked for. Amber with the page's age where it could not be rendered again. */
export function LiveIndicator() {
  const { receivedAt, failure, behindSince } = usePulse()
  const now = useNow()
  const state = failure ? FAILURES[failure] : behindSince ? 'Page not updated' : 'Live'
  const since = failure ? receivedAt : (behindSince ?? receivedAt)
  const age = since === null ? null : Math.max(0, (now - since) / 1000)
  return (
    <span
      translate="no"
      className="inline-flex min-w-[92px] items-center justify-end gap-1.5 text-xs whitespace-nowrap text-fg-2"
    >
      <span
        aria-hidden
        className={classNames(
          'size-[7px] rounded-full forced-color-adjust-none',
          colorOf(failure !== null, behindSince !== null, age),
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

function colorOf(failed: boolean, behind: boolean, age: number | null): string {
  if (failed) return 'bg-critical'
  if (behind) return 'bg-warning'
  if (age === null) return 'bg-fg-mute'
  return age < 10 ? 'bg-ok' : age > 30 ? 'bg-warning' : 'bg-fg-mute'
}
