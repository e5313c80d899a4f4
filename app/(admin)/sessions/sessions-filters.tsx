'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { plainName } from '@/lib/format'
import { type SessionsParams, sessions } from './list'
import { signName } from './words'

type Props = { params: SessionsParams; facets: Promise<FacetRow[]> }

/** The filter bar of /sessions. */
export function SessionsFilters({ params, facets }: Props) {
  return (
    <>
      <SearchBox
        label={sessions.search.label}
        value={params.q}
        fields={sessions.search.fields}
        facets={facets}
      />
      <FacetFilter
        name="sign"
        label={sessions.facets.sign}
        selected={params.sign}
        counts={facets}
        nameOf={signName}
      />
      <FacetFilter
        name="device"
        label={sessions.facets.device}
        selected={params.device}
        counts={facets}
        nameOf={plainName}
      />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
