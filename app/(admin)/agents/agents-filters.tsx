'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { plainName } from '@/lib/format'
import type { SearchField } from '@/lib/search-syntax'
import { type AgentsParams, PROBLEMS } from './search-params'

const FIELDS: SearchField[] = [
  { key: 'status', param: 'status', many: true },
  { key: 'customer', param: 'customer' },
  {
    key: 'problem',
    param: 'problem',
    words: Object.fromEntries(['any', ...PROBLEMS].map((problem) => [problem, problem])),
  },
]

type Props = { params: AgentsParams; facets: Promise<FacetRow[]> }

/** The filter bar of /agents. */
export function AgentsFilters({ params, facets }: Props) {
  return (
    <>
      <SearchBox label="Number, name or agent id" value={params.q} fields={FIELDS} facets={facets} />
      <FacetFilter name="status" label="Status" selected={params.status} counts={facets} nameOf={plainName} />
      <FacetFilter
        name="problem"
        label="Problem"
        selected={params.problem}
        counts={facets}
        nameOf={plainName}
      />
      <CustomerFilter id={params.customer} />
    </>
  )
}
