import { createColumnHelper } from '@tanstack/react-table'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { Sparkline } from '@/components/ui/sparkline'
import { formatCount } from '@/lib/format/format'
import { Change } from './change'
import { formatLatency, shareOf } from './labels'
import type { EndpointRow } from './queries'

const column = createColumnHelper<Features, EndpointRow>()

/** The columns of /latency. */
export const latencyColumns = column.columns([
  column.accessor('endpoint', {
    header: 'Endpoint',
    meta: { phone: 'title', sort: 'endpoint', sortFirst: 'asc' },
    cell: ({ row: { original: row } }) => (
      <RowLink id={row.id}>
        <span className="font-mono text-[12px]">
          <span className="text-fg-3">{row.method ?? 'any'}</span> {row.endpoint}
        </span>
      </RowLink>
    ),
  }),
  column.accessor('trend', {
    header: 'p95 over time',
    meta: { width: '116px', from: 'wide' },
    cell: ({ row }) => <Sparkline values={row.original.trend} className="h-6 w-24" />,
  }),
  column.accessor('p50', {
    header: 'p50',
    meta: { width: '78px', align: 'end', from: 'medium', sort: 'p50' },
    cell: ({ row }) => formatLatency(row.original.p50),
  }),
  column.accessor('p95', {
    header: 'p95',
    meta: { width: '78px', align: 'end', phone: 'value', sort: 'p95' },
    cell: ({ row }) => <span className="font-medium">{formatLatency(row.original.p95)}</span>,
  }),
  column.accessor('p99', {
    header: 'p99',
    meta: { width: '78px', align: 'end', from: 'medium', sort: 'p99' },
    cell: ({ row }) => formatLatency(row.original.p99),
  }),
  column.display({
    id: 'change',
    header: 'p95 change',
    meta: { width: '92px', align: 'end', phone: 'meta', sort: 'change' },
    cell: ({ row }) => <Change now={row.original.p95} before={row.original.previous_p95} />,
  }),
  column.accessor('slow', {
    header: 'Slow',
    meta: { width: '72px', align: 'end', from: 'medium', sort: 'slow' },
    cell: ({ row: { original: row } }) => (
      <span title={`${formatCount(row.slow)} of ${formatCount(row.requests)}`}>
        {shareOf(row.slow, row.requests)}
      </span>
    ),
  }),
  column.accessor('requests', {
    header: 'Requests',
    meta: { width: '88px', align: 'end', phone: 'body', sort: 'requests' },
    cell: ({ row }) => (
      <span className="text-fg-2">
        {formatCount(row.original.requests)}
        <span className="hidden @max-[700px]/list:inline"> requests</span>
      </span>
    ),
  }),
])
