import { PhoneForwarded } from 'lucide-react'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { EmptyState } from '@/components/ui/states'
import { formatMatches } from '@/lib/format'
import { isFiltered, type UnknownNumbersParams, unknownNumbersFilter } from './list'
import { countUnknownNumbers, listUnknownNumbers } from './queries'
import { UnknownNumbersTable } from './unknown-numbers-table'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['X', 'select'],
  ['↵', 'open'],
  ['E', 'match'],
  ['U', 'undo'],
]

type Props = { params: UnknownNumbersParams }

/** How many match. */
export async function UnknownNumberCount({ params }: Props) {
  const count = formatMatches(await countUnknownNumbers(params))
  return params.state === 'all' ? count : `${count} ${params.state}`
}

/** One page of events for unknown numbers, or why there is none. */
export async function UnknownNumberRows({ params }: Props) {
  const { rows, before, after } = await listUnknownNumbers(params)
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      news={{ list: 'unknown_numbers', filter: unknownNumbersFilter(params, Date.now()) }}
    >
      {rows.length > 0 ? (
        <UnknownNumbersTable rows={rows} sort={{ by: params.sort, descending: params.order !== 'asc' }} />
      ) : isFiltered(params) ? (
        <NoMatch what="unknown number" href="/unknown-numbers" />
      ) : (
        <EmptyState icon={PhoneForwarded} title="No unknown numbers">
          Every event came for a number that an agent has.
        </EmptyState>
      )}
    </ListRows>
  )
}
