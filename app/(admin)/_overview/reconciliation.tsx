import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { ExactTime } from '@/components/ui/zone'
import {
  formatCount,
  formatDuration,
  formatQuantity,
  formatShare,
  parseTime,
  plainName,
} from '@/lib/format/format'
import { type Discrepancy, type Run, readNow } from './queries'

const MOST = 3

function Outcome({ run }: { run: Run }) {
  if (run.status === 'failed') return <Badge tone="critical">Failed</Badge>
  if (run.status === 'running') return <Badge tone="info">Running</Badge>
  const { discrepancies_found: found } = run
  if (found === 0) return <Badge tone="ok">Everything agrees</Badge>
  return <Badge tone="warning">{formatQuantity(found, 'discrepancy', 'discrepancies')}</Badge>
}

function Summary({ run }: { run: Run }) {
  const { completed_at, started_at, records_checked } = run
  const seconds = completed_at
    ? (parseTime(completed_at).getTime() - parseTime(started_at).getTime()) / 1000
    : null
  return (
    <p className="text-xs text-fg-2">
      {plainName(run.run_type)}, {completed_at ? 'ended' : 'began'}{' '}
      <ExactTime at={completed_at ?? started_at} short />. {formatCount(records_checked)} checked
      {seconds === null ? '' : ` in ${formatDuration(seconds)}`}.
    </p>
  )
}

function differenceOf({ field, counted, in_limits }: Discrepancy): string {
  const difference = Math.abs(in_limits - counted)
  return field.endsWith('_seconds')
    ? `${formatCount(Math.round(difference / 60))} min`
    : `${formatCount(difference)} ${field.replace('_used', '').toUpperCase()}`
}

function colorOf({ status, discrepancies_found }: Run): string {
  if (status === 'failed') return 'bg-critical'
  return status === 'running' ? 'bg-info' : discrepancies_found > 0 ? 'bg-warning' : 'bg-ok'
}

/** Which runs of late agreed, found differences, or failed, oldest first. */
function LastRuns({ runs }: { runs: Run[] }) {
  const count = (color: string) => runs.filter((run) => colorOf(run) === color).length
  return (
    <div className="mt-auto flex items-center justify-between pt-2 text-xs text-fg-2">
      <span>
        Last {runs.length} runs
        <span className="sr-only">
          : {count('bg-ok')} agreed, {count('bg-warning')} found differences, {count('bg-critical')} failed
        </span>
      </span>
      <span aria-hidden className="flex gap-[3px]">
        {runs.toReversed().map((run) => (
          <span
            key={run.id}
            className={classNames('h-3 w-2 rounded-[2px] forced-color-adjust-none', colorOf(run))}
          />
        ))}
      </span>
    </div>
  )
}

/** How the latest comparison of usage came out, and who differs most. */
export async function LatestReconciliation() {
  const { runs, customers } = (await readNow()).reconciliation
  const [latest] = runs
  return (
    <div className="flex flex-1 flex-col px-4 py-3">
      <div className="mb-1 flex items-center justify-between gap-3">
        <h2 className="font-semibold">
          <Link href="/reconciliation" className="touch hover:underline">
            Latest reconciliation
          </Link>
        </h2>
        {latest ? <Outcome run={latest} /> : null}
      </div>
      {latest ? <Summary run={latest} /> : <p className="text-fg-2">Usage was never compared yet.</p>}
      <ul className="mt-1.5">
        {customers.slice(0, MOST).map((row) => (
          <li key={`${row.user_id} ${row.field}`} className="flex h-7 items-center gap-3 max-sm:h-11">
            <Link
              href={`/customers/${row.user_id}`}
              prefetch={false}
              className="min-w-0 flex-1 truncate font-medium hover:underline max-sm:py-3"
            >
              {row.business_name ?? 'Unnamed customer'}
            </Link>
            <span className="text-fg-2">{differenceOf(row)}</span>
            <span className="w-12 text-right font-medium text-warning-text">
              {formatShare(Math.abs(row.in_limits - row.counted) / Math.max(row.counted, 1))}
            </span>
          </li>
        ))}
      </ul>
      {runs.length > 0 ? <LastRuns runs={runs} /> : null}
    </div>
  )
}
