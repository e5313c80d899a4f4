'use client'

import { FacetFilters, ListSearch } from '@/components/data-table/declared-filters'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { plainName } from '@/lib/format/format'
import { lookUp } from '@/lib/format/labels'
import { USAGE_WORDS } from '@/lib/format/usage'
import { ContactFilter } from './contact-filter'
import { tradeName } from './labels'
import { type CustomersParams, customers } from './list'

const NAMES = {
  risk: plainName,
  tier: plainName,
  industry: tradeName,
  usage: (state: string) => lookUp(USAGE_WORDS, state) ?? state,
}

type Props = { params: CustomersParams; facets: Promise<FacetRow[]> }

/** The filter bar of /customers. */
export function CustomersFilters({ params, facets }: Props) {
  return (
    <>
      <ListSearch list={customers} params={params} facets={facets} />
      <FacetFilters list={customers} params={params} facets={facets} names={NAMES} />
      <ContactFilter days={params.no_contact} />
    </>
  )
}
