import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { IgnoredParams } from '@/components/data-table/ignored-params'
import { requireAdmin } from '@/lib/auth'
import { readParams } from '@/lib/list-params'
import {
  AlertsBySeverity,
  ChartPanel,
  ErrorsByType,
  HealthGrades,
  WebhookThroughput,
} from './_overview/charts'
import { KeyFigures } from './_overview/figures'
import { OverviewHead, OverviewSkeleton, Strip } from './_overview/frame'
import { OldestStrip } from './_overview/oldest-strip'
import { overviewParsers } from './_overview/search-params'

export const metadata: Metadata = { title: 'Overview' }

async function Overview({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = readParams(overviewParsers, await searchParams)
  const { period } = params
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <OverviewHead period={period} />
      <IgnoredParams names={ignored} />
      <KeyFigures period={period} />
      <Strip>
        <OldestStrip />
      </Strip>
      <div className="grid flex-1 grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] grid-rows-[minmax(230px,4fr)_minmax(208px,3fr)] divide-line max-lg:grid-cols-1 max-lg:grid-rows-none [&>*]:border-b lg:[&>*:nth-child(odd)]:border-r">
        <ChartPanel title="Errors by type">
          <ErrorsByType period={period} />
        </ChartPanel>
        <ChartPanel title="Webhook throughput">
          <WebhookThroughput period={period} />
        </ChartPanel>
        <ChartPanel title="Alerts by severity">
          <AlertsBySeverity period={period} />
        </ChartPanel>
        <ChartPanel title="Health grades">
          <HealthGrades />
        </ChartPanel>
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
