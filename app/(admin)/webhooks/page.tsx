import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { Suspense } from 'react'
import { Insight } from '@/components/data-table/insight'
import { ListPage } from '@/components/data-table/list-page'
import { PageSkeleton } from '@/components/data-table/skeleton'
import { requireAdmin } from '@/lib/auth'
import { CausesList } from './_causes/causes-list'
import { webhooks } from './list'
import { countUnknownEvents, countWebhookFacets, webhookThroughputByType } from './queries'
import { QueueDepth } from './queue-depth'
import { ThroughputByType } from './throughput-insight'
import { ViewSwitch } from './view-switch'
import { WebhooksFilters } from './webhooks-filters'
import { WebhooksArriving, WebhooksRows, WebhookThroughput } from './webhooks-panels'
import { WebhooksTabs } from './webhooks-tabs'

export const metadata: Metadata = { title: 'Webhooks' }

async function Webhooks({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireAdmin()
  const { params, ignored } = webhooks.read(await searchParams, Date.now())
  const facets = countWebhookFacets(params)
  const throughput = webhookThroughputByType(params)
  throughput.catch(() => undefined)
  const unknown = countUnknownEvents(params)
  unknown.catch(() => undefined)
  return (
    <ListPage
      name="Webhooks"
      count={<WebhooksArriving />}
      ignored={ignored}
      actions={<ViewSwitch view={params.view} />}
      tabs={
        <WebhooksTabs
          current={params.state}
          isCauses={params.view === 'causes'}
          facets={facets}
          unknown={unknown}
        />
      }
      filters={<WebhooksFilters params={params} facets={facets} />}
      figures={<QueueDepth params={params} />}
      figuresHeight="min-h-32 max-sm:min-h-24"
      chart={<WebhookThroughput params={params} />}
      insights={
        <Insight title="By event type" note="settled, failed, mean time">
          <ThroughputByType rows={throughput} />
        </Insight>
      }
    >
      {params.view === 'causes' ? <CausesList params={params} /> : <WebhooksRows params={params} />}
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
