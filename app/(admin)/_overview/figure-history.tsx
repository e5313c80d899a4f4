import { type ReactNode, Suspense } from 'react'
import { QuietBoundary } from '@/components/ui/panel-boundary'
import { Sparkline } from '@/components/ui/sparkline'
import { formatCount } from '@/lib/format/format'
import { Change } from './change'
import { levelsOf, totalsOf } from './history'
import { readHistory } from './queries'
import { type OverviewPeriod, PERIOD_SHORT } from './search-params'

type Queue = 'errors' | 'alerts' | 'webhooks'
type Props = { queue: Queue; period: OverviewPeriod }

/** What depends on the history may fail without taking the number along; the charts below offer the retry. */
function Aside({ children }: { children: ReactNode }) {
  return (
    <QuietBoundary>
      <Suspense fallback={null}>{children}</Suspense>
    </QuietBoundary>
  )
}

async function ReceivedNow({ queue, verb, period }: Props & { verb: string }) {
  const { total, totalBefore } = (await readHistory(period))[queue]
  return (
    <span className="text-xs whitespace-nowrap text-fg-3">
      {formatCount(total)} {verb} {PERIOD_SHORT[period]}{' '}
      <Change now={total} before={totalBefore} period={period} worse={queue !== 'webhooks'} />
    </span>
  )
}

async function CourseNow({ queue, period }: Props) {
  return <Sparkline values={totalsOf((await readHistory(period))[queue])} className="h-4.5 w-24" />
}

async function RiskNow({ now, period }: { now: number; period: OverviewPeriod }) {
  const moved = (await readHistory(period)).riskMoves.reduce((sum, move) => sum + move, 0)
  return (
    <span className="text-xs whitespace-nowrap text-fg-3">
      <Change now={now} before={now - moved} period={period} absolute worse /> {PERIOD_SHORT[period]}
    </span>
  )
}

async function RiskCourseNow({ now, period }: { now: number; period: OverviewPeriod }) {
  const { riskMoves } = await readHistory(period)
  return <Sparkline values={levelsOf(now, riskMoves)} className="h-4.5 w-24" />
}

/** How many came into a queue over the period, and how that changed. */
export function Received(props: Props & { verb: string }) {
  return (
    <Aside>
      <ReceivedNow {...props} />
    </Aside>
  )
}

/** The course of what came into a queue. */
export function Course(props: Props) {
  return (
    <Aside>
      <CourseNow {...props} />
    </Aside>
  )
}

/** By how many the customers at risk became more. @param now how many they are now. */
export function RiskChange(props: { now: number; period: OverviewPeriod }) {
  return (
    <Aside>
      <RiskNow {...props} />
    </Aside>
  )
}

/** The course of how many customers are at risk. */
export function RiskCourse(props: { now: number; period: OverviewPeriod }) {
  return (
    <Aside>
      <RiskCourseNow {...props} />
    </Aside>
  )
}
