import { createColumnHelper } from '@tanstack/react-table'
import { CustomerCell } from '@/components/data-table/customer-cell'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { colleague } from '@/lib/format/format'
import type { ErrorRow } from './queries'

const column = createColumnHelper<Features, ErrorRow>()

/** The columns of /errors. */
export const errorColumns = column.columns([
  column.accessor('error_type', {
    header: 'Type',
    meta: { width: '190px', phone: 'title', sort: 'error_type' },
    cell: ({ row }) => (
      <RowLink id={row.original.id}>
        <span className="font-medium">{row.original.error_type}</span>
      </RowLink>
    ),
  }),
  column.accessor('message', {
    header: 'Message',
    meta: { phone: 'body' },
    cell: ({ row }) => (
      <span className="text-fg-2">
        <Written>{row.original.message ?? ''}</Written>
      </span>
    ),
  }),
  column.accessor('endpoint', {
    header: 'Endpoint',
    meta: { width: '150px', from: 'wide', phone: 'end' },
    cell: ({ row }) => <span className="text-fg-2">{row.original.endpoint ?? '—'}</span>,
  }),
  column.accessor('business_name', {
    header: 'Customer',
    meta: { width: '200px', from: 'medium', phone: 'meta' },
    cell: ({ row }) => <CustomerCell {...row.original} />,
  }),
  column.accessor('resolved_at', {
    header: 'State',
    meta: { width: '130px', from: 'wide' },
    cell: ({ row: { original: error } }) =>
      error.resolved_at ? (
        <Badge tone="ok">
          Resolved{error.resolved_by_email ? ` by ${colleague(error.resolved_by_email)}` : ''}
        </Badge>
      ) : (
        <Badge tone="critical">Unresolved</Badge>
      ),
  }),
  column.accessor('created_at', {
    header: 'Seen',
    meta: { width: '72px', align: 'end', phone: 'value', sort: 'created_at' },
    cell: ({ row }) => <RelativeTime at={row.original.created_at} />,
  }),
])
