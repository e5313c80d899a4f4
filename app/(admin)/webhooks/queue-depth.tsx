import Link from 'next/link'
import { TrendLine } from '@/components/charts/trend-line'
import { LiveCount } from '@/components/shell/live-count'
import { AgeClock } from '@/components/ui/age-clock'
import { formatAge, formatCount } from '@/lib/format/format'
import { TARGET_SECONDS } from '@/lib/lists/targets'
import type { WebhooksQuery } from './list'
import { countPending, oldestPending, queueDepth } from './queries'

const TARGET = TARGET_SECONDS.webhooks

/** How deep the queue was at most in every stretch of time, and how long the oldest had waited, against the target. */
export async function QueueDepth({ query }: { query: WebhooksQuery }) {
  const [{ stretches, recordedSince, label }, oldest, pending] = await Promise.all([
    queueDepth(query),
    oldestPending(),
    countPending(),
  ])
  const deepest = Math.max(...stretches.map(({ deepest }) => deepest), 0)
  const longest = Math.max(...stretches.map(({ longest_seconds }) => longest_seconds), 0)
  return (
    <div className="grid h-[127px] grid-cols-2 max-sm:h-[95px]">
      <div className="flex min-w-0 flex-col border-r border-line px-4 pt-2 pb-1">
        <p className="flex items-baseline justify-between gap-2 text-xs text-fg-2">
          <span className="truncate">
            Backlog depth<span className="max-sm:sr-only"> {label}</span>
          </span>
          <span className="text-md font-medium text-fg">
            <LiveCount name="pending_webhooks" initial={pending.matches} />
          </span>
        </p>
        <TrendLine
          label={`Backlog depth ${label}`}
          top={`peak ${formatCount(deepest)}`}
          recordedSince={recordedSince}
          points={stretches.map(({ since, until, deepest }) => ({
            since,
            until,
            value: deepest,
            words: `${formatCount(deepest)} at most`,
          }))}
        />
      </div>
      <div className="flex min-w-0 flex-col px-4 pt-2 pb-1">
        <p className="flex items-baseline justify-between gap-2 text-xs text-fg-2">
          <span className="truncate">
            Oldest<span className="max-sm:sr-only"> pending, target {formatAge(TARGET)}</span>
          </span>
          {oldest ? (
            <Link
              href={`/webhooks/${oldest.id}`}
              scroll={false}
              className="touch z-[1] rounded-sm text-md font-medium hover:underline"
            >
              <AgeClock since={oldest.since} targetSeconds={TARGET} />
            </Link>
          ) : (
            <span className="text-md font-medium text-fg">None pending</span>
          )}
        </p>
        {oldest ? <p className="sr-only">The oldest is {oldest.label}.</p> : null}
        <TrendLine
          label={`Age of the oldest ${label}`}
          top={`longest ${formatAge(longest)}`}
          target={TARGET}
          recordedSince={recordedSince}
          points={stretches.map(({ since, until, longest_seconds: seconds }) => ({
            since,
            until,
            value: seconds,
            words: `${formatAge(seconds)} at most`,
          }))}
        />
      </div>
    </div>
  )
}
