import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { type ReactNode, Suspense } from 'react'
import { IgnoredParams } from '@/components/data-table/ignored-params'
import { PageSkeleton, TableSkeleton } from '@/components/data-table/skeleton'
import { PanelBoundary, QuietBoundary } from '@/components/ui/panel-boundary'
import { readParams } from '@/lib/lists/params'
import { requireAdmin } from '@/lib/session/auth'
import { EndpointCount, Endpoints, HistoryNotice, PeriodChart, PeriodFigures, Worst } from './latency-panels'
import { PeriodSwitch } from './period-switch'
import { latencyParsers, worstSortKind } from './search-params'

export const metadata: Metadata = { title: 'Latency' }

type PartProps = { title: string; waiting: ReactNode; className?: string; children: ReactNode }

/** A part of the page that loads and fails alone. */
function Part({ title, waiting, className, children }: PartProps) {
  return (
    <section aria-label={title} className={className}>
      <PanelBoundary title={title}>
        <Suspense fallback={waiting}>{children}</Suspense>
      </PanelBoundary>
    </section>
  )
}

async function Latency({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = readParams(latencyParsers, await searchParams, worstSortKind)
  return (
    <>
      <div className="flex min-h-11 flex-none items-center gap-2.5 border-b border-line px-4 max-sm:flex-wrap max-sm:gap-y-2 max-sm:py-2">
        <h1 className="text-md font-semibold tracking-tight max-sm:hidden">Latency</h1>
        <p className="min-w-0 flex-1 truncate text-fg-2">
          <QuietBoundary>
            <Suspense fallback={<span className="skeleton inline-block h-3 w-24" />}>
              <EndpointCount params={params} />
            </Suspense>
          </QuietBoundary>
        </p>
        <PeriodSwitch current={params.period} />
      </div>
      <IgnoredParams names={ignored} />
      <QuietBoundary>
        <Suspense>
          <HistoryNotice />
        </Suspense>
      </QuietBoundary>
      <div className="in-order min-h-0 flex-1 overflow-x-hidden overflow-y-auto">
        <Part
          title="The figures"
          className="grid min-h-[109px] border-b border-line max-sm:min-h-[177px]"
          waiting={<div className="skeleton mx-4 h-27 max-sm:h-44" />}
        >
          <PeriodFigures params={params} />
        </Part>
        <Part
          title="The chart"
          className="border-b border-line px-4 py-3"
          waiting={<div className="skeleton h-57" />}
        >
          <PeriodChart params={params} />
        </Part>
        <Part title="Endpoints" className="@container/list" waiting={<TableSkeleton />}>
          <Endpoints params={params} />
        </Part>
        <Part title="Worst requests" className="px-4 py-3.5" waiting={<div className="skeleton h-40" />}>
          <h2 className="mb-1.5 text-[12.5px] font-medium">Worst requests</h2>
          <Worst params={params} />
        </Part>
      </div>
    </>
  )
}

export default function LatencyPage({ searchParams }: PageProps<'/latency'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Latency" />}>
      <Latency searchParams={searchParams} />
    </Suspense>
  )
}
