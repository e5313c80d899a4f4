import { Suspense } from 'react'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { formatFacetCount } from '@/lib/format/format'
import { ENTRY_KINDS, isLoss, KIND_NAMES } from './kinds'
import type { TimelineParams } from './search-params'
import { type Chip, TimelineChips } from './timeline-chips'
import { countTimeline } from './timeline-queries'

type Props = { customer: string; params: TimelineParams }

async function Counted({ customer, params }: Props) {
  const counts = await countTimeline(customer, params)
  return <TimelineChips chips={chipsOf(params, counts)} chosen={params.kind} />
}

function chipsOf(params: TimelineParams, counts?: Map<string, number>): Chip[] {
  const losses = params.kind.filter(isLoss)
  return [...losses, ...ENTRY_KINDS].flatMap((kind): Chip[] => {
    const count = counts?.get(kind)
    const chosen = params.kind.includes(kind)
    if (count === 0 && !chosen) return []
    return [
      { kind, name: KIND_NAMES[kind], count: count === undefined ? undefined : formatFacetCount(count) },
    ]
  })
}

/** The kinds of entries with how many there are, and when. */
export function TimelineFilters({ customer, params }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-line px-4 py-2">
      <h3 className="mr-auto text-[12.5px] font-medium">Timeline</h3>
      <PeriodFilter value={params.period} />
      <div className="basis-full">
        <PanelBoundary title="The counts">
          <Suspense fallback={<TimelineChips chips={chipsOf(params)} chosen={params.kind} />}>
            <Counted customer={customer} params={params} />
          </Suspense>
        </PanelBoundary>
      </div>
    </div>
  )
}
