import { createColumnHelper } from '@tanstack/react-table'
import { Assignee } from '@/components/data-table/assignee'
import { CustomerCell } from '@/components/data-table/customer-cell'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { AgeClock } from '@/components/ui/age-clock'
import { Severity } from '@/components/ui/severity'
import { TimeTaken } from '@/components/ui/time-taken'
import { Written } from '@/components/ui/written'
import { formatQuantity } from '@/lib/format/format'
import { alertTargetSeconds } from '@/lib/lists/targets'
import type { ListedAlert } from './queries'
import { AlertRowActions } from './row-actions'
import { StillOpen } from './still-open'
import { StormCourse, StormTitle } from './storm-cells'

const column = createColumnHelper<Features, ListedAlert>()

/** The columns of /alerts. */
export const alertColumns = column.columns([
  column.accessor('alert_type', {
    header: 'Alert',
    meta: { width: '168px', phone: 'title' },
    cell: ({ row: { original: alert } }) =>
      alert.storm ? (
        <StormTitle row={alert} storm={alert.storm} />
      ) : (
        <RowLink id={alert.id}>
          <span className={alert.inStorm ? 'pl-5 text-fg-2' : 'font-medium'}>{alert.alert_type}</span>
          <span className="ml-2 hidden @max-[520px]/list:inline">
            <Severity severity={alert.severity} />
          </span>
        </RowLink>
      ),
  }),
  column.accessor('severity', {
    header: 'Severity',
    meta: { width: '76px', from: 'medium', sort: 'severity' },
    cell: ({ row }) => <Severity severity={row.original.severity} />,
  }),
  column.accessor('message', {
    header: 'What happened',
    meta: { phone: 'body' },
    cell: ({ row: { original: alert } }) =>
      alert.storm ? (
        <StormCourse row={alert} storm={alert.storm} />
      ) : (
        <span className="text-fg-2">
          <span className="mr-1.5 hidden @max-[520px]/list:hidden @max-[700px]/list:inline">
            <Severity severity={alert.severity} />
          </span>
          <StillOpen alert={alert} />
          <Written>{alert.message ?? '—'}</Written>
        </span>
      ),
  }),
  column.accessor('business_name', {
    header: 'Customer',
    meta: { width: '176px', from: 'wide', phone: 'meta' },
    cell: ({ row: { original: alert } }) =>
      alert.storm ? (
        <span className="text-fg-2">{formatQuantity(alert.storm.customers, 'customer')}</span>
      ) : (
        <CustomerCell {...alert} />
      ),
  }),
  column.accessor('assigned_to_email', {
    header: 'On it',
    meta: { width: '44px', from: 'wide' },
    cell: ({ row }) => <Assignee email={row.original.assigned_to_email} />,
  }),
  column.accessor('created_at', {
    header: 'Age',
    meta: { width: '92px', phone: 'value', sort: 'created_at' },
    cell: ({ row: { original: alert } }) => {
      const targetSeconds = alertTargetSeconds(alert.severity)
      return alert.acknowledged_at && alert.state !== 'open' ? (
        <TimeTaken since={alert.created_at} until={alert.acknowledged_at} targetSeconds={targetSeconds} />
      ) : (
        <AgeClock since={alert.created_at} targetSeconds={targetSeconds} />
      )
    },
  }),
  column.accessor('acknowledged_at', {
    header: 'Acknowledge',
    meta: { width: '124px', align: 'end', phone: 'verb' },
    cell: ({ row }) => <AlertRowActions alert={row.original} />,
  }),
])
