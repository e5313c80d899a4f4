'use client'

import { X } from 'lucide-react'
import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { useListUrl } from '@/components/data-table/list-url'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { type SearchField, SINCE_WORDS } from '@/lib/search-syntax'
import { ActorFilter } from './actor-filter'
import type { Actor } from './queries'
import type { AuditParams } from './search-params'
import { actionName, sourceName, tableName } from './words'

const FIELDS: SearchField[] = [
  { key: 'source', param: 'source', many: true },
  { key: 'action', param: 'action', many: true },
  { key: 'table', param: 'entity', many: true },
  { key: 'id', param: 'id' },
  { key: 'customer', param: 'customer' },
  { key: 'since', param: 'period', words: SINCE_WORDS },
]

/** A chip while the log shows one row's history only. */
function RowFilter({ id }: { id: string | null }) {
  const { change } = useListUrl()
  if (!id) return null
  return (
    <span className="inline-flex h-[26px] flex-none items-center overflow-hidden rounded-md border border-line-strong bg-raised text-xs whitespace-nowrap max-sm:h-11">
      <span className="px-2">
        <span className="text-fg-2">Row </span>
        <span className="font-mono">{id.slice(0, 12)}</span>
      </span>
      <button
        type="button"
        aria-label="Show all rows"
        onClick={() => change({ id: null })}
        className="grid h-full w-6 place-items-center border-l border-line text-fg-3 hover:text-fg max-sm:w-11"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  )
}

type Props = { params: AuditParams; facets: Promise<FacetRow[]>; actors: Promise<Actor[]> }

/** The filter bar of /audit. */
export function AuditFilters({ params, facets, actors }: Props) {
  return (
    <>
      <SearchBox label="Search notes and reasons" value={params.q} fields={FIELDS} facets={facets} />
      <FacetFilter
        name="source"
        label="Source"
        selected={params.source}
        counts={facets}
        nameOf={sourceName}
      />
      <ActorFilter selected={params.actor} counts={facets} actors={actors} />
      <FacetFilter name="action" label="Act" selected={params.action} counts={facets} nameOf={actionName} />
      <FacetFilter name="entity" label="Table" selected={params.entity} counts={facets} nameOf={tableName} />
      <RowFilter id={params.id} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
