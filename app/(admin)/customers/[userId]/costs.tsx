import { ChevronRight } from 'lucide-react'
import { SelfLink } from '@/components/detail/standalone'
import { formatCount, formatFacetCount, formatShare, plural } from '@/lib/format/format'
import type { LossKind } from './kinds'
import { countCosts } from './timeline-queries'

/** What errors and failed webhooks cost the customer, each number linked to the rows that it counts. */
export async function Costs({ customer }: { customer: string }) {
  const costs = await countCosts(customer)
  const { missed_calls, failed_transfers, unsent_sms, lost_bookings, calls, booked } = costs
  const lines: [count: number, what: string, how: string, kind: LossKind][] = [
    [missed_calls, 'missed call', 'their webhooks failed, no record has them', 'missed_call'],
    [failed_transfers, 'failed transfer', 'the caller reached nobody', 'failed_transfer'],
    [unsent_sms, 'unsent SMS', 'failed or not delivered', 'unsent_sms'],
    [lost_bookings, 'lost booking', 'in the calendar, in no appointment', 'lost_booking'],
  ]
  const share = calls > 0 ? booked / calls : null
  const estimate = share === null ? 0 : Math.round((missed_calls + failed_transfers) * share)
  return (
    <>
      <ul className="-mx-2">
        {lines.map(([count, what, how, kind]) => (
          <li key={kind}>
            <SelfLink
              href={`/customers/${customer}?kind=${kind}&period=30d`}
              prefetch={false}
              title={how}
              className="flex h-8 items-center gap-2 rounded-md px-2 hover:bg-hover max-sm:h-11"
            >
              <span className={count === 0 ? 'min-w-8 text-fg-3' : 'min-w-8 font-medium text-critical-text'}>
                {formatFacetCount(count)}
              </span>
              <span className={count === 0 ? 'text-fg-3' : undefined}>
                {kind === 'unsent_sms' ? what : plural(count, what)}
              </span>
              <ChevronRight aria-hidden className="ml-auto size-3.5 text-fg-3" />
            </SelfLink>
          </li>
        ))}
      </ul>
      {share !== null && missed_calls + failed_transfers > 0 ? (
        <p className="mt-1 text-xs text-fg-2">
          Estimate: about {formatCount(estimate)} more {plural(estimate, 'booking')}, as {formatShare(share)}{' '}
          of the last {formatCount(calls)} leads booked.
        </p>
      ) : null}
    </>
  )
}
