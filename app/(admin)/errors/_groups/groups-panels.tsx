import { Bug } from 'lucide-react'
import { ListChart } from '@/components/data-table/list-chart'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { EmptyState } from '@/components/ui/states'
import { listAdmins } from '@/lib/admins'
import { formatMatches } from '@/lib/format'
import { chartWhen } from '@/lib/list-params'
import { GroupsTable } from './groups-table'
import { type GroupsParams, groupsFilter, isFiltered } from './list'
import { countGroups, groupsOverTime, listGroups } from './queries'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['X', 'select'],
  ['⇧ X', 'range'],
  ['↵', 'open'],
  ['E', 'resolve'],
]

type Props = { params: GroupsParams }

/** How many groups match. */
export async function GroupsCount({ params }: Props) {
  const count = await countGroups(params)
  const state = params.state === 'all' ? '' : `${params.state} `
  return `${formatMatches(count)} ${state}${count.matches === 1 ? 'group' : 'groups'}`
}

/** The events of the groups over the chosen period, stacked by type. */
export async function GroupsOverTime({ params }: Props) {
  const data = await groupsOverTime(params)
  return <ListChart label="Events by type" counted={`Events ${chartWhen(params)}`} data={data} />
}

/** One page of groups, or why there is none. */
export async function GroupsRows({ params }: Props) {
  const [{ rows, before, after }, admins] = await Promise.all([listGroups(params), listAdmins()])
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      news={{ list: 'error_groups', filter: groupsFilter(params, Date.now()), word: 'with new errors' }}
    >
      {rows.length > 0 ? (
        <GroupsTable
          rows={rows}
          sort={{ by: params.sort, descending: params.order !== 'asc' }}
          admins={admins}
          filter={groupsFilter(params, Date.now())}
          more={before !== null || after !== null}
        />
      ) : isFiltered(params) ? (
        <NoMatch what="group" href="/errors" />
      ) : (
        <EmptyState icon={Bug} title="No unresolved errors">
          Everything that was reported has been resolved.
        </EmptyState>
      )}
    </ListRows>
  )
}
