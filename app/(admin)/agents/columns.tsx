import { createColumnHelper } from '@tanstack/react-table'
import type { Features } from '@/components/data-table/features'
import { RowLink } from '@/components/data-table/row-link'
import { Grade } from '@/components/ui/grade'
import { RelativeTime } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { AgentProblem, AgentStatus } from './agent-cells'
import type { AgentRow } from './queries'

const column = createColumnHelper<Features, AgentRow>()

/** The columns of /agents. */
export const agentColumns = column.columns([
  column.accessor('business_name', {
    header: 'Customer',
    meta: { phone: 'title' },
    cell: ({ row: { original: agent } }) => (
      <RowLink id={agent.id}>
        <span className="inline-flex max-w-full items-center gap-2 align-middle">
          <Grade grade={agent.grade} />
          <span className="truncate font-medium">
            <Written>{agent.business_name ?? agent.nickname ?? 'Unnamed customer'}</Written>
          </span>
        </span>
      </RowLink>
    ),
  }),
  column.accessor('tier', {
    header: 'Plan',
    meta: { width: '60px', from: 'wide', phone: 'meta' },
    cell: ({ row }) => <span className="text-fg-2 capitalize">{row.original.tier ?? 'Unknown'}</span>,
  }),
  column.accessor('phone_number', {
    header: 'Number',
    meta: { width: '140px', from: 'wide' },
    cell: ({ row }) => row.original.phone_number ?? <span className="text-critical-text">None</span>,
  }),
  column.accessor('status', {
    header: 'Status',
    meta: { width: '90px', phone: 'value' },
    cell: ({ row }) => <AgentStatus status={row.original.status} />,
  }),
  column.accessor('problems', {
    header: 'Problems',
    meta: { width: '270px', phone: 'body' },
    cell: ({ row: { original: agent } }) =>
      agent.problems.length === 0 ? (
        <span className="text-fg-3">None</span>
      ) : (
        <span className="inline-flex gap-1.5 align-middle">
          {agent.problems.map((problem) => (
            <AgentProblem key={problem} problem={problem} />
          ))}
        </span>
      ),
  }),
  column.accessor('agent_id', {
    header: "Provider's agent",
    meta: { width: '150px', from: 'widest' },
    cell: ({ row }) => (
      <span className="font-mono text-xs text-fg-2" title={row.original.agent_id ?? undefined}>
        {row.original.agent_id ?? '—'}
      </span>
    ),
  }),
  column.accessor('created_at', {
    header: 'Created',
    meta: { width: '80px', align: 'end', from: 'widest', sort: 'created_at' },
    cell: ({ row }) => <RelativeTime at={row.original.created_at} />,
  }),
  column.accessor('last_deployed', {
    header: 'Deployed',
    meta: { width: '90px', align: 'end', phone: 'end', sort: 'last_deployed' },
    cell: ({ row: { original: agent } }) =>
      agent.deployed_at ? <RelativeTime at={agent.deployed_at} /> : <span className="text-fg-3">Never</span>,
  }),
])
