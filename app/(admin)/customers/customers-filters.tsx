'use client'

import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { plainName } from '@/lib/format'
import type { CustomersParams } from './search-params'
import { tradeName } from './words'

type Props = { params: CustomersParams; facets: Promise<FacetRow[]> }

/** The filter bar of /customers. */
export function CustomersFilters({ params, facets }: Props) {
  return (
    <>
      <SearchBox label="Search name or e-mail" value={params.q} />
      <FacetFilter name="grade" label="Grade" selected={params.grade} counts={facets} />
      <FacetFilter name="risk" label="Risk" selected={params.risk} counts={facets} nameOf={plainName} />
      <FacetFilter name="tier" label="Plan" selected={params.tier} counts={facets} nameOf={plainName} />
      <FacetFilter
        name="industry"
        label="Trade"
        selected={params.industry}
        counts={facets}
        nameOf={tradeName}
      />
    </>
  )
}
