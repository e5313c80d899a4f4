import Link from 'next/link'
import { AgeClock } from '@/components/ui/age-clock'
import { formatAge } from '@/lib/format'
import { TARGET_SECONDS } from '@/lib/targets'
import { oldestPending } from './queries'

/** How long the oldest pending webhook has waited, against the target. */
export async function OldestPending() {
  const oldest = await oldestPending()
  return (
    <div className="flex h-full flex-col">
      <p className="text-xs text-fg-2">Oldest pending</p>
      {oldest ? (
        <Link
          href={`/webhooks/${oldest.id}`}
          scroll={false}
          className="mt-1 rounded-sm text-lg font-medium hover:underline max-sm:text-md"
        >
          <AgeClock since={oldest.since} targetSeconds={TARGET_SECONDS.webhooks} />
        </Link>
      ) : (
        <p className="mt-1 text-lg font-medium max-sm:text-md">None waits</p>
      )}
      <p className="mt-auto truncate pb-1 text-xs text-fg-3">
        {oldest ? <span className="max-sm:sr-only">{oldest.label}, </span> : null}target{' '}
        {formatAge(TARGET_SECONDS.webhooks)}
      </p>
    </div>
  )
}
