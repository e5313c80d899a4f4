import { FilterX, HeartPulse } from 'lucide-react'
import Link from 'next/link'
import { GradeBar } from '@/components/charts/grade-bar'
import { ListRows } from '@/components/data-table/list-page'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/states'
import { formatCount, formatMatches, formatShare } from '@/lib/format'
import { readHealthDistribution } from '@/lib/health'
import { CustomersTable } from './customers-table'
import { countCustomers, listCustomers } from './queries'
import { type CustomersParams, isFiltered } from './search-params'

const KEYS: [string, string][] = [
  ['J K', 'move'],
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

/** How many customers are at risk, and all of them by grade, whatever the list is filtered by. */
export async function CustomersByGrade({ params }: Props) {
  const { grades, scored, atRisk } = await readHealthDistribution()
  return (
    <div className="grid h-full grid-cols-[190px_minmax(0,1fr)] max-lg:grid-cols-[150px_minmax(0,1fr)] max-sm:grid-cols-1">
      <Link
        href="/customers?grade=D,F"
        className="flex flex-col border-r border-line px-4 py-3 hover:bg-hover max-sm:flex-row max-sm:flex-wrap max-sm:items-baseline max-sm:gap-x-2 max-sm:border-r-0 max-sm:border-b max-sm:py-2"
      >
        <span className="text-xs text-fg-2">At risk, grades D and F</span>
        <span className="text-xl font-medium tracking-tight max-sm:order-first">{formatCount(atRisk)}</span>
        <span className="text-xs text-fg-3">
          {scored > 0 ? `${formatShare(atRisk / scored)} of all with a score` : 'Nobody has a score yet'}
        </span>
      </Link>
      <figure className="px-4 py-3 max-sm:py-2">
        <figcaption className="mb-2 text-xs text-fg-2">
          {formatCount(scored)} {scored === 1 ? 'customer' : 'customers'} by grade
        </figcaption>
        <GradeBar grades={grades} chosen={params.grade} />
      </figure>
    </div>
  )
}

/** One page of customers, or why there is none. */
export async function CustomersRows({ params }: Props) {
  const { rows, before, after } = await listCustomers(params)
  return (
    <ListRows keys={KEYS} edges={{ before, after }} shown={rows.length}>
      {rows.length > 0 ? (
        <CustomersTable rows={rows} sort={{ by: params.sort, descending: params.order === 'desc' }} />
      ) : isFiltered(params) ? (
        <EmptyState
          icon={FilterX}
          title="No customer matches"
          action={<ButtonLink href="/customers">Clear the filters</ButtonLink>}
        />
      ) : (
        <EmptyState icon={HeartPulse} title="No customers yet">
          Whoever signs up on the platform appears here.
        </EmptyState>
      )}
    </ListRows>
  )
}
