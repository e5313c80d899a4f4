import Link from 'next/link'
import type { ReactNode } from 'react'
import { Facts } from '@/components/detail/section'
import { SelfLink } from '@/components/detail/standalone'
import { RelativeTime } from '@/components/ui/relative-time'
import { Day } from '@/components/ui/zone'
import { formatCount } from '@/lib/format/format'
import { readPeople } from './account-queries'

type People = Awaited<ReturnType<typeof readPeople>>

const FEATURES = [
  ['post_call_sms', 'SMS after calls'],
  ['review_requests', 'Review requests'],
  ['zapier_webhooks', 'Own webhooks'],
] as const

function premium(features: People['features']): string {
  const paid = FEATURES.flatMap(([key, name]) => (features?.[key] ? [name] : []))
  return paid.join(', ') || 'None'
}

function consent({ consent: given }: People): ReactNode {
  if (!given) return 'Not recorded'
  return (
    <Link href={`/records/consent_logs/${given.id}`} prefetch={false} className="touch hover:underline">
      Terms {given.version}, <Day at={given.created_at} year />
    </Link>
  )
}

function referral({ referredBy, brought }: People): ReactNode {
  return (
    <>
      {referredBy ? (
        <span className="block">
          Brought by{' '}
          {referredBy.referrer_id ? (
            <Link
              href={`/customers/${referredBy.referrer_id}`}
              className="touch text-accent-text hover:underline"
            >
              another customer
            </Link>
          ) : (
            'somebody who left'
          )}
          , {referredBy.status}
        </span>
      ) : null}
      {brought.length > 0 ? `Brought ${formatCount(brought.length)}` : referredBy ? null : 'None'}
    </>
  )
}

/** Who is signed in, what they agreed to and paid for beyond the plan, and who brought whom. */
export async function PeopleCard({ customer }: { customer: string }) {
  const people = await readPeople(customer)
  const live = people.sessions.filter(({ revoked_at }) => revoked_at === null)
  const last = people.sessions[0]
  return (
    <Facts
      facts={[
        [
          'Sessions',
          <SelfLink
            key="sessions"
            href={`/customers/${customer}?kind=session`}
            className="touch text-accent-text hover:underline"
          >
            {formatCount(live.length)} not revoked
          </SelfLink>,
        ],
        [
          'Last active',
          last ? (
            <span key="last">
              <RelativeTime at={last.last_active} style="long" /> ago
            </span>
          ) : (
            'Never'
          ),
        ],
        ['Premium', premium(people.features)],
        ['Consent', consent(people)],
        ['Referral', referral(people)],
      ]}
    />
  )
}
