'use client'

import { Plus, X } from 'lucide-react'
import { Suspense, use } from 'react'
import { Menu, MenuCheckboxItem } from '@/components/ui/menu'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { formatFacetCount } from '@/lib/format/format'
import { useListUrl } from './list-url'

/** One value of a facet and how many rows have it under the other filters, as formatFacetCount takes it. */
export type FacetRow = { facet: string; value: string; matches: number }

type Facet = {
  /** The parameter in the URL, and the facet's name in the database's answer. */
  name: string
  label: string
  selected: string[]
  counts: Promise<FacetRow[]>
  /** The label of a value; the value itself without one. */
  nameOf?: (value: string) => string
}

function FacetValues({ name, selected, counts, nameOf }: Facet) {
  const { change } = useListUrl()
  const rows = use(counts).filter((row) => row.facet === name)
  const gone = selected.filter((value) => !rows.some((row) => row.value === value))
  const values = [...rows, ...gone.map((value) => ({ facet: name, value, matches: 0 }))]
  if (values.length === 0) return <p className="px-2 py-1.5 text-fg-2">No values yet</p>
  return values.map(({ value, matches }) => (
    <MenuCheckboxItem
      key={value}
      checked={selected.includes(value)}
      onCheckedChange={(on) =>
        change({ [name]: on ? [...selected, value] : selected.filter((item) => item !== value) })
      }
      detail={formatFacetCount(matches)}
    >
      {nameOf?.(value) ?? value}
    </MenuCheckboxItem>
  ))
}

/** A chip that filters by the values of one column; dashed while it filters nothing. */
export function FacetFilter(facet: Facet) {
  const { label, name, selected, nameOf } = facet
  const { change } = useListUrl()
  const chip = 'inline-flex h-[26px] flex-none items-center text-xs whitespace-nowrap max-sm:h-[46px]'
  const shown =
    selected.length > 2
      ? `${selected.length} selected`
      : selected.map((value) => nameOf?.(value) ?? value).join(', ')
  return (
    <span
      className={`${chip} overflow-hidden rounded-md border border-line-strong ${selected.length ? 'bg-raised' : 'border-dashed text-fg-2'}`}
    >
      <Menu
        trigger={
          <button
            type="button"
            className="flex h-full items-center gap-1.5 px-2 hover:bg-hover max-sm:min-w-11"
          >
            {selected.length ? null : <Plus aria-hidden className="size-3" />}
            <span className={selected.length ? 'text-fg-2' : undefined}>{label}</span>
            {selected.length ? <span className="max-w-48 truncate font-medium">{shown}</span> : null}
          </button>
        }
      >
        <PanelBoundary title={`The values of ${label.toLowerCase()}`}>
          <Suspense fallback={<p className="px-2 py-1.5 text-fg-2">Counting</p>}>
            <FacetValues {...facet} />
          </Suspense>
        </PanelBoundary>
      </Menu>
      {selected.length ? (
        <button
          type="button"
          aria-label={`Clear the filter ${label}`}
          onClick={() => change({ [name]: [] })}
          className="grid h-full w-6 place-items-center border-l border-line text-fg-3 hover:text-fg max-sm:w-11"
        >
          <X aria-hidden className="size-3" />
        </button>
      ) : null}
    </span>
  )
}
