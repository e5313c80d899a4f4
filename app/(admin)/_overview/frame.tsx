import { type ReactNode, Suspense } from 'react'
import { CountedAgo } from '@/components/data-table/counted-ago'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { Headline } from './headline'
import { PeriodSwitch } from './period-switch'
import { listSilences, readNow } from './queries'
import { type OverviewPeriod, PERIOD_LENGTHS } from './search-params'

async function ConditionNow() {
  const [{ pulse, oldest }, silences] = await Promise.all([readNow(), listSilences()])
  return <Headline pulse={pulse} oldest={oldest} silences={silences} />
}

/** The top of the overview: the platform's condition, how far back the charts look, and how old they are. @param at when the page was asked for. */
export function OverviewHead({ period, at }: { period: OverviewPeriod; at: number }) {
  return (
    <div className="flex min-h-11 flex-none items-center gap-3 border-b border-line px-4 max-sm:flex-col max-sm:items-stretch max-sm:py-2">
      <h1 className="sr-only">Overview</h1>
      <div className="min-w-0 flex-1 text-md font-semibold tracking-tight max-sm:min-h-12">
        <PanelBoundary title="The platform's condition">
          <Suspense fallback={<span className="skeleton block h-4 w-80 max-w-full" />}>
            <ConditionNow />
          </Suspense>
        </PanelBoundary>
      </div>
      <p className="text-xs text-fg-2 max-lg:hidden">against the {PERIOD_LENGTHS[period]} before</p>
      <p translate="no" className="text-xs empty:hidden">
        <CountedAgo at={at} word="Counted" />
      </p>
      <PeriodSwitch current={period} />
    </div>
  )
}

/** A sunken band across the overview, which loads and fails alone. */
export function Strip({ children }: { children: ReactNode }) {
  return (
    <section
      aria-label="Oldest unhandled"
      className="min-h-[77px] flex-none border-b border-line bg-sunken max-lg:min-h-[195px]"
    >
      <PanelBoundary title="What waits longest">
        <Suspense
          fallback={
            <div className="p-3">
              <div className="skeleton h-13 max-lg:h-42" />
            </div>
          }
        >
          {children}
        </Suspense>
      </PanelBoundary>
    </section>
  )
}

/** A part of the overview, which loads and fails alone. @param height keeps the room that it will take. */
export function Region({ title, height, children }: { title: string; height: string; children: ReactNode }) {
  return (
    <section aria-label={title} className={`flex min-w-0 flex-col ${height}`}>
      <PanelBoundary title={title}>
        <Suspense fallback={<div className="skeleton m-4 flex-1" />}>{children}</Suspense>
      </PanelBoundary>
    </section>
  )
}

/** The overview while nothing of it is known yet. */
export function OverviewSkeleton() {
  return (
    <div aria-busy="true" className="flex min-h-0 flex-1 flex-col overflow-hidden">
      <h1 className="sr-only">Overview</h1>
      <div className="h-11 flex-none border-b border-line" />
      <div className="h-[99px] flex-none border-b border-line" />
      <div className="h-[77px] flex-none border-b border-line bg-sunken" />
      <div className="skeleton m-4 min-h-40 flex-1" />
      <div className="skeleton m-4 min-h-40 flex-1" />
    </div>
  )
}
