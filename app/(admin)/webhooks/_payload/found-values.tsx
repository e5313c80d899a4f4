'use client'

import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/lib/format/format'
import { writeExact } from '@/lib/payloads/exact-json'
import type { PayloadNode } from '@/lib/payloads/payload-index'
import { usePayloadPart } from './use-payload-part'

type Hit = PayloadNode & { path: string }
type Props = { id: string; term: string; selected: number | null; onSelect: (hit: Hit) => void }

/** What a search in a payload found. Only what is shown is searched, so that what is masked stays unknown. */
export function FoundValues({ id, term, selected, onSelect }: Props) {
  const answer = usePayloadPart<{ found: Hit[]; more: boolean }>(id, { q: term })
  if (answer === undefined) return <div className="skeleton h-24" role="status" aria-label="Searching" />
  if (answer === null) return <p className="text-critical-text">The payload could not be searched.</p>
  const { found, more } = answer
  return (
    <>
      <p role="status" className="mb-1 text-xs text-fg-2">
        {more ? `The first ${formatCount(found.length)}` : formatCount(found.length)} found
      </p>
      <ul className="max-h-96 overflow-y-auto rounded-md border border-line bg-sunken py-1 font-mono text-[11.5px]">
        {found.map((hit) => (
          <li key={hit.id}>
            <button
              type="button"
              onClick={() => onSelect(hit)}
              className={classNames(
                'flex w-full gap-2 truncate px-2 py-0.5 text-left hover:bg-hover',
                hit.id === selected && 'bg-active',
              )}
            >
              <span className="max-w-[60%] flex-none truncate text-fg-3">{hit.path}</span>
              <span className="truncate">
                {hit.kind === 'leaf' ? writeExact(hit.leaf) : `${formatCount(hit.size)} inside`}
              </span>
            </button>
          </li>
        ))}
        {found.length === 0 ? <li className="px-2 text-fg-3">Nothing that is shown contains it.</li> : null}
      </ul>
    </>
  )
}
