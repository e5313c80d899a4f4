import { createColumnHelper } from '@tanstack/react-table'
import Link from 'next/link'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { colleague } from '@/lib/format/format'
import { actionName, historyPath, rowPath, sourceName, tableName } from './labels'
import type { AuditRow } from './queries'

const column = createColumnHelper<Features, AuditRow>()

/** The row that was acted upon, with the way to it. */
function Target({ entry: { entity, entity_id } }: { entry: AuditRow }) {
  if (!entity) return <span className="text-fg-3">—</span>
  const path = rowPath(entity, entity_id) ?? (entity_id ? historyPath(entity, entity_id) : null)
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 align-middle">
      <span className="truncate">{tableName(entity)}</span>
      {path && entity_id ? (
        <Link
          href={path}
          prefetch={false}
          className="above-row font-mono text-[11.5px] text-accent-text hover:underline"
        >
          {entity_id.slice(0, 8)}
        </Link>
      ) : null}
    </span>
  )
}

/** The columns of /audit. */
export const auditColumns = column.columns([
  column.accessor('action', {
    header: 'Act',
    meta: { width: '190px', phone: 'title' },
    cell: ({ row: { original: entry } }) => (
      <RowLink id={entry.id}>
        <span className="font-medium">{actionName(entry.action)}</span>
      </RowLink>
    ),
  }),
  column.accessor('actor_email', {
    header: 'By',
    meta: { width: '110px', phone: 'meta' },
    cell: ({ row: { original: entry } }) =>
      entry.actor_id ? (
        <Link
          href={`/audit?actor=${entry.actor_id}`}
          prefetch={false}
          title={entry.actor_email ?? undefined}
          className="above-row hover:underline max-sm:pointer-events-none"
        >
          {entry.actor_email ? colleague(entry.actor_email) : 'A former account'}
        </Link>
      ) : (
        <span className="text-fg-3">The platform</span>
      ),
  }),
  column.accessor('source', {
    header: 'Source',
    meta: { width: '96px', from: 'medium' },
    cell: ({ row: { original: entry } }) => <span className="text-fg-2">{sourceName(entry.source)}</span>,
  }),
  column.accessor('entity', {
    header: 'Row',
    meta: { width: '180px', from: 'medium' },
    cell: ({ row }) => <Target entry={row.original} />,
  }),
  column.accessor('business_name', {
    header: 'Customer',
    meta: { width: '180px', from: 'wide' },
    cell: ({ row: { original: entry } }) =>
      entry.user_id ? (
        <Link
          href={`/customers/${entry.user_id}`}
          prefetch={false}
          className="above-row hover:underline max-sm:pointer-events-none"
        >
          <Written>{entry.business_name ?? 'Unnamed customer'}</Written>
        </Link>
      ) : (
        <span className="text-fg-3">—</span>
      ),
  }),
  column.accessor('summary', {
    header: 'Notes',
    meta: { phone: 'body' },
    cell: ({ row: { original: entry } }) => (
      <span className="text-fg-2" title={entry.summary ?? undefined}>
        {entry.summary ?? '—'}
      </span>
    ),
  }),
  column.accessor('created_at', {
    header: 'When',
    meta: { width: '84px', align: 'end', phone: 'value', sort: 'created_at' },
    cell: ({ row }) => <RelativeTime at={row.original.created_at} />,
  }),
])
