import { Sparkline } from '@/components/ui/sparkline'

/** Points that a trend is high at the least, so that a fall of ten is seen and one of two is not a fall. */
const HEIGHT = 40

/** How a score went over 30 days. */
export function ScoreTrend({ scores }: { scores: number[] | null }) {
  const [first, last] = [scores?.[0], scores?.at(-1)]
  if (!scores || first === undefined || last === undefined) return <span className="text-fg-3">—</span>
  const words =
    scores.length > 30
      ? `Score ${first} 30 days ago, ${last} now`
      : `Score ${first} ${scores.length - 1} days ago, ${last} now`
  return (
    <span title={words}>
      <Sparkline values={scores} least={leastOf(scores)} className="h-5 w-full" />
      <span className="sr-only">{words}</span>
    </span>
  )
}

function leastOf(scores: number[]): number {
  return Math.max(1, Math.min(...scores, Math.max(...scores) - HEIGHT))
}
