import { Grade } from '@/components/ui/grade'
import { plainName, signed } from '@/lib/format/format'
import type { HealthPreview } from './preview'

function Score({ of: { score, grade } }: { of: HealthPreview['before'] }) {
  if (score === null) return <span className="text-fg-3">no score</span>
  return (
    <span className="inline-flex items-center gap-1.5">
      <Grade grade={grade} />
      <span className="w-5 text-right font-medium">{score}</span>
    </span>
  )
}

function Change({ before, after }: Pick<HealthPreview, 'before' | 'after'>) {
  if (before.score === null || after.score === null) return null
  const change = after.score - before.score
  if (change === 0) return <span className="text-fg-3">±0</span>
  return <span className={change > 0 ? 'text-ok-text' : 'text-critical-text'}>{signed(change)}</span>
}

function Parts({ factors, missing }: Pick<HealthPreview, 'factors' | 'missing'>) {
  return (
    <ul className="mt-1.5 flex flex-col gap-1 pl-4 text-xs text-fg-2">
      {factors.map(({ name, score, max, evidence }) => (
        <li
          key={name}
          className="grid grid-cols-[130px_86px_minmax(0,1fr)] gap-2 max-sm:grid-cols-1 max-sm:gap-0"
        >
          <span className="text-fg">{plainName(name)}</span>
          <span>
            {score} of {max}
          </span>
          <span>{evidence}</span>
        </li>
      ))}
      {missing.map(({ name, evidence }) => (
        <li key={name}>
          {plainName(name)}: no data{evidence ? ` (${evidence})` : ''}, the other parts carry its weight
        </li>
      ))}
    </ul>
  )
}

/** The effect on each customer: the score before and after, and what it is made of. */
export function PreviewRows({ rows }: { rows: HealthPreview[] }) {
  if (rows.length === 0) return <p className="py-6 text-fg-2">None of them is still a customer.</p>
  return (
    <ul>
      {rows.map(({ id, name, before, after, moved, factors, missing }) => (
        <li key={id} className="border-b border-line py-2 last:border-b-0">
          <details open={rows.length === 1}>
            <summary className="cursor-pointer marker:text-fg-3">
              <span className="inline-flex w-[calc(100%-1.25rem)] flex-wrap items-center gap-x-3 gap-y-1 align-middle">
                <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
                <Score of={before} />
                <span className="text-fg-3">to</span>
                <Score of={after} />
                <span className="w-9 text-right">
                  <Change before={before} after={after} />
                </span>
              </span>
            </summary>
            {moved ? <p className="mt-1 pl-4 text-xs text-fg-3">{moved}</p> : null}
            <Parts factors={factors} missing={missing} />
          </details>
        </li>
      ))}
    </ul>
  )
}
