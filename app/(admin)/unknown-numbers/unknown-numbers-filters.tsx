'use client'

import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { plainName } from '@/lib/format'
import { type SearchField, SINCE_WORDS } from '@/lib/search-syntax'
import type { UnknownNumbersParams } from './search-params'

const FIELDS: SearchField[] = [
  { key: 'event', param: 'event_type', many: true },
  { key: 'is', param: 'state', words: { open: null, resolved: 'resolved', all: 'all' } },
  { key: 'since', param: 'period', words: SINCE_WORDS },
]

type Props = { params: UnknownNumbersParams; facets: Promise<FacetRow[]> }

/** The filter bar of /unknown-numbers. */
export function UnknownNumbersFilters({ params, facets }: Props) {
  return (
    <>
      <SearchBox label="Part of the number" value={params.q} fields={FIELDS} facets={facets} />
      <FacetFilter name="event_type" label="Event" selected={params.event_type} counts={facets} />
      {params.state === 'open' ? null : (
        <FacetFilter
          name="resolution"
          label="Resolution"
          selected={params.resolution}
          counts={facets}
          nameOf={plainName}
        />
      )}
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
