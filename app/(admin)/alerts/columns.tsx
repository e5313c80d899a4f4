import { createColumnHelper } from '@tanstack/react-table'
import { CustomerCell } from '@/components/data-table/customer-cell'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { AgeClock } from '@/components/ui/age-clock'
import { Severity } from '@/components/ui/severity'
import { TimeTaken } from '@/components/ui/time-taken'
import { alertTargetSeconds } from '@/lib/targets'
import type { AlertRow } from './queries'
import { AlertRowActions } from './row-actions'

const column = createColumnHelper<Features, AlertRow>()

/** The columns of /alerts. */
export const alertColumns = column.columns([
  column.accessor('alert_type', {
    header: 'Alert',
    meta: { width: '160px', phone: 'title' },
    cell: ({ row }) => (
      <RowLink id={row.original.id}>
        <span className="font-medium">{row.original.alert_type}</span>
        <span className="ml-2 hidden @max-[520px]/list:inline">
          <Severity severity={row.original.severity} />
        </span>
      </RowLink>
    ),
  }),
  column.accessor('severity', {
    header: 'Severity',
    meta: { width: '84px', from: 'medium', sort: 'severity' },
    cell: ({ row }) => <Severity severity={row.original.severity} />,
  }),
  column.accessor('message', {
    header: 'What happened',
    meta: { phone: 'body' },
    cell: ({ row }) => (
      <span className="text-fg-2">
        <span className="mr-1.5 hidden @max-[520px]/list:hidden @max-[700px]/list:inline">
          <Severity severity={row.original.severity} />
        </span>
        {row.original.message ?? '—'}
      </span>
    ),
  }),
  column.accessor('business_name', {
    header: 'Customer',
    meta: { width: '210px', from: 'wide', phone: 'meta' },
    cell: ({ row }) => <CustomerCell {...row.original} />,
  }),
  column.accessor('created_at', {
    header: 'Age',
    meta: { width: '100px', phone: 'value', sort: 'created_at' },
    cell: ({ row: { original: alert } }) => {
      const targetSeconds = alertTargetSeconds(alert.severity)
      return alert.acknowledged_at ? (
        <TimeTaken since={alert.created_at} until={alert.acknowledged_at} targetSeconds={targetSeconds} />
      ) : (
        <AgeClock since={alert.created_at} targetSeconds={targetSeconds} />
      )
    },
  }),
  column.accessor('acknowledged_at', {
    header: 'Acknowledge',
    meta: { width: '146px', align: 'end', phone: 'verb' },
    cell: ({ row }) => <AlertRowActions alert={row.original} />,
  }),
])
