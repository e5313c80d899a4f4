'use client'

import { catchError } from 'next/error'
import { Suspense, use } from 'react'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { useListUrl } from '@/components/data-table/list-url'
import { Tabs } from '@/components/ui/tabs'
import { formatFacetCount } from '@/lib/format'
import { WEBHOOK_STATES, type WebhooksParams } from './search-params'
import { STATES } from './webhook-state'

type Props = { current: WebhooksParams['state']; isCauses: boolean; facets: Promise<FacetRow[]> }

function Count({ of: state, facets }: { of: WebhooksParams['state'] } & Pick<Props, 'facets'>) {
  const rows = use(facets).filter((row) => row.facet === 'state' && (state === 'all' || row.value === state))
  return formatFacetCount(...rows.map(({ matches }) => matches))
}

const CountBoundary = catchError(() => <span title="Could not be counted">?</span>)

/** Pending, failed, processed, skipped, all: each with how many match the other filters. */
export function WebhooksTabs({ current, isCauses, facets }: Props) {
  const { hrefWith } = useListUrl()
  const tabs = [...WEBHOOK_STATES, 'all' as const].map((state) => ({
    href: hrefWith({ state: state === 'pending' ? null : state, view: null }),
    label: state === 'all' ? 'All' : STATES[state].word,
    current: !isCauses && state === current,
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
