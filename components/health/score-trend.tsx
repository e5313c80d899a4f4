import { Sparkline } from '@/components/ui/sparkline'

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
      <Sparkline values={scores} className="h-5 w-full" />
      <span className="sr-only">{words}</span>
    </span>
  )
}
