import { Gauge } from 'lucide-react'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { EmptyState } from '@/components/ui/states'
import { formatCount, formatMatches } from '@/lib/format'
import { isFiltered, type UsageParams, usageOrder } from './list'
import { countUsage, countUsageStates, listUsage } from './queries'
import { UsageTable } from './usage-table'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['↵', 'open'],
  ['/', 'search'],
]

type Props = { params: UsageParams }

/** How many customers match. */
export async function UsageCount({ params }: Props) {
  const [count, states] = await Promise.all([countUsage(params), countUsageStates()])
  const one = count.exact && count.matches === 1
  const troubled = states
    .filter(({ state }) => state !== 'under')
    .map(({ state, customers }) => `${formatCount(customers)} ${state}`)
  return `${formatMatches(count)} ${one ? 'customer' : 'customers'}; of all, ${troubled.join(', ')}`
}

/** One page of what customers use, or why there is none. */
export async function UsageRows({ params }: Props) {
  const { rows, before, after } = await listUsage(params)
  return (
    <ListRows keys={KEYS} edges={{ before, after }} shown={rows.length}>
      {rows.length > 0 ? (
        <UsageTable rows={rows} sort={usageOrder(params)} />
      ) : isFiltered(params) ? (
        <NoMatch what="usage" href="/usage" />
      ) : (
        <EmptyState icon={Gauge} title="No usage yet">
          Whoever has a plan with limits appears here.
        </EmptyState>
      )}
    </ListRows>
  )
}
