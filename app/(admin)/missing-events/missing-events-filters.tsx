'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { plainName } from '@/lib/format'
import { MISSING_PERIODS, type MissingEventsParams } from './search-params'

type Props = { params: MissingEventsParams; facets: Promise<FacetRow[]> }

const kindName = (kind: string) => (kind === 'sms' ? 'Message' : plainName(kind))

/** The filter bar of /missing-events. */
export function MissingEventsFilters({ params, facets }: Props) {
  return (
    <>
      <FacetFilter name="kind" label="Kind" selected={params.kind} counts={facets} nameOf={kindName} />
      <FacetFilter
        name="known_by"
        label="Known by"
        selected={params.known_by}
        counts={facets}
        nameOf={plainName}
      />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} periods={MISSING_PERIODS} />
    </>
  )
}
