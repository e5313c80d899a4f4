'use client'

import { useListUrl } from '@/components/data-table/list-url'
import { SelfLink } from '@/components/detail/standalone'
import { classNames } from '@/components/ui/class-names'
import type { TimelineKind } from './kinds'

export type Chip = { kind: TimelineKind; name: string; count?: string }

const look =
  'inline-flex h-6 flex-none items-center gap-1 rounded-md border px-1.5 text-xs whitespace-nowrap max-sm:h-11 max-sm:min-w-11'
const on = 'border-line-strong bg-raised font-medium text-fg shadow-soft'
const off = 'border-transparent text-fg-2 hover:bg-hover hover:text-fg'

/** The kinds of entries as links that take each in or out; the choice lives in the URL. */
export function TimelineChips({ chips, chosen }: { chips: Chip[]; chosen: TimelineKind[] }) {
  const { hrefWith } = useListUrl()
  return (
    <nav aria-label="Kinds of entries" className="-mx-1 flex flex-wrap gap-x-0.5 gap-y-1">
      <SelfLink
        href={hrefWith({ kind: null })}
        scroll={false}
        aria-current={chosen.length === 0 ? 'true' : undefined}
        className={classNames(look, chosen.length === 0 ? on : off)}
      >
        All
      </SelfLink>
      {chips.map(({ kind, name, count }) => {
        const isOn = chosen.includes(kind)
        const kinds = isOn ? chosen.filter((other) => other !== kind) : [...chosen, kind]
        return (
          <SelfLink
            key={kind}
            href={hrefWith({ kind: kinds })}
            scroll={false}
            prefetch={false}
            aria-current={isOn ? 'true' : undefined}
            className={classNames(look, isOn ? on : off)}
          >
            {name}
            {count === undefined ? null : <span className="font-normal text-fg-3">{count}</span>}
          </SelfLink>
        )
      })}
    </nav>
  )
}
