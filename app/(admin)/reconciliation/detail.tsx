import { Suspense } from 'react'
import { Pager } from '@/components/data-table/pager'
import { AuditLink } from '@/components/detail/audit-link'
import { byUuid, type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { Section } from '@/components/detail/section'
import { VerbBar } from '@/components/detail/verb-bar'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { formatCount, formatMoment } from '@/lib/format/format'
import { viewerZone } from '@/lib/format/viewer-zone'
import { DiscrepancyTable } from './[id]/discrepancy-table'
import { RunFacts } from './[id]/run-facts'
import { starterOf, statusOf } from './labels'
import { discrepancies } from './list'
import { findRun, listDiscrepancies, type RunRow } from './queries'
import { CarryOn } from './run-now'

/** Everything about one run; its page alone turns the pages of what was found. */
export const { metadata, Page, Panel } = defineDetail({
  title: 'Reconciliation run',
  what: 'run',
  list: '/reconciliation',
  find: byUuid(findWithZone),
  name: ({ run, zone }) => `${starterOf(run)}, ${formatMoment(run.started_at, zone)}`,
  Content: Run,
})

type Search = Promise<Record<string, string | string[] | undefined>>

async function Differences({ run, searchParams }: { run: RunRow; searchParams?: Search }) {
  // Beside the list the address's page is the list's own.
  const query = discrepancies.read({ ...(await searchParams), run: run.id }, Date.now())
  const { rows, before, after } = await listDiscrepancies(query)
  if (rows.length === 0) {
    return (
      <p className="text-fg-2">
        {run.discrepancies_found > 0 ? 'The run did not store its differences.' : 'No differences.'}
      </p>
    )
  }
  return (
    <>
      <DiscrepancyTable rows={rows} />
      {searchParams ? (
        <div className="mt-2 flex justify-end">
          <Pager before={before} after={after} />
        </div>
      ) : after ? (
        <a href={`/reconciliation/${run.id}`} className="mt-2 inline-block text-accent-text hover:underline">
          All {formatCount(run.discrepancies_found)} on the run’s own page
        </a>
      ) : null}
    </>
  )
}

function RunVerbs({ run }: { run: RunRow }) {
  const canCarryOn = run.status === 'running' && run.goes_in_parts
  if (!canCarryOn && run.discrepancies_found === 0) return null
  const href = (format: string) => `/export/discrepancies?run=${run.id}&format=${format}`
  return (
    <VerbBar>
      {run.discrepancies_found > 0 ? (
        <>
          <ButtonLink href={href('csv')} download prefetch={false}>
            Differences as CSV
          </ButtonLink>
          <ButtonLink href={href('json')} download prefetch={false}>
            Differences as JSON
          </ButtonLink>
        </>
      ) : null}
      {canCarryOn ? <CarryOn run={run.id} /> : null}
    </VerbBar>
  )
}

async function findWithZone(id: string) {
  const [run, zone] = await Promise.all([findRun(id), viewerZone()])
  return run && { run, zone }
}

function Run({ found: { run }, standalone, searchParams }: DetailProps<typeof findWithZone>) {
  const { word, tone } = statusOf(run)
  return (
    <>
      <Section>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="text-md font-semibold">{starterOf(run)}</h2>
          <Badge tone={tone}>{word}</Badge>
        </div>
        <RunFacts run={run} />
        <p className="mt-2">
          <AuditLink entity="reconciliation_runs" id={run.id} />
        </p>
      </Section>
      <Section title="Differences" note="of more than 5 % between what limits say and what was counted">
        <PanelBoundary title="What it found">
          <Suspense fallback={<span className="skeleton block h-24 w-full" />}>
            <Differences run={run} searchParams={standalone ? searchParams : undefined} />
          </Suspense>
        </PanelBoundary>
      </Section>
      <RunVerbs run={run} />
    </>
  )
}
