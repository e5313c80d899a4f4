import { ListChart } from '@/components/data-table/list-chart'
import { countChart } from '@/lib/lists/figures'
import { errorGroups, type GroupsQuery } from './list'

type Props = { query: GroupsQuery }

/** The events of the groups over the chosen period, stacked by type. */
export async function GroupsOverTime({ query }: Props) {
  const data = await countChart(errorGroups, query)
  return <ListChart label="Events by type" counted={`Events ${query.when}`} data={data} />
}
