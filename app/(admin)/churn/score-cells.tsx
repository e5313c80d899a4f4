import { classNames } from '@/components/ui/class-names'
import { Sparkline } from '@/components/ui/sparkline'
import type { ChurnRow } from './queries'

/** How a score went over 30 days. */
export function ScoreTrend({ scores }: { scores: number[] | null }) {
  const [first, last] = [scores?.[0], scores?.at(-1)]
  if (!scores || first === undefined || last === undefined) return <span className="text-fg-3">—</span>
  return (
    <span title={`Score ${first} 30 days ago, ${last} now`}>
      <Sparkline values={scores} className="h-5 w-20" />
      <span className="sr-only">
        Score {first} 30 days ago, {last} now
      </span>
    </span>
  )
}

/** What the score did in the 30 days after a churn alert was resolved, or has done since. */
export function ScoreChange({ alert }: { alert: ChurnRow }) {
  const { score_when_resolved: before, score_since: after } = alert
  if (before === null || after === null) return <span className="text-fg-3">—</span>
  const change = after - before
  return (
    <span
      title={`Score ${before} when it was resolved, ${after} 30 days later or now`}
      className={classNames(change > 0 ? 'text-ok-text' : change < 0 ? 'text-critical-text' : 'text-fg-2')}
    >
      {change > 0 ? '+' : ''}
      {change} score
    </span>
  )
}
