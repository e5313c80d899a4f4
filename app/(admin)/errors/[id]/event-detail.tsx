import Link from 'next/link'
import { Activity } from '@/components/detail/activity'
import { CustomerSection } from '@/components/detail/customer-section'
import { Facts, Section } from '@/components/detail/section'
import { Badge } from '@/components/ui/badge'
import { Moment } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { findGroup } from '../_groups/queries'
import type { ErrorEvent } from '../queries'
import { CopyMarkdown } from './copy-markdown'
import { ErrorVerbs } from './error-verbs'
import { EventEvidence } from './event-evidence'

/** One error: what happened, to whom, and the group that it belongs to. */
export async function EventDetail({ event }: { event: ErrorEvent }) {
  const group = event.group_id ? await findGroup(event.group_id) : null
  return (
    <>
      <Section>
        <div className="flex items-center gap-2">
          <h2 className="text-md font-semibold">{event.error_type}</h2>
          <Badge tone={event.resolved_at ? 'ok' : 'critical'}>
            {event.resolved_at ? 'Resolved' : 'Unresolved'}
          </Badge>
          <span className="ml-auto" />
          <CopyMarkdown event={event} group={group} />
        </div>
        <p className="mt-1 text-[14px] leading-5 break-words">
          <Written>{event.message ?? ''}</Written>
        </p>
        <Facts
          facts={[
            ['Endpoint', event.endpoint ?? '—'],
            ['Seen', <Moment key="seen" at={event.created_at} />],
            ['Id', <code key="id">{event.id}</code>],
            ...(group
              ? [
                  [
                    'Group',
                    <Link
                      key="group"
                      href={`/errors/${group.id}`}
                      className="touch text-accent-text hover:underline"
                    >
                      {group.events === 1 ? 'The only one of its group' : `One of ${group.events} alike`}
                    </Link>,
                  ] as [string, React.ReactNode],
                ]
              : []),
          ]}
        />
      </Section>
      <CustomerSection customer={event}>
        <Link href={`/errors?view=rows&state=all&customer=${event.user_id}`}>All its errors</Link>
      </CustomerSection>
      <EventEvidence event={event} />
      <Section title="Activity">
        <Activity entity="error_logs" id={event.id} />
      </Section>
      <ErrorVerbs id={event.id} resolved={event.resolved_at !== null} />
    </>
  )
}
