import { createColumnHelper } from '@tanstack/react-table'
import Link from 'next/link'
import { CustomerCell } from '@/components/data-table/customer-cell'
import type { Features } from '@/components/data-table/features'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatDuration } from '@/lib/format/format'
import type { MissingEventRow } from './queries'

const column = createColumnHelper<Features, MissingEventRow>()

/** Where the row stands that the other side does not know. */
function rowOf({ entity, id, user_id }: MissingEventRow): string {
  if (entity === 'webhook_queue') return `/webhooks/${id}?state=all`
  return user_id ? `/records/${entity}?user_id=${user_id}` : `/records/${entity}`
}

function Missing({ row }: { row: MissingEventRow }) {
  const inQueue = row.missing_in === 'queue'
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Badge tone={inQueue ? 'warning' : 'critical'}>{inQueue ? 'Never queued' : 'Not billed'}</Badge>
      <span className="truncate text-fg-2">known by {row.known_by}</span>
    </span>
  )
}

/** The columns of /missing-events. */
export const missingEventColumns = column.columns([
  column.accessor('reference', {
    header: 'Event',
    meta: { width: '230px', phone: 'title' },
    cell: ({ row: { original: row } }) => (
      <Link href={rowOf(row)} prefetch={false} className="row-link outline-offset-0">
        <span className="font-medium">{row.kind === 'call' ? 'Call' : 'Message'}</span>{' '}
        <span className="font-mono text-xs text-fg-2" title={row.reference}>
          {row.reference}
        </span>
      </Link>
    ),
  }),
  column.accessor('business_name', {
    header: 'Customer',
    meta: { width: '200px', from: 'medium', phone: 'meta' },
    cell: ({ row }) => <CustomerCell {...row.original} />,
  }),
  column.accessor('phone_number', {
    header: 'Phone',
    meta: { width: '136px', from: 'wide' },
    cell: ({ row }) => <span className="text-fg-2">{row.original.phone_number ?? '—'}</span>,
  }),
  column.accessor('missing_in', {
    header: 'Missing',
    meta: { phone: 'body' },
    cell: ({ row }) => <Missing row={row.original} />,
  }),
  column.accessor('seconds', {
    header: 'Length',
    meta: { width: '84px', align: 'end', from: 'wide' },
    cell: ({ row }) => (row.original.seconds === null ? '—' : formatDuration(row.original.seconds)),
  }),
  column.accessor('happened_at', {
    header: 'Age',
    meta: { width: '84px', align: 'end', phone: 'value', sort: 'happened_at' },
    cell: ({ row }) => <RelativeTime at={row.original.happened_at} />,
  }),
])
