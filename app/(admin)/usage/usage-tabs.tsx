'use client'

import { catchError } from 'next/error'
import { Suspense, use } from 'react'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { useListUrl } from '@/components/data-table/list-url'
import { Tabs } from '@/components/ui/tabs'
import { formatFacetCount } from '@/lib/format/format'
import { USAGE_STATES, USAGE_WORDS } from '@/lib/format/usage'
import type { UsageParams } from './list'

type State = UsageParams['state']
type Props = { current: State; facets: Promise<FacetRow[]> }

function Count({ of: state, facets }: { of: State; facets: Promise<FacetRow[]> }) {
  const rows = use(facets).filter((row) => row.facet === 'state' && (state === 'all' || row.value === state))
  return formatFacetCount(...rows.map(({ matches }) => matches))
}

const CountBoundary = catchError(() => <span title="Could not be counted">?</span>)

/** All, stopped, over, near, under: each with how many match the other filters. */
export function UsageTabs({ current, facets }: Props) {
  const { hrefWith } = useListUrl()
  const tabs = (['all', ...USAGE_STATES] as const).map((state) => ({
    href: hrefWith({ state: state === 'all' ? null : state }),
    label: state === 'all' ? 'All' : USAGE_WORDS[state],
    current: state === current,
    count: (
      <CountBoundary>
        <Suspense fallback={<span className="skeleton inline-block h-3 w-6 align-middle" />}>
          <Count of={state} facets={facets} />
        </Suspense>
      </CountBoundary>
    ),
  }))
  return <Tabs label="State" tabs={tabs} />
}
