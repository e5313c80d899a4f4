import { HeartPulse } from 'lucide-react'
import { ListRows } from '@/components/data-table/list-page'
import { NoMatch } from '@/components/data-table/no-match'
import { EmptyState } from '@/components/ui/states'
import { formatMatches } from '@/lib/format'
import { CustomersTable } from './customers-table'
import { type CustomersParams, customersFilter, customersOrder, isFiltered } from './list'
import { countCustomers, listCustomers } from './queries'

const KEYS: [string, string][] = [
  ['J K', 'move'],
  ['X', 'select'],
  ['↵', 'open customer'],
  ['/', 'search'],
]

type Props = { params: CustomersParams }

/** How many customers match. */
export async function CustomersCount({ params }: Props) {
  const count = await countCustomers(params)
  const one = count.exact && count.matches === 1
  return `${formatMatches(count)} ${one ? 'customer' : 'customers'}`
}

/** One page of customers, or why there is none. */
export async function CustomersRows({ params }: Props) {
  const { rows, before, after } = await listCustomers(params)
  return (
    <ListRows
      keys={KEYS}
      edges={{ before, after }}
      shown={rows.length}
      news={{ list: 'customers', filter: customersFilter(params), word: 'with a new score' }}
    >
      {rows.length > 0 ? (
        <CustomersTable rows={rows} sort={customersOrder(params)} />
      ) : isFiltered(params) ? (
        <NoMatch what="customer" href="/customers" />
      ) : (
        <EmptyState icon={HeartPulse} title="No customers yet">
          Whoever signs up on the platform appears here.
        </EmptyState>
      )}
    </ListRows>
  )
}
