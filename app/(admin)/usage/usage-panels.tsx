import { formatCount, formatMatches } from '@/lib/format/format'
import { countMatching } from '@/lib/lists/figures'
import { type UsageQuery, usage } from './list'
import { countUsageStates } from './queries'

type Props = { query: UsageQuery }

/** How many customers match. */
export async function UsageCount({ query }: Props) {
  const [count, states] = await Promise.all([countMatching(usage.name, query.filter), countUsageStates()])
  const one = count.exact && count.matches === 1
  const troubled = states
    .filter(({ state }) => state !== 'under')
    .map(({ state, customers }) => `${formatCount(customers)} ${state}`)
  return `${formatMatches(count)} ${one ? 'customer' : 'customers'}; of all, ${troubled.join(', ')}`
}
