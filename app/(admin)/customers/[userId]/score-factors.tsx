import { Meter } from '@/components/charts/meter'
import { JsonTree } from '@/components/detail/json-tree'
import type { Factor, readFactors } from '@/lib/factors'
import { plainName } from '@/lib/format'

function fill({ score, max }: Factor): string {
  const share = score / max
  if (share < 0.45) return 'bg-critical'
  return share < 0.7 ? 'bg-warning' : 'bg-ok'
}

/** What a score is made of: points of each part with what was seen; what is not understood, as it is. */
export function ScoreFactors({ health }: { health: ReturnType<typeof readFactors> }) {
  const { factors, rest } = health
  if (factors.length === 0 && rest === null) {
    return <p className="text-fg-2">The calculation left nothing to explain it.</p>
  }
  return (
    <div className="flex flex-col gap-3">
      {factors.length > 0 ? (
        <ul className="flex flex-col gap-3">
          {factors.map((factor) => (
            <li key={factor.name}>
              <div className="flex justify-between gap-3">
                <span>{plainName(factor.name)}</span>
                <span className="text-fg-2">
                  <span className="font-medium text-fg">{factor.score}</span> of {factor.max}
                </span>
              </div>
              <Meter share={factor.score / factor.max} fill={fill(factor)} className="my-1" />
              {factor.evidence ? <p className="text-xs break-words text-fg-2">{factor.evidence}</p> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {rest === null ? null : <JsonTree value={rest} />}
    </div>
  )
}
