'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilters, ListSearch } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { plainName } from '@/lib/format/format'
import { signName } from './labels'
import { type SessionsParams, sessions } from './list'

type Props = { params: SessionsParams; facets: Promise<FacetRow[]> }

/** The filter bar of /sessions. */
export function SessionsFilters({ params, facets }: Props) {
  return (
    <>
      <ListSearch list={sessions} params={params} facets={facets} />
      <FacetFilters
        list={sessions}
        params={params}
        facets={facets}
        names={{ sign: signName, device: plainName }}
      />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
