import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { IgnoredParams } from '@/components/data-table/ignored-params'
import { readParams } from '@/lib/lists/params'
import { requireAdmin } from '@/lib/session/auth'
import { NeedsAttention } from './_overview/attention'
import { ChartPanel, ErrorsByType, HealthGrades, WebhookThroughput } from './_overview/charts'
import { KeyFigures } from './_overview/figures'
import { OverviewHead, OverviewSkeleton, Region, Strip } from './_overview/frame'
import { OldestStrip } from './_overview/oldest-strip'
import { LatestReconciliation } from './_overview/reconciliation'
import { overviewParsers } from './_overview/search-params'
import { SecurityNotice } from './_overview/security-notice'

export const metadata: Metadata = { title: 'Overview' }

async function Overview({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const now = Date.now()
  const { params, ignored } = readParams(overviewParsers, await searchParams)
  const { period } = params
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto max-sm:in-order">
      <OverviewHead period={period} at={now} />
      <IgnoredParams names={ignored} />
      <SecurityNotice />
      <KeyFigures period={period} />
      <Strip>
        <OldestStrip />
      </Strip>
      <div className="grid flex-none grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)] border-b border-line max-lg:grid-cols-1 max-sm:in-order">
        <ChartPanel title="Errors by type">
          <ErrorsByType period={period} />
        </ChartPanel>
        <ChartPanel title="Webhook throughput">
          <WebhookThroughput period={period} />
        </ChartPanel>
      </div>
      <div className="grid flex-1 grid-cols-[minmax(0,1fr)_320px] max-lg:grid-cols-1 max-lg:in-order">
        <Region title="Needs attention now" height="min-h-[397px]">
          <NeedsAttention />
        </Region>
        <div className="flex flex-col border-line max-lg:border-t lg:border-l">
          <ChartPanel title="Health grades">
            <HealthGrades />
          </ChartPanel>
          <Region title="Latest reconciliation" height="min-h-[188px] flex-1 border-t border-line">
            <LatestReconciliation />
          </Region>
        </div>
      </div>
    </div>
  )
}

export default function OverviewPage({ searchParams }: PageProps<'/'>) {
  return (
    <Suspense fallback={<OverviewSkeleton />}>
      <Overview searchParams={searchParams} />
    </Suspense>
  )
}
