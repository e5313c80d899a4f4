'use client'

import { CustomerFilter } from '@/components/data-table/customer-filter'
import { FacetFilter, type FacetRow } from '@/components/data-table/facet-filter'
import { PeriodFilter } from '@/components/data-table/period-filter'
import { SearchBox } from '@/components/data-table/search-box'
import { plainName } from '@/lib/format'
import { type SearchField, SINCE_WORDS } from '@/lib/search-syntax'
import type { SessionsParams } from './search-params'
import { signName } from './words'

const FIELDS: SearchField[] = [
  { key: 'device', param: 'device', many: true },
  { key: 'sign', param: 'sign', many: true },
  { key: 'customer', param: 'customer' },
  { key: 'is', param: 'state', words: { active: null, odd: 'odd', revoked: 'revoked', all: 'all' } },
  { key: 'since', param: 'period', words: SINCE_WORDS },
]

type Props = { params: SessionsParams; facets: Promise<FacetRow[]> }

/** The filter bar of /sessions. */
export function SessionsFilters({ params, facets }: Props) {
  return (
    <>
      <SearchBox label="Search address and device" value={params.q} fields={FIELDS} facets={facets} />
      <FacetFilter name="sign" label="Looks odd" selected={params.sign} counts={facets} nameOf={signName} />
      <FacetFilter name="device" label="Device" selected={params.device} counts={facets} nameOf={plainName} />
      <CustomerFilter id={params.customer} />
      <span className="ml-auto" />
      <PeriodFilter value={params.period} />
    </>
  )
}
