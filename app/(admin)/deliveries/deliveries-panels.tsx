import { ListChart } from '@/components/data-table/list-chart'
import { countChart } from '@/lib/lists/figures'
import { type DeliveriesQuery, deliveries } from './list'

const COLORS = { failed: 'critical', waiting: 's1', delivered: 's3' }

type Props = { query: DeliveriesQuery }

/** Deliveries over the chosen period by what became of them. */
export async function DeliveriesChart({ query }: Props) {
  const data = await countChart(deliveries, query)
  const label = `Sent ${query.when}`
  return <ListChart label={`${label} by state`} counted={label} data={data} colors={COLORS} />
}
