import { createColumnHelper } from '@tanstack/react-table'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import { ExactTime } from '@/components/ui/zone'
import { formatCount } from '@/lib/format/format'
import { runDuration, starterOf, statusOf } from './labels'
import type { RunRow } from './queries'

const column = createColumnHelper<Features, RunRow>()

function Checked({ run }: { run: RunRow }) {
  const { status, records_checked: checked, customers_total: total } = run
  return (
    <>
      {formatCount(checked)}
      {total !== null && status !== 'completed' ? (
        <span className="text-fg-3"> of {formatCount(total)}</span>
      ) : null}
    </>
  )
}

/** The columns of /reconciliation. */
export const runColumns = column.columns([
  column.accessor('started_at', {
    header: 'Started',
    meta: { width: '196px', phone: 'title' },
    cell: ({ row }) => (
      <RowLink id={row.original.id}>
        <span className="font-medium">
          <ExactTime at={row.original.started_at} />
        </span>
      </RowLink>
    ),
  }),
  column.accessor('run_type', {
    header: 'By',
    meta: { width: '150px', from: 'medium', phone: 'meta' },
    cell: ({ row }) => starterOf(row.original),
  }),
  column.accessor('status', {
    header: 'Status',
    meta: { phone: 'body' },
    cell: ({ row: { original: run } }) => {
      const { word, tone } = statusOf(run)
      return (
        <span className="flex min-w-0 items-center gap-2">
          <Badge tone={tone}>{word}</Badge>
          {run.failure ? (
            <span className="truncate text-fg-2" title={run.failure}>
              {run.failure}
            </span>
          ) : null}
        </span>
      )
    },
  }),
  column.accessor('seconds', {
    header: 'Duration',
    meta: { width: '84px', align: 'end', from: 'wide' },
    cell: ({ row }) => runDuration(row.original.seconds),
  }),
  column.accessor('records_checked', {
    header: 'Checked',
    meta: { width: '104px', align: 'end', from: 'medium' },
    cell: ({ row }) => <Checked run={row.original} />,
  }),
  column.accessor('discrepancies_found', {
    header: 'Found',
    meta: { width: '66px', align: 'end', phone: 'value' },
    cell: ({ row: { original: run } }) =>
      run.status === 'failed' && run.discrepancies_found === 0 ? '—' : formatCount(run.discrepancies_found),
  }),
  column.display({
    id: 'age',
    header: 'Age',
    meta: { width: '84px', align: 'end', phone: 'end' },
    cell: ({ row }) => <RelativeTime at={row.original.started_at} />,
  }),
])
