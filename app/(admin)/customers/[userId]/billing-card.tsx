import Link from 'next/link'
import { Facts } from '@/components/detail/section'
import { Badge } from '@/components/ui/badge'
import { Day } from '@/components/ui/zone'
import { formatCount, plainName } from '@/lib/format/format'
import { readBilling } from './account-queries'
import { planName, subscriptionTone } from './plans'

const day = (at: string | null) => (at ? <Day at={at} year /> : '—')
const dollars = (amount: number | null) => (amount === null ? '—' : `$${amount.toFixed(2)}`)

/** What Stripe says of the customer's subscription, and the last lines of their bills. */
export async function BillingCard({ customer }: { customer: string }) {
  const { subscription, lines } = await readBilling(customer)
  return (
    <>
      {subscription ? (
        <>
          <Badge tone={subscriptionTone(subscription.status)}>
            {plainName(subscription.status ?? 'unknown')}
          </Badge>
          <Facts
            facts={[
              ['Plan', planName(subscription.tier)],
              [
                'Period',
                <span key="period">
                  {day(subscription.current_period_start)} to {day(subscription.current_period_end)}
                </span>,
              ],
              ['Since', <span key="since">{day(subscription.created_at)}</span>],
              ['Stripe', <code key="id">{subscription.stripe_subscription_id ?? '—'}</code>],
            ]}
          />
        </>
      ) : (
        <p className="text-fg-2">No subscription.</p>
      )}
      {lines.length > 0 ? (
        <ul aria-label="Bill lines" className="-mx-2 mt-2">
          {lines.map((line) => (
            <li key={line.id}>
              <Link
                href={`/records/billing_line_items/${line.id}`}
                prefetch={false}
                className="flex min-h-7 items-center gap-2 rounded-md px-2 hover:bg-hover max-sm:min-h-11"
              >
                <span className="w-22 flex-none text-xs text-fg-3">{day(line.created_at)}</span>
                <span className="min-w-0 flex-1 truncate">
                  {plainName(line.event_type ?? 'bill')}
                  {(line.billed_units ?? 1) > 1 ? (
                    <span className="text-fg-2"> {formatCount(line.billed_units ?? 0)} units</span>
                  ) : null}
                  {line.dispute_id ? <span className="text-critical-text"> disputed</span> : null}
                </span>
                <span>{dollars(line.total_amount)}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-2 text-fg-2">Nothing has been billed yet.</p>
      )}
    </>
  )
}
