'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilters, ListSearch } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { plainName } from '@/lib/format/format'
import { type AgentsParams, agents } from './list'

type Props = { params: AgentsParams; facets: Promise<FacetRow[]> }

/** The filter bar of /agents. */
export function AgentsFilters({ params, facets }: Props) {
  return (
    <>
      <ListSearch list={agents} params={params} facets={facets} />
      <FacetFilters
        list={agents}
        params={params}
        facets={facets}
        names={{ status: plainName, problem: plainName }}
      />
      <CustomerFilter id={params.customer} />
    </>
  )
}
