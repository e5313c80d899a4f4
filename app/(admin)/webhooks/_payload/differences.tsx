'use client'

import { useState } from 'react'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatCount } from '@/lib/format/format'
import type { PayloadDifference } from '@/lib/payloads/payload-diff'
import { usePayloadPart } from './use-payload-part'

/** Another webhook whose payload can be compared. */
export type Comparable = { id: string; what: string; receivedAt: string }

const WORDS = { added: 'only here', removed: 'only there', changed: 'changed' }

/** How a payload differs from another's: of a delivery with the same key, or of the last success of its type. */
export function Differences({ id, others }: { id: string; others: Comparable[] }) {
  const [against, setAgainst] = useState(others[0]?.id ?? '')
  const answer = usePayloadPart<{ differences: PayloadDifference[]; more: boolean }>(id, { against })
  const other = others.find((candidate) => candidate.id === against)
  return (
    <>
      <div className="mb-1.5 flex flex-wrap items-center gap-2 text-xs text-fg-2">
        <label className="flex items-center gap-1.5">
          Against
          <select
            value={against}
            onChange={(event) => setAgainst(event.target.value)}
            className="h-6 max-w-64 rounded-md border border-line-strong bg-surface px-1.5 max-sm:h-11"
          >
            {others.map(({ id: candidate, what }) => (
              <option key={candidate} value={candidate}>
                {what}
              </option>
            ))}
          </select>
        </label>
        {other ? (
          <span>
            received <RelativeTime at={other.receivedAt} style="long" />
          </span>
        ) : null}
      </div>
      {answer === undefined ? <div className="skeleton h-24" role="status" aria-label="Comparing" /> : null}
      {answer === null ? <p className="text-critical-text">The payloads could not be compared.</p> : null}
      {answer ? <Found {...answer} /> : null}
    </>
  )
}

function Found({ differences, more }: { differences: PayloadDifference[]; more: boolean }) {
  if (differences.length === 0) return <p className="text-fg-2">The payloads are identical.</p>
  return (
    <>
      <table
        aria-label="Differences"
        className="w-full table-fixed border-collapse rounded-md border border-line font-mono text-[11.5px]"
      >
        <thead className="font-sans text-xs text-fg-3">
          <tr className="[&>th]:px-2 [&>th]:py-1 [&>th]:text-left [&>th]:font-normal">
            <th>Path</th>
            <th>There</th>
            <th>Here</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ path, kind, before, after }) => (
            <tr
              key={`${kind} ${path}`}
              className="border-t border-line align-top [&>td]:px-2 [&>td]:py-1 [&>td]:break-all"
            >
              <td>
                {path} <span className="font-sans text-2xs text-fg-3">{WORDS[kind]}</span>
              </td>
              <td className="text-fg-2">{before ?? '—'}</td>
              <td>{after ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more ? (
        <p className="mt-1.5 text-xs text-fg-2">
          The first {formatCount(differences.length)}; there are more.
        </p>
      ) : null}
    </>
  )
}
