import { createColumnHelper } from '@tanstack/react-table'
import { Assignee } from '@/components/data-table/assignee'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { ScoreTrend } from '@/components/health/score-trend'
import { AgeClock } from '@/components/ui/age-clock'
import { Grade } from '@/components/ui/grade'
import { Severity } from '@/components/ui/severity'
import { TimeTaken } from '@/components/ui/time-taken'
import { Written } from '@/components/ui/written'
import { TARGET_SECONDS } from '@/lib/lists/targets'
import { asSentence, outcomeName, reasonName } from './labels'
import type { ChurnRow } from './queries'
import { ChurnRowActions } from './row-actions'
import { ScoreChange } from './score-cells'

const column = createColumnHelper<Features, ChurnRow>()

/** The columns of /churn. */
export const churnColumns = column.columns([
  column.accessor('business_name', {
    header: 'Customer',
    meta: { width: '190px', phone: 'title' },
    cell: ({ row: { original: alert } }) => (
      <RowLink id={alert.id}>
        <span className="inline-flex max-w-full items-center gap-2 align-middle">
          <Grade grade={alert.grade} />
          <span className="truncate">
            <span className="font-medium">
              <Written>{alert.business_name ?? 'Unnamed customer'}</Written>
            </span>{' '}
            <span className="hidden font-normal text-fg-3 capitalize @max-[860px]/list:inline">
              {alert.tier}
            </span>
          </span>
        </span>
      </RowLink>
    ),
  }),
  column.accessor('tier', {
    header: 'Plan',
    meta: { width: '52px', from: 'wide' },
    cell: ({ row }) => <span className="text-fg-2 capitalize">{row.original.tier ?? 'Unknown'}</span>,
  }),
  column.accessor('severity', {
    header: 'Severity',
    meta: { width: '76px', from: 'medium', sort: 'severity' },
    cell: ({ row }) => <Severity severity={row.original.severity} />,
  }),
  column.accessor('reason_kind', {
    header: 'Reason',
    meta: { width: '108px', phone: 'meta' },
    cell: ({ row: { original: alert } }) => (
      <>
        <span className="hidden capitalize @max-[700px]/list:inline">{alert.severity}: </span>
        {reasonName(alert.reason_kind)}
      </>
    ),
  }),
  column.accessor('reason_evidence', {
    header: 'Evidence',
    meta: { phone: 'body' },
    cell: ({ row: { original: alert } }) => (
      <span className="text-fg-2" title={alert.reason_evidence ?? undefined}>
        {alert.assigned_to_email ? (
          <span className="mr-1.5 align-middle">
            <Assignee email={alert.assigned_to_email} />
          </span>
        ) : null}
        {alert.resolved_at && alert.resolution_notes
          ? `${outcomeName(alert.resolution_outcome)}: ${alert.resolution_notes}`
          : asSentence(alert.reason_evidence ?? '—')}
      </span>
    ),
  }),
  column.accessor('daily_scores', {
    header: '30 days',
    meta: { width: '76px', from: 'wide' },
    cell: ({ row: { original: alert } }) =>
      alert.resolved_at ? <ScoreChange alert={alert} /> : <ScoreTrend scores={alert.daily_scores} />,
  }),
  column.accessor('created_at', {
    header: 'Age',
    meta: { width: '92px', phone: 'value', sort: 'created_at' },
    cell: ({ row: { original: alert } }) =>
      alert.resolved_at ? (
        <TimeTaken since={alert.created_at} until={alert.resolved_at} targetSeconds={TARGET_SECONDS.churn} />
      ) : (
        <AgeClock since={alert.created_at} targetSeconds={TARGET_SECONDS.churn} />
      ),
  }),
  column.accessor('resolved_at', {
    header: 'Resolve',
    meta: { width: '90px', align: 'end', phone: 'verb' },
    cell: ({ row }) => <ChurnRowActions alert={row.original} />,
  }),
])
