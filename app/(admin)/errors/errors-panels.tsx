import { ListChart } from '@/components/data-table/list-chart'
import { countChart } from '@/lib/lists/figures'
import { type ErrorsQuery, errors } from './list'

type Props = { query: ErrorsQuery }

/** Errors over the chosen period, stacked by type. */
export async function ErrorsOverTime({ query }: Props) {
  const data = await countChart(errors, query)
  return <ListChart label="Errors by type" counted={`Seen ${query.when}`} data={data} />
}
