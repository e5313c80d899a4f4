'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilters } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { plainName } from '@/lib/format/format'
import { MISSING_PERIODS, type MissingEventsParams, missingEvents } from './list'

type Props = { params: MissingEventsParams; facets: Promise<FacetRow[]> }

const kindName = (kind: string) => (kind === 'sms' ? 'Message' : plainName(kind))

/** The filter bar of /missing-events. */
export function MissingEventsFilters({ params, facets }: Props) {
  return (
    <>
      <FacetFilters
        list={missingEvents}
        params={params}
        facets={facets}
        names={{ kind: kindName, known_by: plainName }}
      />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} periods={MISSING_PERIODS} />
    </>
  )
}
