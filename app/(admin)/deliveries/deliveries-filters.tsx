'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { useListUrl } from '@/components/data-table/list-url'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { Button } from '@/components/ui/button'
import { type DeliveriesParams, deliveries } from './list'

type Props = { params: DeliveriesParams; facets: Promise<FacetRow[]> }

/** The filter bar of /deliveries. */
export function DeliveriesFilters({ params, facets }: Props) {
  const { change } = useListUrl()
  return (
    <>
      <FacetFilter
        name="event_type"
        label={deliveries.facets.event_type}
        selected={params.event_type}
        counts={facets}
      />
      <CustomerFilter id={params.customer} />
      {params.webhook ? (
        <Button size="small" onClick={() => change({ webhook: null })}>
          One webhook only: show all
        </Button>
      ) : null}
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
