'use client'

import { X } from 'lucide-react'
import { useListUrl } from '@/components/data-table/list-url'

type Chip = { name: string; value: string; remove: string; onRemove: () => void }

function FilterChip({ name, value, remove, onRemove }: Chip) {
  return (
    <span className="inline-flex h-[26px] flex-none items-center overflow-hidden rounded-md border border-line-strong bg-raised text-xs whitespace-nowrap max-sm:h-11">
      <span className="max-w-72 truncate px-2">
        <span className="text-fg-2">{name} </span>
        <span className="font-mono">{value}</span>
      </span>
      <button
        type="button"
        aria-label={remove}
        onClick={onRemove}
        className="grid h-full w-6 place-items-center border-l border-line text-fg-3 hover:text-fg max-sm:w-11"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  )
}

/** What narrows the list beside the controls: what the payload holds, and the cause of the failure. */
export function AppliedFilters({ payload, cause }: { payload: string[]; cause: string | null }) {
  const { change } = useListUrl()
  return (
    <>
      {payload.map((held) => (
        <FilterChip
          key={held}
          name="Payload"
          value={held}
          remove={`Any payload instead of ${held}`}
          onRemove={() => change({ payload: payload.filter((other) => other !== held) })}
        />
      ))}
      {cause ? (
        <FilterChip
          name="Cause"
          value={cause.slice(0, 8)}
          remove="Show all causes"
          onRemove={() => change({ cause: null })}
        />
      ) : null}
    </>
  )
}
