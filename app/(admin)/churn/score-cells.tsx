import { classNames } from '@/components/ui/class-names'
import type { ChurnRow } from './queries'

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
