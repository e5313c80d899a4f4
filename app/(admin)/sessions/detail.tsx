import Link from 'next/link'
import { type ReactNode, Suspense } from 'react'
import { ActivityRows } from '@/components/detail/activity'
import { CustomerSection } from '@/components/detail/customer-section'
import { byUuid, type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { Reveal } from '@/components/detail/reveal'
import { Facts, Section } from '@/components/detail/section'
import { Badge } from '@/components/ui/badge'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { Moment } from '@/components/ui/relative-time'
import { ExactTime } from '@/components/ui/zone'
import { colleague, formatDuration, formatQuantity, parseTime } from '@/lib/format/format'
import { CustomerSessions } from './[id]/customer-sessions'
import { SessionVerbs } from './[id]/session-verbs'
import { signName, signReason } from './labels'
import { findSession, type SessionRow } from './queries'

/** Everything about one session but its token. */
export const { metadata, Page, Panel } = defineDetail({
  title: 'Session',
  what: 'session',
  list: '/sessions',
  find: byUuid(findSession),
  name: ({ device }) => device,
  Content: Session,
})

/** Who ended the session, when and why; nothing while it works. */
function ending({ revoked_at, revoked_by_email, revoked_reason }: SessionRow): [string, ReactNode][] {
  if (!revoked_at) return []
  const who = revoked_by_email ? `by ${colleague(revoked_by_email)}, ` : 'by the customer or the platform, '
  return [
    [
      'Ended',
      <span key="ended">
        {who}
        <ExactTime at={revoked_at} />
      </span>,
    ],
    ['Reason', revoked_reason ?? '—'],
  ]
}

function facts(session: SessionRow): [string, ReactNode][] {
  const { id, ip_address, addresses, created_at, last_active } = session
  const lasted = (parseTime(last_active).getTime() - parseTime(created_at).getTime()) / 1000
  return [
    [
      'Address',
      ip_address ? (
        <Reveal key="address" entity="active_sessions" id={id} path={['ip_address']} name="the address">
          <span className="font-mono">{ip_address}</span>
        </Reveal>
      ) : (
        '—'
      ),
    ],
    ['That day', addresses ? `${formatQuantity(addresses, 'address', 'addresses')} in 24 hours` : '—'],
    ['Signed in', <Moment key="signed-in" at={created_at} />],
    ['Last seen', <Moment key="last-seen" at={last_active} />],
    ['Lasted', formatDuration(lasted)],
    ...ending(session),
    [
      'User agent',
      <span className="break-words text-fg-2" key="agent">
        {session.user_agent ?? '—'}
      </span>,
    ],
    ['Id', <code key="id">{id}</code>],
  ]
}

function Session({ found: session }: DetailProps<typeof findSession>) {
  const { id } = session
  const reason = signReason(session.sign)
  return (
    <>
      <Section>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="min-w-0 text-md font-semibold break-words">{session.device}</h2>
          <Badge tone={session.revoked_at ? 'neutral' : 'ok'}>
            {session.revoked_at ? 'Ended' : 'Active'}
          </Badge>
          {session.sign ? <Badge tone="warning">{signName(session.sign)}</Badge> : null}
        </div>
        {reason ? <p className="mt-1 text-fg-2">{reason}</p> : null}
        <Facts facts={facts(session)} />
      </Section>
      <CustomerSection customer={session}>
        <Link href={`/sessions?state=all&customer=${session.user_id}`}>All its sessions</Link>
      </CustomerSection>
      <Section title="Signed in now" note="this customer">
        <PanelBoundary title="The customer's sessions">
          <Suspense fallback={<span className="skeleton block h-16 w-full" />}>
            <CustomerSessions customer={session.user_id} current={id} />
          </Suspense>
        </PanelBoundary>
      </Section>
      <Section title="Activity">
        <ActivityRows entity="active_sessions" id={id} />
      </Section>
      <SessionVerbs id={id} revoked={session.revoked_at !== null} />
    </>
  )
}
