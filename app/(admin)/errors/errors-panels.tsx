import { Bug, FilterX } from 'lucide-react'
import { Legend } from '@/components/charts/legend'
import { ListHistogram } from '@/components/data-table/list-histogram'
import { ListRows } from '@/components/data-table/list-page'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/states'
import { formatMatches } from '@/lib/format'
import { chartWhen } from '@/lib/list-params'
import { ErrorsTable } from './errors-table'
import { countErrors, errorsOverTime, listErrors } from './queries'
import { type ErrorsParams, errorsFilter, isFiltered } from './search-params'

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
  return (
    <div className="flex h-full flex-col gap-1">
      <div className="flex items-center gap-4 overflow-hidden">
        <span className="text-xs whitespace-nowrap text-fg-2 max-sm:sr-only">Seen {chartWhen(params)}</span>
        <Legend data={data} />
      </div>
      <ListHistogram label="Errors by type" data={data} className="min-h-0 flex-1" />
    </div>
  )
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
        <EmptyState
          icon={FilterX}
          title="No error matches"
          action={<ButtonLink href="/errors?view=rows">Clear the filters</ButtonLink>}
        />
      ) : (
        <EmptyState icon={Bug} title="No unresolved errors">
          Everything that was reported has been resolved.
        </EmptyState>
      )}
    </ListRows>
  )
}
