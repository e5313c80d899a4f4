import Link from 'next/link'
import { Meter } from '@/components/charts/meter'
import { JsonTree } from '@/components/payload/json-tree'
import { plainName } from '@/lib/format/format'
import type { Factor, MissingFactor, readFactors } from '@/lib/health/factors'
import { evidenceOf } from './evidence'

type Health = ReturnType<typeof readFactors>

function fill({ score, max }: Factor): string {
  const share = score / max
  if (share < 0.45) return 'bg-critical'
  return share < 0.7 ? 'bg-warning' : 'bg-ok'
}

function Weight({ of }: { of: { weight: number | null } }) {
  return of.weight === null ? null : <span className="text-xs text-fg-3">weight {of.weight} %</span>
}

/** What was seen, and the way to the rows it was seen in. */
function Seen({ part, customer }: { part: Factor | MissingFactor; customer: string }) {
  return (
    <p className="flex flex-wrap gap-x-3 text-xs text-fg-2">
      {part.evidence ? (
        <span className="min-w-fit max-w-full flex-1 break-words">{part.evidence}</span>
      ) : null}
      <span className="ml-auto flex gap-x-3">
        {evidenceOf(part.name, customer).map(({ label, href }) => (
          <Link
            key={href}
            href={href}
            prefetch={false}
            aria-label={`${label} behind ${plainName(part.name)}`}
            className="touch text-accent-text hover:underline"
          >
            {label}
          </Link>
        ))}
      </span>
    </p>
  )
}

/**
 * What a score is made of: the points of each part, its weight, what was seen and where; what is not
 * understood, as it is.
 * @param customer the customer's id, for the links to the rows behind each part.
 */
export function HealthBreakdown({ health, customer }: { health: Health; customer: string }) {
  const { factors, missing, rest } = health
  if (factors.length + missing.length === 0 && rest === null) {
    return <p className="text-fg-2">The calculation left nothing to explain it.</p>
  }
  return (
    <div className="flex flex-col gap-3">
      {factors.length + missing.length > 0 ? (
        <ul aria-label="Parts of the score" className="flex flex-col gap-3">
          {factors.map((factor) => (
            <li key={factor.name}>
              <div className="flex items-baseline gap-2">
                <span>{plainName(factor.name)}</span>
                <Weight of={factor} />
                <span className="ml-auto text-fg-2">
                  <span className="font-medium text-fg">{factor.score}</span> of {factor.max}
                </span>
              </div>
              <Meter share={factor.score / factor.max} fill={fill(factor)} className="my-1" />
              <Seen part={factor} customer={customer} />
            </li>
          ))}
          {missing.map((part) => (
            <li key={part.name}>
              <div className="flex items-baseline gap-2">
                <span>{plainName(part.name)}</span>
                <Weight of={part} />
                <span className="ml-auto text-fg-3">No data: the other parts carry its weight</span>
              </div>
              <Seen part={part} customer={customer} />
            </li>
          ))}
        </ul>
      ) : null}
      {rest === null ? null : <JsonTree value={rest} />}
    </div>
  )
}
