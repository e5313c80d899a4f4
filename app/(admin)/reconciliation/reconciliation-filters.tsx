'use client'

import { FacetFilters } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { plainName } from '@/lib/format/format'
import { type ReconciliationParams, reconciliation } from './list'

type Props = { params: ReconciliationParams; facets: Promise<FacetRow[]> }

/** The filter bar of /reconciliation. */
export function ReconciliationFilters({ params, facets }: Props) {
  return (
    <>
      <FacetFilters list={reconciliation} params={params} facets={facets} names={{ type: plainName }} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
