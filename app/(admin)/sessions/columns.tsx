import { createColumnHelper } from '@tanstack/react-table'
import { CustomerCell } from '@/components/data-table/customer-cell'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatAge, formatDuration, parseTime } from '@/lib/format/format'
import { signName, signReason } from './labels'
import type { SessionRow } from './queries'
import { SessionRowActions } from './row-actions'

const column = createColumnHelper<Features, SessionRow>()

const secondsOf = ({ created_at, last_active }: SessionRow) =>
  (parseTime(last_active).getTime() - parseTime(created_at).getTime()) / 1000

/** The columns of /sessions. */
export const sessionColumns = column.columns([
  column.accessor('business_name', {
    header: 'Customer',
    meta: { width: '200px', phone: 'title' },
    cell: ({ row: { original: session } }) => (
      <RowLink id={session.id}>
        <CustomerCell {...session} tier={session.tier} grade={session.grade} />
      </RowLink>
    ),
  }),
  column.accessor('device', {
    header: 'Device',
    meta: { phone: 'body' },
    cell: ({ row: { original: session } }) => (
      <span title={session.user_agent ?? undefined}>{session.device}</span>
    ),
  }),
  column.accessor('ip_address', {
    header: 'Address',
    meta: { width: '116px', from: 'wide' },
    cell: ({ row: { original: session } }) => (
      <span className="font-mono text-[11.5px] text-fg-2">{session.ip_address ?? '—'}</span>
    ),
  }),
  column.accessor('sign', {
    header: 'Looks odd',
    meta: { width: '106px', phone: 'meta' },
    cell: ({ row: { original: session } }) =>
      session.sign ? (
        <span title={signReason(session.sign) ?? undefined}>
          <Badge tone="warning">
            {session.sign === 'many_addresses' ? `${session.addresses} addresses` : signName(session.sign)}
          </Badge>
        </span>
      ) : (
        <span className="text-fg-mute @max-[700px]/list:hidden">—</span>
      ),
  }),
  column.accessor('created_at', {
    header: 'Signed in',
    meta: { width: '72px', from: 'medium', sort: 'created_at' },
    cell: ({ row }) => <RelativeTime at={row.original.created_at} />,
  }),
  column.display({
    id: 'lasted',
    header: 'Lasted',
    meta: { width: '56px', from: 'widest' },
    cell: ({ row }) => (
      <span className="text-fg-2" title={formatDuration(secondsOf(row.original))}>
        {formatAge(secondsOf(row.original))}
      </span>
    ),
  }),
  column.accessor('last_active', {
    header: 'Last seen',
    meta: { width: '84px', phone: 'value', sort: 'last_active' },
    cell: ({ row }) => <RelativeTime at={row.original.last_active} />,
  }),
  column.accessor('revoked_at', {
    header: 'Revoke',
    meta: { width: '86px', align: 'end', phone: 'verb' },
    cell: ({ row }) => <SessionRowActions session={row.original} />,
  }),
])
