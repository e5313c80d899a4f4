'use client'

import { ArrowUp } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { usePulse } from '@/components/shell/pulse'
import { formatFacetCount, plural } from '@/lib/format/format'

const EVERY_MS = 15_000

type Props = { customer: string; newest: [at: string, id: string]; kinds: string[] }

/** Says that something has happened since the newest entry on screen. Nothing moves until it is asked for. */
export function NewerEntries({ customer, newest, kinds }: Props) {
  const router = useRouter()
  const { receivedAt } = usePulse()
  const [count, setCount] = useState(0)
  const [at, id] = newest
  const kind = kinds.join()
  const beat = receivedAt === null ? null : Math.floor(receivedAt / EVERY_MS)

  useEffect(() => {
    if (beat === null) return
    const abort = new AbortController()
    const query = new URLSearchParams({ at, id, kind })
    fetch(`/customers/${customer}/newer?${query}`, { signal: abort.signal, cache: 'no-store' })
      .then(async (answer) => answer.ok && setCount(Number(await answer.json())))
      // A count that did not come is asked for again with the next beat.
      .catch(() => undefined)
    return () => abort.abort()
  }, [customer, at, id, kind, beat])

  return (
    <div role="status">
      {count > 0 ? (
        <button
          type="button"
          onClick={() => router.refresh()}
          className="flex min-h-8 w-full items-center justify-center gap-1.5 border-b border-line bg-accent-tint text-xs font-medium text-accent-text hover:underline max-sm:min-h-11"
        >
          <ArrowUp aria-hidden className="size-3.5" />
          {count >= 100 ? '100 or more' : formatFacetCount(count)} newer {plural(count, 'entry', 'entries')}
        </button>
      ) : null}
    </div>
  )
}
