import { Webhook } from 'lucide-react'
import { ListChart } from '@/components/data-table/list-chart'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { EmptyState } from '@/components/ui/states'
import { formatMatches } from '@/lib/format'
import { chartWhen } from '@/lib/list-params'
import { isFiltered, type WebhooksParams, webhooksFilter } from './list'
import { countArrivals, listWebhooks, webhookThroughput } from './queries'
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
  return <ListChart label={`${label} by state`} counted={label} data={data} colors={COLORS} />
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
        <NoMatch
          what="webhook"
          href={params.state === 'pending' ? '/webhooks' : `/webhooks?state=${params.state}`}
        />
      ) : (
        <EmptyState icon={Webhook} title={title}>
          {text}
        </EmptyState>
      )}
    </ListRows>
  )
}
