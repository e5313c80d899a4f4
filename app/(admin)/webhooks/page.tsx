import type { Metadata } from 'next'
import { Insight } from '@/components/data-table/insight'
import { ListView, OpenList, Rows } from '@/components/data-table/list'
import { startRows } from '@/lib/lists/defer'
import { countFacets } from '@/lib/lists/figures'
import type { SharedCounts } from '@/lib/pulse'
import { CausesList } from './_causes/causes-list'
import { listCauses } from './_causes/queries'
import { type WebhookState, type WebhooksQuery, webhooks } from './list'
import { countUnknownEvents, listWebhooks, throughputWhen, webhookThroughputByType } from './queries'
import { QueueDepth } from './queue-depth'
import { ThroughputByType } from './throughput-insight'
import { ViewSwitch } from './view-switch'
import { WebhooksFilters } from './webhooks-filters'
import { WebhooksArriving, WebhookThroughput } from './webhooks-panels'
import { WebhooksTable } from './webhooks-table'
import { WebhooksTabs } from './webhooks-tabs'

export const metadata: Metadata = { title: webhooks.title }

/** Each webhook, or what makes them fail. */
function shownRows(query: WebhooksQuery) {
  if (query.params.view === 'causes') {
    return <CausesList causes={startRows('list_webhook_causes', () => listCauses(query))} />
  }
  // The marks are of these rows, and part of them.
  const page = startRows('webhook_marks', () => listWebhooks(query))
  return (
    <Rows list={webhooks} query={query} page={page}>
      {(rows, shown) => <WebhooksTable rows={rows} {...shown} />}
    </Rows>
  )
}

/** The numbers of two tabs that the navigation and the overview count, too. */
async function sharedCounts(facets: ReturnType<typeof countFacets>, { isFiltered }: WebhooksQuery) {
  const shared: SharedCounts = {}
  if (isFiltered) return shared
  const rows = (await facets).filter(({ facet }) => facet === 'state')
  const matches = (state: WebhookState) => rows.find(({ value }) => value === state)?.matches ?? 0
  for (const state of ['pending', 'failed'] as const) {
    // Of so many that not all are counted there is no number to compare.
    if (matches(state) >= 0) shared[`${state}_webhooks`] = Math.min(matches(state), 10_000)
  }
  return shared
}

function WebhooksList({ query }: { query: WebhooksQuery }) {
  const rows = shownRows(query)
  const { params } = query
  const facets = countFacets(webhooks.name, query.filter)
  const throughput = webhookThroughputByType(query)
  throughput.catch(() => undefined)
  const unknown = countUnknownEvents(query)
  unknown.catch(() => undefined)
  return (
    <ListView
      list={webhooks}
      query={query}
      count={<WebhooksArriving query={query} />}
      shared={sharedCounts(facets, query)}
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
      figures={<QueueDepth query={query} />}
      figuresHeight="min-h-32 max-sm:min-h-24"
      chart={<WebhookThroughput query={query} />}
      insights={
        <Insight title="By event type" note={`finished ${throughputWhen(query)}, failed, mean time`}>
          <ThroughputByType rows={throughput} />
        </Insight>
      }
    >
      {rows}
    </ListView>
  )
}

export default function WebhooksPage({ searchParams }: PageProps<'/webhooks'>) {
  return (
    <OpenList list={webhooks} searchParams={searchParams}>
      {(query) => <WebhooksList query={query} />}
    </OpenList>
  )
}
