import { Day } from '@/components/ui/zone'
import { readScoreTrend } from './account-queries'

const [WIDTH, HEIGHT] = [400, 84]
const DAY = 86_400_000
const GRADES = [
  ['A', 90],
  ['B', 80],
  ['C', 70],
  ['D', 60],
] as const

type Points = Awaited<ReturnType<typeof readScoreTrend>>

/** What the score was a week ago. */
function weekAgo(points: Points, now: number) {
  return points.findLast(({ at }) => at <= now - 7 * DAY)?.score ?? null
}

function Change({ points, now }: { points: Points; now: number }) {
  const [was, is] = [weekAgo(points, now), points.at(-1)?.score]
  if (was === null || is === undefined) return null
  const change = is - was
  const color = change < 0 ? 'text-critical-text' : change > 0 ? 'text-ok-text' : 'text-fg-2'
  const signed = change > 0 ? `+${change}` : change < 0 ? `−${-change}` : '±0'
  return <span className={`ml-auto font-medium ${color}`}>{signed} in 7 days</span>
}

/** The score over the last 30 days, as it changed, and its movement in a week. */
export async function ScoreTrend({ customer }: { customer: string }) {
  const now = Date.now()
  const points = await readScoreTrend(customer, now)
  const scores = points.map(({ score }) => score)
  const last = scores.at(-1)
  // Most of the scale is empty where a score moves within its upper half.
  const floor = Math.max(0, Math.min(50, ...scores) - 5)
  const y = (score: number) => HEIGHT - ((score - floor) / (100 - floor)) * HEIGHT
  const x = (at: number) => ((at - (now - 30 * DAY)) / (30 * DAY)) * WIDTH
  const steps = points.flatMap(({ at, score }, i) => {
    const before = points[i - 1]
    const here = x(at).toFixed(1)
    return before ? [`${here},${y(before.score)}`, `${here},${y(score)}`] : [`${here},${y(score)}`]
  })
  return (
    <>
      <h3 className="flex items-center gap-2 text-[12.5px] font-medium">
        Score, 30 days
        <Change points={points} now={now} />
      </h3>
      {last === undefined ? (
        <p className="mt-2 text-fg-2">The score has no history yet.</p>
      ) : (
        <figure className="mt-2">
          <svg
            role="img"
            aria-label={`Score ${scores[0]} at first, ${last} now; lowest ${Math.min(...scores)}, highest ${Math.max(...scores)}.`}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="h-18 w-full overflow-visible"
          >
            {GRADES.map(([grade, score]) => (
              <line
                key={grade}
                x1="0"
                x2={WIDTH}
                y1={y(score)}
                y2={y(score)}
                className="stroke-grid"
                vectorEffect="non-scaling-stroke"
              />
            ))}
            <polyline
              points={[...steps, `${WIDTH},${y(last)}`].join(' ')}
              className="fill-none stroke-s1 stroke-[1.5]"
              vectorEffect="non-scaling-stroke"
            />
          </svg>
          <figcaption className="mt-1 flex justify-between text-2xs text-fg-3">
            <Day at={now - 30 * DAY} />
            <span>lines at 90 A, 80 B, 70 C, 60 D</span>
            <Day at={now} />
          </figcaption>
        </figure>
      )}
    </>
  )
}
