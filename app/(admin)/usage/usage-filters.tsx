'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilters, ListSearch } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { plainName } from '@/lib/format/format'
import { type UsageParams, usage } from './list'

type Props = { params: UsageParams; facets: Promise<FacetRow[]> }

/** The filter bar of /usage. */
export function UsageFilters({ params, facets }: Props) {
  return (
    <>
      <ListSearch list={usage} params={params} facets={facets} />
      <FacetFilters list={usage} params={params} facets={facets} names={{ tier: plainName }} />
      <CustomerFilter id={params.customer} />
    </>
  )
}
