import { createColumnHelper } from '@tanstack/react-table'
import { CustomerCell } from '@/components/data-table/customer-cell'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { AgeClock } from '@/components/ui/age-clock'
import { RelativeTime } from '@/components/ui/relative-time'
import { TARGET_SECONDS } from '@/lib/lists/targets'
import type { ListedWebhook } from './queries'
import { ResultLine } from './webhook-state'

const column = createColumnHelper<Features, ListedWebhook>()

/** The columns of /webhooks. */
export const webhookColumns = column.columns([
  column.accessor('event_type', {
    header: 'Event',
    meta: { width: '150px', phone: 'title' },
    cell: ({ row }) => (
      <RowLink id={row.original.id}>
        <span className="font-medium">{row.original.event_type}</span>
      </RowLink>
    ),
  }),
  column.accessor('business_name', {
    header: 'Customer',
    meta: { width: '200px', from: 'medium', phone: 'meta' },
    cell: ({ row }) => <CustomerCell {...row.original} />,
  }),
  column.accessor('phone_number', {
    header: 'Phone',
    meta: { width: '136px', from: 'wide', phone: 'end' },
    cell: ({ row }) => <span className="text-fg-2">{row.original.phone_number ?? '—'}</span>,
  }),
  column.accessor('attempts', {
    header: 'Attempts',
    meta: { width: '74px', align: 'end', from: 'medium', sort: 'attempts' },
  }),
  column.accessor('state', {
    header: 'Result',
    meta: { phone: 'body' },
    cell: ({ row }) => (
      <ResultLine
        state={row.original.state}
        result={row.original.processed_at ? row.original.result : null}
        error={row.original.error_message}
      />
    ),
  }),
  column.accessor('last_attempt_at', {
    header: 'Last attempt',
    meta: { width: '96px', align: 'end', from: 'wide' },
    cell: ({ row: { original: webhook } }) =>
      webhook.last_attempt_at ? (
        <RelativeTime at={webhook.last_attempt_at} />
      ) : (
        <span className="text-fg-3">—</span>
      ),
  }),
  column.accessor('received_at', {
    header: 'Age',
    meta: { width: '100px', align: 'end', phone: 'value', sort: 'received_at' },
    cell: ({ row: { original: webhook } }) =>
      webhook.state === 'pending' ? (
        <AgeClock since={webhook.queued_at ?? webhook.received_at} targetSeconds={TARGET_SECONDS.webhooks} />
      ) : (
        <RelativeTime at={webhook.received_at} />
      ),
  }),
])
