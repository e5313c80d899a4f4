import { Rows3, SearchCheck } from 'lucide-react'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { EmptyState } from '@/components/ui/states'
import { plural } from '@/lib/format/format'
import { formatRows } from '../labels'
import { countRecords, listRecords } from '../queries'
import type { RecordTable } from '../table'
import { FurtherLink } from './further-link'
import { RecordsTable } from './records-table'
import { momentOf, type RecordsParams, recordsFilter } from './search-params'
import { shownColumns } from './shown-columns'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['↵', 'open row'],
  ['/', 'search'],
]

type Props = { table: RecordTable; params: RecordsParams }

/** How many rows match, or that only reading all of them would tell. */
export async function RecordsCount({ table, params }: Props) {
  const count = await countRecords(table, params)
  if (count.certainty === 'unknown') return 'Not counted: no index serves these filters'
  return `${formatRows(count)} ${count.certainty === 'exact' ? plural(count.matches, 'row') : 'rows'}`
}

/** One page of a table, or why there is none. */
export async function RecordsRows({ table, params }: Props) {
  const { rows, names, before, after, searchedTo } = await listRecords(table, params)
  const moment = momentOf(table)
  const isFiltered = params.conditions.length > 0 || Boolean(params.q || params.after || params.before)
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      wide={params.columns !== null}
      newRows={moment ? { list: `records/${table.name}`, filter: recordsFilter(params), moment } : undefined}
    >
      {rows.length > 0 ? (
        <RecordsTable
          table={table.name}
          rows={rows}
          shown={shownColumns(table, params)}
          names={names}
          sort={{ by: params.sort, descending: params.descending }}
          chosen={params.columns !== null}
        />
      ) : null}
      {searchedTo ? (
        <EmptyState
          icon={SearchCheck}
          title={rows.length > 0 ? 'There may be more' : 'No matches in the first 1,000 rows'}
          action={<FurtherLink place={searchedTo} backward={params.before !== null && !params.after} />}
        >
          No index finds what these filters ask for, so the rows are searched 1,000 at a time.
        </EmptyState>
      ) : rows.length > 0 ? null : isFiltered ? (
        <NoMatch what="rows" href={`/records/${table.name}`} />
      ) : (
        <EmptyState icon={Rows3} title="No rows yet">
          The platform has not written any rows.
        </EmptyState>
      )}
    </ListRows>
  )
}
