import { Send } from 'lucide-react'
import { ListChart } from '@/components/data-table/list-chart'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { EmptyState } from '@/components/ui/states'
import { formatMatches } from '@/lib/format'
import { chartWhen } from '@/lib/list-params'
import { DeliveriesTable } from './deliveries-table'
import { type DeliveriesParams, deliveriesFilter, isFiltered } from './list'
import { countDeliveries, deliveriesOverTime, listDeliveries } from './queries'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['↵', 'open'],
]

const COLORS = { failed: 'critical', waiting: 's1', delivered: 's3' }

const NONE: Record<DeliveriesParams['state'], [title: string, text: string]> = {
  failed: ['No failed deliveries', 'What customers’ systems did not take shows up here.'],
  waiting: ['None waits', 'Deliveries that are tried again show up here.'],
  delivered: ['None was delivered yet', 'What customers’ systems took shows up here.'],
  all: ['No deliveries yet', 'They show up here once a customer sets up a webhook.'],
}

type Props = { params: DeliveriesParams }

/** How many deliveries match. */
export async function DeliveryCount({ params }: Props) {
  const count = formatMatches(await countDeliveries(params))
  return params.state === 'all' ? count : `${count} ${params.state}`
}

/** Deliveries over the chosen period by what became of them. */
export async function DeliveriesChart({ params }: Props) {
  const data = await deliveriesOverTime(params)
  const label = `Sent ${chartWhen({ ...params, period: params.period === 'all' ? '7d' : params.period })}`
  return <ListChart label={`${label} by state`} counted={label} data={data} colors={COLORS} />
}

/** One page of deliveries, or why there is none. */
export async function DeliveryRows({ params }: Props) {
  const { rows, before, after } = await listDeliveries(params)
  const [title, text] = NONE[params.state]
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      news={{ list: 'deliveries', filter: deliveriesFilter(params, Date.now()) }}
    >
      {rows.length > 0 ? (
        <DeliveriesTable rows={rows} sort={{ by: params.sort, descending: params.order !== 'asc' }} />
      ) : isFiltered(params) ? (
        <NoMatch
          what="delivery"
          href={params.state === 'failed' ? '/deliveries' : `/deliveries?state=${params.state}`}
        />
      ) : (
        <EmptyState icon={Send} title={title}>
          {text}
        </EmptyState>
      )}
    </ListRows>
  )
}
