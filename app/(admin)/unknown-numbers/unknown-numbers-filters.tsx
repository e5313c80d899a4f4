'use client'

import { FacetFilters, ListSearch } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { plainName } from '@/lib/format/format'
import { type UnknownNumbersParams, unknownNumbers } from './list'

type Props = { params: UnknownNumbersParams; facets: Promise<FacetRow[]> }

/** The filter bar of /unknown-numbers. */
export function UnknownNumbersFilters({ params, facets }: Props) {
  return (
    <>
      <ListSearch list={unknownNumbers} params={params} facets={facets} />
      <FacetFilters
        list={unknownNumbers}
        params={params}
        facets={facets}
        only={params.state === 'open' ? ['event_type'] : undefined}
        names={{ resolution: plainName }}
      />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
