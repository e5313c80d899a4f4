'use client'

import { X } from 'lucide-react'
import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilters, ListSearch } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { useListUrl } from '@/components/data-table/list-url'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { ActorFilter } from './actor-filter'
import { actionName, sourceName, tableName } from './labels'
import { type AuditParams, audit } from './list'
import type { Actor } from './queries'

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

const NAMES = { source: sourceName, action: actionName, entity: tableName }

type Props = { params: AuditParams; facets: Promise<FacetRow[]>; actors: Promise<Actor[]> }

/** The filter bar of /audit. */
export function AuditFilters({ params, facets, actors }: Props) {
  return (
    <>
      <ListSearch list={audit} params={params} facets={facets} />
      <FacetFilters list={audit} params={params} facets={facets} only={['source']} names={NAMES} />
      <ActorFilter selected={params.actor} counts={facets} actors={actors} />
      <FacetFilters list={audit} params={params} facets={facets} only={['action', 'entity']} names={NAMES} />
      <RowFilter id={params.id} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
