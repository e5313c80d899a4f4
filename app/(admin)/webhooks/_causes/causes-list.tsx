import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { EmptyState } from '@/components/ui/states'
import { formatCount, formatQuantity } from '@/lib/format/format'
import { RefreshWhile } from '../refresh-while'
import { CauseActs } from './cause-acts'
import type { Cause } from './queries'

/** How many of a cause there are; the database counts to 10,000. */
const counted = (count: number) => (count > 10_000 ? '10,000+' : formatCount(count))

function Since({ cause }: { cause: Cause }) {
  const parts = [
    cause.waiting > 0 ? `${counted(cause.waiting)} requeued and waiting` : null,
    cause.processed_since > 0 ? `${counted(cause.processed_since)} processed since they were requeued` : null,
  ].filter(Boolean)
  if (parts.length === 0) return null
  return (
    <Link
      href={`/webhooks?state=all&cause=${cause.cause}`}
      className="touch text-accent-text hover:underline"
    >
      {parts.join(', ')}
    </Link>
  )
}

/** Why webhooks fail: each cause as one row to open, requeue or skip as one. */
export async function CausesList({ causes: asked }: { causes: Promise<Cause[]> }) {
  const causes = await asked
  if (causes.length === 0) {
    return (
      <EmptyState icon={CircleCheck} title="No failures">
        Failures with the same cause are grouped here until they are requeued or skipped.
      </EmptyState>
    )
  }
  return (
    <>
      <RefreshWhile active={causes.some(({ waiting }) => waiting > 0)} />
      <ul aria-label="Causes" className="min-h-0 flex-1 overflow-y-auto">
        {causes.map((cause) => (
          <li
            key={cause.cause}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2.5"
          >
            <div className="min-w-0 flex-1 basis-72">
              <p className="truncate max-sm:py-3.5">
                <Link
                  href={`/webhooks?state=${cause.failed > 0 ? 'failed' : 'all'}&cause=${cause.cause}`}
                  className="font-medium hover:underline max-sm:py-3.5"
                >
                  {cause.failed > 0
                    ? `${counted(cause.failed)} ${cause.event_type} failed`
                    : cause.event_type}
                </Link>
                <span className="text-fg-2">: {cause.pattern || 'no error was recorded'}</span>
              </p>
              <p className="flex flex-wrap gap-x-3 text-xs text-fg-3">
                {cause.failed > 0 ? (
                  <>
                    <span>{formatQuantity(cause.customers, 'customer')}</span>
                    <span>
                      oldest <RelativeTime at={cause.oldest} style="long" />
                    </span>
                  </>
                ) : null}
                <span>
                  newest{' '}
                  <Link href={`/webhooks/${cause.newest_id}`} className="touch hover:underline">
                    <RelativeTime at={cause.newest} style="long" />
                  </Link>
                </span>
                <Since cause={cause} />
              </p>
            </div>
            {cause.failed > 0 ? <CauseActs filter={cause.filter} /> : null}
          </li>
        ))}
      </ul>
    </>
  )
}
