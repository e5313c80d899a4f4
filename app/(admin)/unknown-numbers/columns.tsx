import { createColumnHelper } from '@tanstack/react-table'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { RelativeTime } from '@/components/ui/relative-time'
import type { UnknownNumberRow } from './queries'
import { Resolution } from './resolution'
import { UnknownNumberRowActions } from './row-actions'

const column = createColumnHelper<Features, UnknownNumberRow>()

/** The columns of /unknown-numbers. */
export const unknownNumberColumns = column.columns([
  column.accessor('phone_number', {
    header: 'Number',
    meta: { width: '170px', phone: 'title' },
    cell: ({ row }) => (
      <RowLink id={row.original.id}>
        <span className="font-medium">{row.original.phone_number ?? 'No number'}</span>
      </RowLink>
    ),
  }),
  column.accessor('event_type', {
    header: 'Event',
    meta: { width: '150px', from: 'medium', phone: 'meta' },
    cell: ({ row }) => row.original.event_type ?? '—',
  }),
  column.accessor('state', {
    header: 'State',
    meta: { phone: 'body' },
    cell: ({ row }) => <Resolution row={row.original} />,
  }),
  column.accessor('received_at', {
    header: 'Age',
    meta: { width: '84px', align: 'end', phone: 'value', sort: 'received_at' },
    cell: ({ row }) => <RelativeTime at={row.original.received_at} />,
  }),
  column.display({
    id: 'verb',
    header: () => <span className="sr-only">Actions</span>,
    meta: { width: '132px', align: 'end', phone: 'verb' },
    cell: ({ row }) => <UnknownNumberRowActions row={row.original} />,
  }),
])
