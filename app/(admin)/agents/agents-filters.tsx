'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { plainName } from '@/lib/format'
import { type AgentsParams, agents } from './list'

type Props = { params: AgentsParams; facets: Promise<FacetRow[]> }

/** The filter bar of /agents. */
export function AgentsFilters({ params, facets }: Props) {
  return (
    <>
      <SearchBox label={agents.search.label} value={params.q} fields={agents.search.fields} facets={facets} />
      <FacetFilter
        name="status"
        label={agents.facets.status}
        selected={params.status}
        counts={facets}
        nameOf={plainName}
      />
      <FacetFilter
        name="problem"
        label={agents.facets.problem}
        selected={params.problem}
        counts={facets}
        nameOf={plainName}
      />
      <CustomerFilter id={params.customer} />
    </>
  )
}
