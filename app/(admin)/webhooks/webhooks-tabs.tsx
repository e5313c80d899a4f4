'use client'

import { catchError } from 'next/error'
import { type ReactNode, Suspense, use } from 'react'
import type { FacetRow } from '@/components/data-table/facet-filter'
import { useListUrl } from '@/components/data-table/list-url'
import { type Tab, Tabs } from '@/components/ui/tabs'
import { formatFacetCount } from '@/lib/format/format'
import { WEBHOOK_STATES, type WebhooksParams } from './list'
import { STATES } from './webhook-state'

type Props = {
  current: WebhooksParams['state']
  isCauses: boolean
  facets: Promise<FacetRow[]>
  /** How many open events of unknown numbers there are. */
  unknown: Promise<string>
}

/** What the list of unknown numbers can be narrowed by as well. */
const SHARED = ['event_type', 'period', 'span']

function StateCount({ of: state, facets }: { of: WebhooksParams['state'] } & Pick<Props, 'facets'>) {
  const rows = use(facets).filter((row) => row.facet === 'state' && (state === 'all' || row.value === state))
  return formatFacetCount(...rows.map(({ matches }) => matches))
}

const Later = ({ text }: { text: Promise<string> }) => use(text)

const CountBoundary = catchError(() => <span title="Could not be counted">?</span>)

function Count({ children }: { children: ReactNode }) {
  return (
    <CountBoundary>
      <Suspense fallback={<span className="skeleton inline-block h-3 w-6 align-middle" />}>
        {children}
      </Suspense>
    </CountBoundary>
  )
}

/** Pending, failed, processed, skipped, all: each with how many match the other filters; and what never reached the queue. */
export function WebhooksTabs({ current, isCauses, facets, unknown }: Props) {
  const { hrefWith, query } = useListUrl()
  const tabs: Tab[] = [...WEBHOOK_STATES, 'all' as const].map((state) => ({
    href: hrefWith({ state: state === 'pending' ? null : state, view: null }),
    label: state === 'all' ? 'All' : STATES[state].word,
    current: !isCauses && state === current,
    count: (
      <Count>
        <StateCount of={state} facets={facets} />
      </Count>
    ),
  }))
  const shared = new URLSearchParams(
    [...new URLSearchParams(query)].filter(([name]) => SHARED.includes(name)),
  )
  tabs.splice(-1, 0, {
    href: `/unknown-numbers${shared.size > 0 ? `?${shared}` : ''}`,
    label: 'Unknown number',
    current: false,
    count: (
      <Count>
        <Later text={unknown} />
      </Count>
    ),
  })
  return <Tabs label="State" tabs={tabs} />
}
