import { createColumnHelper } from '@tanstack/react-table'
import { gradeFill } from '@/components/charts/grade-color'
import { Meter } from '@/components/charts/meter'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { ScoreTrend } from '@/components/health/score-trend'
import { Grade } from '@/components/ui/grade'
import { Written } from '@/components/ui/written'
import { LastTime, OpenCount, PlanUsage, PlanValue, ValueAtRisk, WeekMove } from './health-cells'
import type { CustomerRow } from './queries'
import { Risk } from './risk'

const column = createColumnHelper<Features, CustomerRow>()

/** The columns of /customers. */
export const customerColumns = column.columns([
  column.accessor('business_name', {
    header: 'Customer',
    meta: { phone: 'title', sort: 'business_name', sortFirst: 'asc' },
    cell: ({ row: { original: customer } }) => (
      <RowLink id={customer.id}>
        <span className="font-medium">
          <Written>{customer.business_name ?? 'Unnamed customer'}</Written>
        </span>
      </RowLink>
    ),
  }),
  column.accessor('score', {
    header: 'Health',
    meta: { width: '112px', phone: 'value', sort: 'score', sortFirst: 'asc' },
    cell: ({ row: { original: customer } }) =>
      customer.score === null ? (
        <span className="text-fg-3">No score yet</span>
      ) : (
        <span className="flex items-center gap-2">
          <Grade grade={customer.grade} />
          <span className="w-5 text-right font-medium">{customer.score}</span>
          <Meter
            share={customer.score / 100}
            fill={gradeFill(customer.grade)}
            className="w-10 max-sm:hidden"
          />
        </span>
      ),
  }),
  column.accessor('change', {
    header: '7 days, what moved',
    meta: { from: 'wide' },
    cell: ({ row }) => <WeekMove customer={row.original} />,
  }),
  column.accessor('daily_scores', {
    header: '30 days',
    meta: { width: '70px', from: 'wide' },
    cell: ({ row }) => <ScoreTrend scores={row.original.daily_scores} />,
  }),
  column.accessor('risk_level', {
    header: 'Risk',
    meta: { width: '76px', from: 'medium', phone: 'body' },
    cell: ({ row }) => <Risk level={row.original.risk_level} />,
  }),
  column.accessor('tier', {
    header: 'Plan a month',
    meta: { width: '84px', from: 'medium', phone: 'meta' },
    cell: ({ row }) => <PlanValue customer={row.original} />,
  }),
  column.accessor('value_at_risk', {
    header: 'Exposure',
    meta: { width: '70px', align: 'end', sort: 'value_at_risk' },
    cell: ({ row }) => <ValueAtRisk customer={row.original} />,
  }),
  column.accessor('used_percent', {
    header: 'Used',
    meta: { width: '96px', from: 'medium', sort: 'used_percent' },
    cell: ({ row }) => <PlanUsage customer={row.original} />,
  }),
  column.accessor('open_alerts', {
    header: 'Alerts',
    meta: { width: '46px', align: 'end', from: 'wide' },
    cell: ({ row: { original: customer } }) => (
      <OpenCount count={customer.open_alerts} what="open alerts" href={`/alerts?customer=${customer.id}`} />
    ),
  }),
  column.accessor('unresolved_errors', {
    header: 'Errors',
    meta: { width: '46px', align: 'end', from: 'wide' },
    cell: ({ row: { original: customer } }) => (
      <OpenCount
        count={customer.unresolved_errors}
        what="unresolved errors"
        href={`/errors?customer=${customer.id}`}
      />
    ),
  }),
  column.accessor('last_contact', {
    header: 'Contact',
    meta: { width: '60px', align: 'end', from: 'widest', sort: 'last_contact', sortFirst: 'asc' },
    cell: ({ row }) => <LastTime at={row.original.last_contact} />,
  }),
  column.accessor('last_activity', {
    header: 'Active',
    meta: { width: '60px', align: 'end', from: 'widest' },
    cell: ({ row }) => <LastTime at={row.original.last_activity} />,
  }),
  column.accessor('last_calculated', {
    header: 'Calculated',
    meta: { width: '80px', align: 'end', phone: 'end', sort: 'last_calculated' },
    cell: ({ row }) => <LastTime at={row.original.last_calculated} />,
  }),
])
