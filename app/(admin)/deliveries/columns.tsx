import { createColumnHelper } from '@tanstack/react-table'
import { CustomerCell } from '@/components/data-table/customer-cell'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { RelativeTime } from '@/components/ui/relative-time'
import { DeliveryLine } from './delivery-state'
import { NextTry } from './next-try'
import type { DeliveryRow } from './queries'

const column = createColumnHelper<Features, DeliveryRow>()

/** The columns of /deliveries. */
export const deliveryColumns = column.columns([
  column.accessor('event_type', {
    header: 'Event',
    meta: { width: '150px', phone: 'title' },
    cell: ({ row }) => (
      <RowLink id={row.original.id}>
        <span className="font-medium">{row.original.event_type ?? 'Unnamed event'}</span>
      </RowLink>
    ),
  }),
  column.accessor('business_name', {
    header: 'Customer',
    meta: { width: '190px', from: 'wide', phone: 'meta' },
    cell: ({ row }) => <CustomerCell {...row.original} />,
  }),
  column.accessor('host', {
    header: 'Sent to',
    meta: { width: '220px', from: 'medium' },
    cell: ({ row }) => (
      <span className="truncate text-fg-2" title={row.original.webhook_name ?? undefined}>
        {row.original.host ?? 'A webhook that is gone'}
      </span>
    ),
  }),
  column.accessor('state', {
    header: 'Result',
    meta: { phone: 'body' },
    cell: ({ row }) => <DeliveryLine row={row.original} />,
  }),
  column.accessor('attempts', {
    header: 'Attempts',
    meta: { width: '84px', align: 'end', from: 'medium' },
    cell: ({ row }) => `${row.original.attempts} of ${row.original.max_retries + 1}`,
  }),
  column.accessor('next_retry_at', {
    header: 'Next try',
    meta: { width: '88px', align: 'end', from: 'wide' },
    cell: ({ row }) =>
      row.original.next_retry_at && row.original.state === 'waiting' ? (
        <NextTry at={row.original.next_retry_at} />
      ) : (
        '—'
      ),
  }),
  column.accessor('created_at', {
    header: 'Age',
    meta: { width: '84px', align: 'end', phone: 'value', sort: 'created_at' },
    cell: ({ row }) => <RelativeTime at={row.original.created_at} />,
  }),
])
