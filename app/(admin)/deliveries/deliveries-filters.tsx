'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilters } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
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
      <FacetFilters list={deliveries} params={params} facets={facets} />
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
