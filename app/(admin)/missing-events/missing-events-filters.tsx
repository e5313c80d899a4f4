'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { plainName } from '@/lib/format'
import { MISSING_PERIODS, type MissingEventsParams, missingEvents } from './list'

type Props = { params: MissingEventsParams; facets: Promise<FacetRow[]> }

const kindName = (kind: string) => (kind === 'sms' ? 'Message' : plainName(kind))

/** The filter bar of /missing-events. */
export function MissingEventsFilters({ params, facets }: Props) {
  return (
    <>
      <FacetFilter
        name="kind"
        label={missingEvents.facets.kind}
        selected={params.kind}
        counts={facets}
        nameOf={kindName}
      />
      <FacetFilter
        name="known_by"
        label={missingEvents.facets.known_by}
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
