'use client'

import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { plainName } from '@/lib/format'
import { type UnknownNumbersParams, unknownNumbers } from './list'

type Props = { params: UnknownNumbersParams; facets: Promise<FacetRow[]> }

/** The filter bar of /unknown-numbers. */
export function UnknownNumbersFilters({ params, facets }: Props) {
  return (
    <>
      <SearchBox
        label={unknownNumbers.search.label}
        value={params.q}
        fields={unknownNumbers.search.fields}
        facets={facets}
      />
      <FacetFilter
        name="event_type"
        label={unknownNumbers.facets.event_type}
        selected={params.event_type}
        counts={facets}
      />
      {params.state === 'open' ? null : (
        <FacetFilter
          name="resolution"
          label={unknownNumbers.facets.resolution}
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
