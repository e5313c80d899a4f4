import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { requireAdmin } from '@/lib/auth'
import { readParams } from '@/lib/list-params'
import { OldestPending } from './oldest-pending'
import { countWebhookFacets } from './queries'
import { webhooksParsers } from './search-params'
import { WebhooksFilters } from './webhooks-filters'
import { WebhooksArriving, WebhooksRows, WebhookThroughput } from './webhooks-panels'
import { WebhooksTabs } from './webhooks-tabs'

export const metadata: Metadata = { title: 'Webhooks' }

async function Webhooks({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = readParams(webhooksParsers, await searchParams, {
    received_at: 'time',
    attempts: 'number',
  })
  const facets = countWebhookFacets(params)
  return (
    <ListPage
      name="Webhooks"
      count={<WebhooksArriving />}
      ignored={ignored}
      tabs={<WebhooksTabs current={params.state} facets={facets} />}
      filters={<WebhooksFilters params={params} facets={facets} />}
      chart={
        <div className="flex h-full gap-4">
          <div className="min-w-0 flex-1">
            <WebhookThroughput params={params} />
          </div>
          <div className="w-44 flex-none border-l border-line pl-4 max-sm:w-28 max-sm:pl-3">
            <PanelBoundary title="The oldest">
              <Suspense fallback={<div className="skeleton h-full" />}>
                <OldestPending />
              </Suspense>
            </PanelBoundary>
          </div>
        </div>
      }
    >
      <WebhooksRows params={params} />
    </ListPage>
  )
}

export default function WebhooksPage({ searchParams }: PageProps<'/webhooks'>) {
  return (
    <Suspense fallback={<PageSkeleton name="Webhooks" />}>
      <Webhooks searchParams={searchParams} />
    </Suspense>
  )
}
