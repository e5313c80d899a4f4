import Link from 'next/link'
import { type ReactNode, Suspense } from 'react'
import { HistogramChart } from '@/components/charts/histogram'
import { Section } from '@/components/detail/section'
import { Badge } from '@/components/ui/badge'
import { Grade } from '@/components/ui/grade'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { RelativeTime } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { formatCount, formatQuantity } from '@/lib/format/format'
import { type GroupRow, groupOverTime, listGroupCustomers, listSimilarGroups } from '../_groups/queries'

const CUSTOMERS = 5

/** A part of the detail that reads for itself. */
export function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section title={title}>
      <PanelBoundary title={title}>
        <Suspense fallback={<span className="skeleton block h-16 w-full" />}>{children}</Suspense>
      </PanelBoundary>
    </Section>
  )
}

/** When a group's events happened. */
export async function GroupOverTime({ group }: { group: GroupRow }) {
  const { data, label } = await groupOverTime(group)
  return <HistogramChart label={`Events in the last ${label}`} data={data} className="h-24" />
}

/** Whom a group hurts, and how much of them it has met. */
export async function GroupCustomers({ group }: { group: GroupRow }) {
  const customers = await listGroupCustomers(group.id, CUSTOMERS)
  if (customers.length === 0) return <p className="text-fg-2">No customer: the platform's own.</p>
  return (
    <ul className="flex flex-col gap-1.5">
      {customers.map(({ user_id, business_name, tier, grade, events, unresolved, open_churn }) => (
        <li key={user_id} className="flex items-center gap-x-2.5 max-sm:flex-wrap">
          <Grade grade={grade} />
          <Link
            href={`/customers/${user_id}`}
            className="truncate font-medium hover:underline max-sm:max-w-52 max-sm:py-3"
          >
            <Written>{business_name ?? 'Unnamed customer'}</Written>
          </Link>
          <span className="text-fg-2 capitalize">{tier}</span>
          {open_churn ? <Badge tone="warning">May leave</Badge> : null}
          <span className="ml-auto flex-none text-fg-3 max-sm:ml-0 max-sm:w-full max-sm:pl-7">
            {formatQuantity(events, 'event')}, {formatCount(unresolved)} unresolved
          </span>
        </li>
      ))}
      {group.customers > customers.length ? (
        <li className="text-fg-2">and {formatCount(group.customers - customers.length)} more</li>
      ) : null}
    </ul>
  )
}

/** Groups that may have the same cause. */
export async function SimilarGroups({ id }: { id: string }) {
  const groups = await listSimilarGroups(id)
  if (groups.length === 0) return <p className="text-fg-2">None.</p>
  return (
    <ul className="flex flex-col gap-1.5">
      {groups.map((group) => (
        <li key={group.id} className="flex items-center gap-2">
          <Link href={`/errors/${group.id}`} className="flex-none font-medium hover:underline max-sm:py-3">
            {group.error_type}
          </Link>
          <span className="min-w-0 truncate text-fg-2">{group.pattern}</span>
          <span className="ml-auto flex-none text-fg-3">
            {formatCount(group.events)}, <RelativeTime at={group.last_seen} />
          </span>
        </li>
      ))}
    </ul>
  )
}
