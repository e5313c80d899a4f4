import { Bug, FilterX } from 'lucide-react'
import { Legend } from '@/components/charts/legend'
import { ListHistogram } from '@/components/data-table/list-histogram'
import { ListRows } from '@/components/data-table/list-page'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/states'
import { listAdmins } from '@/lib/admins'
import { formatMatches } from '@/lib/format'
import { chartWhen } from '@/lib/list-params'
import { GroupsTable } from './groups-table'
import { countGroups, groupsOverTime, listGroups } from './queries'
import { type GroupsParams, groupsFilter, isFiltered } from './search-params'

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
  return (
    <div className="flex h-full flex-col gap-1">
      <div className="flex items-center gap-4 overflow-hidden">
        <span className="text-xs whitespace-nowrap text-fg-2 max-sm:sr-only">Events {chartWhen(params)}</span>
        <Legend data={data} />
      </div>
      <ListHistogram label="Events by type" data={data} className="min-h-0 flex-1" />
    </div>
  )
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
        <EmptyState
          icon={FilterX}
          title="No group matches"
          action={<ButtonLink href="/errors">Clear the filters</ButtonLink>}
        />
      ) : (
        <EmptyState icon={Bug} title="No unresolved errors">
          Everything that was reported has been resolved.
        </EmptyState>
      )}
    </ListRows>
  )
}
