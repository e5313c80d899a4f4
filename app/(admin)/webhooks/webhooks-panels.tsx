import { ListChart } from '@/components/data-table/list-chart'
import { formatMatches } from '@/lib/format/format'
import { countChart } from '@/lib/lists/figures'
import { type WebhooksQuery, webhooks } from './list'
import { countArrivals } from './queries'

const COLORS = { failed: 'critical', pending: 's1', processed: 's3', skipped: 's5' }

type Props = { query: WebhooksQuery }

/** How busy the queue is. */
export async function WebhooksArriving({ query }: Props) {
  return `${formatMatches(await countArrivals(query.now))} arrived in the last hour`
}

/** Webhooks over the chosen period by what became of them. */
export async function WebhookThroughput({ query }: Props) {
  const data = await countChart(webhooks, query)
  const label = `Received ${query.when}`
  return <ListChart label={`${label} by state`} counted={label} data={data} colors={COLORS} />
}
