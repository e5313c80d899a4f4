import { createColumnHelper } from '@tanstack/react-table'
import Link from 'next/link'
import { gradeFill } from '@/components/charts/grade-color'
import { Meter } from '@/components/charts/meter'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { Grade } from '@/components/ui/grade'
import { RelativeTime } from '@/components/ui/relative-time'
import type { CustomerRow } from './queries'
import { Risk } from './risk'
import { OPEN_COUNT_CAP, tradeName } from './words'

const column = createColumnHelper<Features, CustomerRow>()

function OpenCount({ count, what, href }: { count: number; what: string; href: string }) {
  if (count === 0) return <span className="text-fg-3">0</span>
  return (
    <Link
      href={href}
      prefetch={false}
      className="above-row -mx-1.5 rounded-sm px-1.5 py-1 font-medium hover:bg-active hover:underline"
    >
      {count >= OPEN_COUNT_CAP ? `${OPEN_COUNT_CAP}+` : count}
      <span className="sr-only"> {what}</span>
    </Link>
  )
}

/** The columns of /customers. */
export const customerColumns = column.columns([
  column.accessor('business_name', {
    header: 'Customer',
    meta: { phone: 'title', sort: 'business_name', sortFirst: 'asc' },
    cell: ({ row: { original: customer } }) => (
      <RowLink id={customer.id}>
        <span className="font-medium">{customer.business_name ?? 'Unnamed customer'}</span>
      </RowLink>
    ),
  }),
  column.accessor('industry', {
    header: 'Trade',
    meta: { width: '100px', from: 'wide' },
    cell: ({ row }) => <span className="text-fg-2">{tradeName(row.original.industry)}</span>,
  }),
  column.accessor('score', {
    header: 'Health score',
    meta: { width: '190px', phone: 'value', sort: 'score', sortFirst: 'asc' },
    cell: ({ row: { original: customer } }) =>
      customer.score === null ? (
        <span className="text-fg-3">No score yet</span>
      ) : (
        <span className="flex items-center gap-2.5">
          <Grade grade={customer.grade} />
          <span className="w-6 text-right font-medium">{customer.score}</span>
          <Meter
            share={customer.score / 100}
            fill={gradeFill(customer.grade)}
            className="w-20 max-sm:hidden"
          />
        </span>
      ),
  }),
  column.accessor('risk_level', {
    header: 'Risk',
    meta: { width: '100px', from: 'medium', phone: 'body' },
    cell: ({ row }) => <Risk level={row.original.risk_level} />,
  }),
  column.accessor('tier', {
    header: 'Plan',
    meta: { width: '80px', from: 'wide', phone: 'meta' },
    cell: ({ row }) => <span className="text-fg-2 capitalize">{row.original.tier ?? '—'}</span>,
  }),
  column.accessor('open_alerts', {
    header: 'Alerts',
    meta: { width: '64px', align: 'end', from: 'medium' },
    cell: ({ row: { original: customer } }) => (
      <OpenCount count={customer.open_alerts} what="open alerts" href={`/alerts?customer=${customer.id}`} />
    ),
  }),
  column.accessor('unresolved_errors', {
    header: 'Errors',
    meta: { width: '64px', align: 'end', from: 'medium' },
    cell: ({ row: { original: customer } }) => (
      <OpenCount
        count={customer.unresolved_errors}
        what="unresolved errors"
        href={`/errors?customer=${customer.id}`}
      />
    ),
  }),
  column.accessor('last_calculated', {
    header: 'Calculated',
    meta: { width: '96px', align: 'end', from: 'medium', phone: 'end', sort: 'last_calculated' },
    cell: ({ row }) =>
      row.original.last_calculated ? (
        <RelativeTime at={row.original.last_calculated} />
      ) : (
        <span className="text-fg-3">—</span>
      ),
  }),
])
