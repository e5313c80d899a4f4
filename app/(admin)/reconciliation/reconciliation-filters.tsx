'use client'

import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { plainName } from '@/lib/format'
import { type ReconciliationParams, reconciliation } from './list'

type Props = { params: ReconciliationParams; facets: Promise<FacetRow[]> }

/** The filter bar of /reconciliation. */
export function ReconciliationFilters({ params, facets }: Props) {
  return (
    <>
      <FacetFilter
        name="type"
        label={reconciliation.facets.type}
        selected={params.type}
        counts={facets}
        nameOf={plainName}
      />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
