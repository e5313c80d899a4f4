import { Suspense } from 'react'
import { Sparkline } from '@/components/ui/sparkline'
import { formatCount } from '@/lib/format'
import { receivedOverTime } from './queries'
import { ReceivedBoundary } from './received-boundary'
import { type OverviewPeriod, PERIOD_WORDS } from './search-params'

type Props = { list: 'errors' | 'alerts' | 'webhooks'; verb: string; period: OverviewPeriod }

async function ReceivedLine({ list, verb, period }: Props) {
  const { points, total } = await receivedOverTime(list, period)
  const values = points.map(({ counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0))
  return (
    <>
      <span className="text-2xs whitespace-nowrap text-fg-3">
        {formatCount(total)} {verb} {PERIOD_WORDS[period]}
      </span>
      <Sparkline values={values} className="mt-1 h-7 w-24" />
    </>
  )
}

/** What came in over the period: its number and its course. It may fail without taking the figure along. */
export function Received(props: Props) {
  return (
    <ReceivedBoundary>
      <Suspense fallback={<span className="skeleton mt-1 h-9 w-24" />}>
        <ReceivedLine {...props} />
      </Suspense>
    </ReceivedBoundary>
  )
}
