import { FilterX, Webhook } from 'lucide-react'
import { Legend } from '@/components/charts/legend'
import { ListHistogram } from '@/components/data-table/list-histogram'
import { ListRows } from '@/components/data-table/list-page'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/states'
import { formatMatches } from '@/lib/format'
import { chartWhen } from '@/lib/list-params'
import { countArrivals, listWebhooks, webhookThroughput } from './queries'
import { isFiltered, type WebhooksParams, webhooksFilter } from './search-params'
import { WebhooksTable } from './webhooks-table'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['X', 'select'],
  ['⇧ X', 'range'],
  ['↵', 'open'],
  ['R', 'requeue'],
  ['S', 'skip'],
]

const COLORS = { failed: 'critical', pending: 's1', processed: 's3', skipped: 's5' }

const NONE: Record<WebhooksParams['state'], [title: string, text: string]> = {
  pending: ['The queue is empty', 'Every webhook that arrived has been processed.'],
  failed: ['No failed webhooks', 'What fails shows up here until it is requeued.'],
  processed: ['None was processed yet', 'What went through shows up here.'],
  skipped: ['None was skipped', 'What was left out on purpose shows up here.'],
  all: ['No webhooks yet', 'They show up here as they arrive.'],
}

type Props = { params: WebhooksParams }

/** How busy the queue is. */
export async function WebhooksArriving() {
  return `${formatMatches(await countArrivals())} arrived in the last hour`
}

/** Webhooks over the chosen period by what became of them. */
export async function WebhookThroughput({ params }: Props) {
  const data = await webhookThroughput(params)
  const label = `Received ${chartWhen(params)}`
  return (
    <div className="flex h-full flex-col gap-1">
      <div className="flex items-center gap-4 overflow-hidden">
        <span className="text-xs whitespace-nowrap text-fg-2 max-sm:sr-only">{label}</span>
        <Legend data={data} colors={COLORS} />
      </div>
      <ListHistogram label={`${label} by state`} data={data} colors={COLORS} className="min-h-0 flex-1" />
    </div>
  )
}

/** One page of webhooks, or why there is none. */
export async function WebhooksRows({ params }: Props) {
  const { rows, before, after } = await listWebhooks(params)
  const [title, text] = NONE[params.state]
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      news={{ list: 'webhooks', filter: webhooksFilter(params, Date.now()) }}
    >
      {rows.length > 0 ? (
        <WebhooksTable
          rows={rows}
          sort={{ by: params.sort, descending: params.order !== 'asc' }}
          filter={webhooksFilter(params, Date.now())}
          more={Boolean(before || after)}
        />
      ) : isFiltered(params) ? (
        <EmptyState
          icon={FilterX}
          title="No webhook matches"
          action={
            <ButtonLink href={params.state === 'pending' ? '/webhooks' : `/webhooks?state=${params.state}`}>
              Clear the filters
            </ButtonLink>
          }
        />
      ) : (
        <EmptyState icon={Webhook} title={title}>
          {text}
        </EmptyState>
      )}
    </ListRows>
  )
}
