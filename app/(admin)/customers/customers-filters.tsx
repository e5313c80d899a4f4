'use client'

import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { SearchBox } from '@/components/data-table/search-box'
import type { CustomersParams } from './search-params'

type Props = { params: CustomersParams; facets: Promise<FacetRow[]> }

/** The filter bar of /customers. */
export function CustomersFilters({ params, facets }: Props) {
  return (
    <>
      <SearchBox label="Search name or e-mail" value={params.q} />
      <FacetFilter name="grade" label="Grade" selected={params.grade} counts={facets} />
      <FacetFilter name="risk" label="Risk" selected={params.risk} counts={facets} />
      <FacetFilter name="tier" label="Plan" selected={params.tier} counts={facets} />
      <FacetFilter name="industry" label="Trade" selected={params.industry} counts={facets} />
    </>
  )
}
