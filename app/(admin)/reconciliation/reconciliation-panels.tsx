import Link from 'next/link'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatCount, formatExact } from '@/lib/format/format'
import { viewerZone } from '@/lib/format/viewer-zone'
import { listTrend } from './queries'

/** What the latest run found, and what those before it found, night by night. */
export async function Trend() {
  const [runs, zone] = await Promise.all([listTrend(), viewerZone()])
  const last = runs.at(-1)
  if (!last) return <p className="text-fg-2">No run was completed yet.</p>
  const most = Math.max(1, ...runs.map((run) => run.discrepancies_found))
  return (
    <div className="flex h-full gap-6">
      <div className="flex flex-none flex-col">
        <p className="text-xs text-fg-2">
          Differences, <RelativeTime at={last.started_at} style="long" />
          <span aria-hidden> ago</span>
        </p>
        <Link
          href={`/reconciliation/${last.id}`}
          scroll={false}
          className="touch mt-1 rounded-sm text-lg font-medium hover:underline"
        >
          {formatCount(last.discrepancies_found)}
        </Link>
        <p className="mt-auto pb-1 text-xs text-fg-3">
          among {formatCount(last.records_checked)}
          <span className="max-sm:sr-only"> customers</span>
        </p>
      </div>
      <ol
        aria-label="Differences of the latest runs"
        className="flex min-w-0 flex-1 items-end gap-[3px] pb-1"
      >
        {runs.map((run) => (
          <li key={run.id} className="flex h-full min-w-0 max-w-8 flex-1 flex-col justify-end">
            <span
              title={`${formatExact(run.started_at, zone)}: ${formatCount(run.discrepancies_found)}`}
              className="block min-h-0.5 rounded-t-[2px] bg-(--s1) forced-color-adjust-none"
              style={{ height: `${(run.discrepancies_found / most) * 100}%` }}
            />
            <span className="sr-only">
              {formatExact(run.started_at, zone)}: {formatCount(run.discrepancies_found)}
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
