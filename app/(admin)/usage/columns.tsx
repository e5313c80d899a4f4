import { createColumnHelper } from '@tanstack/react-table'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { Grade } from '@/components/ui/grade'
import { RelativeTime } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { formatCount } from '@/lib/format/format'
import { formatMinutes } from '@/lib/format/usage'
import type { UsageRow } from './queries'
import { Projection, UsageBadge, Used } from './usage-cells'

const column = createColumnHelper<Features, UsageRow>()

/** The columns of /usage. */
export const usageColumns = column.columns([
  column.accessor('business_name', {
    header: 'Customer',
    meta: { phone: 'title' },
    cell: ({ row: { original: usage } }) => (
      <RowLink id={usage.id}>
        <span className="inline-flex max-w-full items-center gap-2 align-middle">
          <Grade grade={usage.grade} />
          <span className="truncate font-medium">
            <Written>{usage.business_name ?? 'Unnamed customer'}</Written>
          </span>
        </span>
      </RowLink>
    ),
  }),
  column.accessor('tier', {
    header: 'Plan',
    meta: { width: '60px', from: 'medium', phone: 'meta' },
    cell: ({ row }) => <span className="text-fg-2 capitalize">{row.original.tier ?? 'Unknown'}</span>,
  }),
  column.accessor('state', {
    header: 'State',
    meta: { width: '88px', phone: 'value' },
    cell: ({ row }) => <UsageBadge state={row.original.state} />,
  }),
  column.accessor('used_percent', {
    header: 'Minutes used',
    meta: { width: '274px', phone: 'body', sort: 'used_percent' },
    cell: ({ row: { original: usage } }) => (
      <Used
        percent={usage.call_percent}
        used={formatMinutes(usage.call_used_seconds)}
        of={`${formatMinutes(usage.call_cap_seconds + usage.call_credit)} min`}
      />
    ),
  }),
  column.accessor('sms_percent', {
    header: 'Messages used',
    meta: { width: '236px', from: 'widest' },
    cell: ({ row: { original: usage } }) => (
      <Used
        percent={usage.sms_percent}
        used={formatCount(usage.sms_used)}
        of={formatCount(usage.sms_cap + usage.sms_credit)}
      />
    ),
  }),
  column.accessor('call_credit', {
    header: 'Credit',
    meta: { width: '96px', from: 'widest' },
    cell: ({ row: { original: usage } }) =>
      usage.call_credit + usage.sms_credit === 0 ? (
        <span className="text-fg-3">None</span>
      ) : (
        <span className="text-fg-2">
          {formatMinutes(usage.call_credit)} min, {formatCount(usage.sms_credit)}
        </span>
      ),
  }),
  column.accessor('call_projected', {
    header: 'Projected',
    meta: { width: '88px', align: 'end', from: 'wide' },
    cell: ({ row }) => <Projection usage={row.original} />,
  }),
  column.accessor('period_ends', {
    header: 'Period ends',
    meta: { width: '92px', align: 'end', phone: 'end', sort: 'period_ends', sortFirst: 'asc' },
    cell: ({ row }) =>
      row.original.period_end ? (
        <RelativeTime at={row.original.period_end} />
      ) : (
        <span className="text-fg-3">—</span>
      ),
  }),
])
