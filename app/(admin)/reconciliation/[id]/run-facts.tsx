import type { ReactNode } from 'react'
import { Facts } from '@/components/detail/section'
import { Moment } from '@/components/ui/relative-time'
import { ExactTime } from '@/components/ui/zone'
import { formatCount, formatQuantity } from '@/lib/format/format'
import { runDuration } from '../labels'
import type { RunRow } from '../queries'

/** What is known of a run besides what it found. */
export function RunFacts({ run }: { run: RunRow }) {
  const { customers_total: total, status, notes } = run
  const facts: [string, ReactNode][] = [
    ['Started', <Moment key="started" at={run.started_at} />],
    ['Ended', run.completed_at ? <ExactTime key="ended" at={run.completed_at} /> : 'Not yet'],
    ['Duration', runDuration(run.seconds)],
    [
      'Checked',
      total !== null && status !== 'completed'
        ? `${formatCount(run.records_checked)} of ${formatQuantity(total, 'customer')}`
        : formatQuantity(run.records_checked, 'customer'),
    ],
    ['Found', formatCount(run.discrepancies_found)],
  ]
  if (status === 'failed') {
    facts.push([
      'Failed because',
      <span key="failure" className="text-critical-text">
        {run.failure ?? 'the reason was not recorded'}
      </span>,
    ])
  }
  if (run.is_stale) facts.push(['Stopped', 'The run was abandoned. Resume it here, or the next run ends it.'])
  if (notes) facts.push(['Notes', notes])
  facts.push(['Id', <code key="id">{run.id}</code>])
  return <Facts facts={facts} />
}
