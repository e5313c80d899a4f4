import Link from 'next/link'
import { TrendLine } from '@/components/charts/trend-line'
import { AgeClock } from '@/components/ui/age-clock'
import { formatAge, formatCount } from '@/lib/format/format'
import { TARGET_SECONDS } from '@/lib/lists/targets'
import type { WebhooksQuery } from './list'
import { oldestPending, queueDepth } from './queries'

const TARGET = TARGET_SECONDS.webhooks

/** How many webhooks waited over time, and how long the oldest of them had, against the target. */
export async function QueueDepth({ query }: { query: WebhooksQuery }) {
  const [{ moments, label }, oldest] = await Promise.all([queueDepth(query), oldestPending()])
  const deepest = Math.max(...moments.map(({ depth }) => depth), 0)
  const longest = Math.max(...moments.map(({ oldest_seconds }) => oldest_seconds), 0)
  return (
    <div className="grid h-[127px] grid-cols-2 max-sm:h-[95px]">
      <div className="flex min-w-0 flex-col border-r border-line px-4 pt-2 pb-1">
        <p className="flex items-baseline justify-between gap-2 text-xs text-fg-2">
          <span className="truncate">
            Backlog depth<span className="max-sm:sr-only"> {label}</span>
          </span>
          <span className="text-md font-medium text-fg">{formatCount(moments.at(-1)?.depth ?? 0)}</span>
        </p>
        <TrendLine
          label={`Backlog depth ${label}`}
          top={formatCount(deepest)}
          points={moments.map(({ at, depth }) => ({
            at,
            value: depth,
            words: `${formatCount(depth)} pending`,
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
          top={formatAge(longest)}
          target={TARGET}
          points={moments.map(({ at, oldest_seconds: seconds }) => ({
            at,
            value: seconds,
            words: formatAge(seconds),
          }))}
        />
      </div>
    </div>
  )
}
