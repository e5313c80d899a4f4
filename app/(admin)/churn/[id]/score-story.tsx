import { RelativeTime } from '@/components/ui/relative-time'
import { Day } from '@/components/ui/zone'
import { colleague, parseTime, plainName } from '@/lib/format/format'
import { lookUp } from '@/lib/format/labels'
import type { ChurnRow } from '../queries'
import { readLastContact, readMoves, readScores, type ScorePoint } from '../story'

const [WIDTH, HEIGHT] = [400, 72]

/** The customer's score as it changed, with the moments at which the alert was raised and resolved. */
export async function ScoreChart({ alert }: { alert: ChurnRow }) {
  const points = await readScores(alert)
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 2) return <p className="text-fg-2">The score has no history yet.</p>
  const x = (at: number) => ((at - first.at) / Math.max(1, last.at - first.at)) * WIDTH
  const marks = [alert.created_at, alert.resolved_at].flatMap((at) => (at ? [parseTime(at).getTime()] : []))
  const words = `Score ${first.score} at first, ${last.score} at last; lowest ${Math.min(...points.map(({ score }) => score))}, highest ${Math.max(...points.map(({ score }) => score))}.`
  return (
    <figure>
      <svg
        role="img"
        aria-label={words}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-18 w-full"
      >
        {[60, 80].map((score) => (
          <line
            key={score}
            x1="0"
            x2={WIDTH}
            y1={y(score)}
            y2={y(score)}
            className="stroke-grid"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {marks.map((at) => (
          <line
            key={at}
            x1={x(at)}
            x2={x(at)}
            y1="0"
            y2={HEIGHT}
            className="stroke-warning [stroke-dasharray:3_3]"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        <polyline
          points={steps(points, x)}
          className="fill-none stroke-s1 stroke-[1.5]"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <figcaption className="flex justify-between text-xs text-fg-3">
        <span>
          {first.score}, <Day at={first.at} />
        </span>
        <span aria-hidden>
          {alert.resolved_at ? 'raised and resolved at the lines' : 'raised at the line'}
        </span>
        <span>{last.score} at last</span>
      </figcaption>
    </figure>
  )
}

const y = (score: number) => HEIGHT - (score / 100) * HEIGHT

/** A score holds until the next one: the line goes in steps. */
function steps(points: ScorePoint[], x: (at: number) => number): string {
  return points
    .flatMap(({ at, score }, index) => {
      const before = points[index - 1]
      const here = x(at).toFixed(1)
      return before ? [`${here},${y(before.score)}`, `${here},${y(score)}`] : [`${here},${y(score)}`]
    })
    .join(' ')
}

/** Which parts of the score changed since a week before the alert. */
export async function WhatMoved({ alert }: { alert: ChurnRow }) {
  const moved = await readMoves(alert)
  if (!moved) return <p className="text-fg-2">The score has no history that far back.</p>
  if (moved.moves.length === 0) return <p className="text-fg-2">No part of the score has changed.</p>
  return (
    <ul className="flex flex-col gap-1.5">
      {moved.moves.map(({ name, before, after, change, evidence }) => (
        <li key={name}>
          <span className="flex gap-3">
            <span className="min-w-0 flex-1 truncate">{plainName(name)}</span>
            <span className="text-fg-3">
              {before ?? '—'} → {after ?? '—'}
            </span>
            <span
              className={change > 0 ? 'w-9 text-right text-ok-text' : 'w-9 text-right text-critical-text'}
            >
              {change > 0 ? '+' : ''}
              {change}
            </span>
          </span>
          {evidence ? <span className="block text-xs break-words text-fg-2">{evidence}</span> : null}
        </li>
      ))}
    </ul>
  )
}

const KINDS: Record<string, string> = {
  comment: 'Comment',
  resolution: 'A churn alert was resolved',
  message: 'Text message',
}

/** The last that is known to have been said to the customer, or about one. */
export async function LastContact({ alert }: { alert: ChurnRow }) {
  const contact = await readLastContact(alert)
  if (!contact) return <p className="text-fg-2">Nothing is known to have been said to them.</p>
  return (
    <>
      <p className="flex gap-2">
        <span className="font-medium">{lookUp(KINDS, contact.kind) ?? contact.kind}</span>
        {contact.actor_email ? <span className="text-fg-2">by {colleague(contact.actor_email)}</span> : null}
        <span className="ml-auto text-fg-3">
          <RelativeTime at={contact.happened_at} />
        </span>
      </p>
      <p className="break-words whitespace-pre-wrap text-fg-2">{contact.words}</p>
    </>
  )
}
