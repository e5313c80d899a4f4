import { Bug } from 'lucide-react'
import { ListChart } from '@/components/data-table/list-chart'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { EmptyState } from '@/components/ui/states'
import { formatMatches } from '@/lib/format'
import { chartWhen } from '@/lib/list-params'
import { ErrorsTable } from './errors-table'
import { type ErrorsParams, errorsFilter, isFiltered } from './list'
import { countErrors, errorsOverTime, listErrors } from './queries'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['X', 'select'],
  ['⇧ X', 'range'],
  ['↵', 'open'],
  ['E', 'resolve'],
]

type Props = { params: ErrorsParams }

/** How many errors match. */
export async function ErrorsCount({ params }: Props) {
  const count = await countErrors(params)
  const state = params.state === 'all' ? '' : ` ${params.state}`
  return `${formatMatches(count)}${state}`
}

/** Errors over the chosen period, stacked by type. */
export async function ErrorsOverTime({ params }: Props) {
  const data = await errorsOverTime(params)
  return <ListChart label="Errors by type" counted={`Seen ${chartWhen(params)}`} data={data} />
}

/** One page of errors, or why there is none. */
export async function ErrorsRows({ params }: Props) {
  const { rows, before, after } = await listErrors(params)
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      news={{ list: 'errors', filter: errorsFilter(params, Date.now()) }}
    >
      {rows.length > 0 ? (
        <ErrorsTable
          rows={rows}
          sort={{ by: params.sort, descending: params.order !== 'asc' }}
          filter={errorsFilter(params, Date.now())}
          more={Boolean(before || after)}
        />
      ) : isFiltered(params) ? (
        <NoMatch what="error" href="/errors?view=rows" />
      ) : (
        <EmptyState icon={Bug} title="No unresolved errors">
          Everything that was reported has been resolved.
        </EmptyState>
      )}
    </ListRows>
  )
}
