import { createColumnHelper } from '@tanstack/react-table'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { Grade } from '@/components/ui/grade'
import { RelativeTime } from '@/components/ui/relative-time'
import { Sparkline } from '@/components/ui/sparkline'
import { colleague, formatCount } from '@/lib/format/format'
import { GroupImpact } from './group-impact'
import { GroupMarks } from './group-marks'
import { GroupText } from './group-text'
import type { GroupRow } from './queries'

const column = createColumnHelper<Features, GroupRow>()

/** The columns of /errors while it shows groups. */
export const groupColumns = column.columns([
  column.accessor('error_type', {
    header: 'Error',
    meta: { width: '178px', phone: 'title' },
    cell: ({ row: { original: group } }) => (
      <RowLink id={group.id}>
        <span className="font-medium">{group.error_type}</span>
      </RowLink>
    ),
  }),
  column.accessor('message', {
    header: 'Message',
    meta: { phone: 'body' },
    cell: ({ row: { original: group } }) => (
      <span className="flex min-w-0 items-center gap-2 text-fg-2">
        <GroupMarks group={group} />
        <GroupText group={group} />
      </span>
    ),
  }),
  column.accessor('endpoint', {
    header: 'Endpoint',
    meta: { width: '130px', from: 'wide' },
    cell: ({ row }) => <span className="text-fg-2">{row.original.endpoint ?? '—'}</span>,
  }),
  column.accessor('trend', {
    header: 'Trend',
    meta: { width: '84px', from: 'wide', sort: 'trend' },
    cell: ({ row: { original: group } }) => (
      <>
        <Sparkline values={group.sparkline} className="h-5 w-16" />
        <span className="sr-only">
          {formatCount(group.events_day)} in 24 hours, {formatCount(group.events_day_before)} in the 24 before
        </span>
      </>
    ),
  }),
  column.accessor('events', {
    header: 'Events',
    meta: { width: '72px', align: 'end', phone: 'value', sort: 'events' },
    cell: ({ row }) => <span className="font-medium">{formatCount(row.original.events)}</span>,
  }),
  column.accessor('customers', {
    header: 'Customers',
    meta: { width: '150px', from: 'medium', phone: 'meta', sort: 'customers' },
    cell: ({ row: { original: group } }) =>
      group.customers === 0 ? (
        <span className="text-fg-3">Platform</span>
      ) : (
        <span className="flex min-w-0 items-center gap-2">
          {group.worst_grade ? <Grade grade={group.worst_grade} /> : null}
          {formatCount(group.customers)}
          <span className="truncate text-fg-3 capitalize">{group.plans?.join(', ')}</span>
        </span>
      ),
  }),
  column.accessor('impact', {
    header: 'Impact',
    meta: { width: '92px', align: 'end', from: 'medium', sort: 'impact' },
    cell: ({ row: { original: group } }) => <GroupImpact group={group} />,
  }),
  column.accessor('assigned_to_email', {
    header: 'With',
    meta: { width: '70px', from: 'wide' },
    cell: ({ row: { original: group } }) =>
      group.assigned_to_email ? colleague(group.assigned_to_email) : <span className="text-fg-3">—</span>,
  }),
  column.accessor('first_seen', {
    header: 'First',
    meta: { width: '60px', align: 'end', from: 'wide', sort: 'first_seen' },
    cell: ({ row }) => <RelativeTime at={row.original.first_seen} />,
  }),
  column.accessor('last_seen', {
    header: 'Last',
    meta: { width: '60px', align: 'end', sort: 'last_seen', phone: 'end' },
    cell: ({ row }) => <RelativeTime at={row.original.last_seen} />,
  }),
])
