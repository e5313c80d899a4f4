import Link from 'next/link'
import { Suspense } from 'react'
import { Activity } from '@/components/detail/activity'
import { Facts, Section } from '@/components/detail/section'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import { Written } from '@/components/ui/written'
import { formatCount } from '@/lib/format/format'
import { listAdmins } from '@/lib/session/admins'
import { GroupImpact } from '../_groups/group-impact'
import { GroupMarks } from '../_groups/group-marks'
import { type GroupRow, listSimilarGroups, listSplitValues } from '../_groups/queries'
import { formatTexts } from '../_groups/texts'
import { findError } from '../queries'
import { CopyMarkdown } from './copy-markdown'
import { EventEvidence } from './event-evidence'
import { GroupCustomers, GroupOverTime, Panel, SimilarGroups } from './group-panels'
import { GroupVerbs } from './group-verbs'
import { MergedGroups } from './merged-groups'
import { SnoozeEnds } from './snooze-ends'
import { Splits } from './splits'

/** A group of errors: how many, since when, whom it hurts, and what its latest event looked like. */
export async function GroupDetail({ group }: { group: GroupRow }) {
  const similar = listSimilarGroups(group.id)
  const values = listSplitValues(group.id)
  const [event, admins] = await Promise.all([
    group.latest_error ? findError(group.latest_error) : null,
    listAdmins(),
  ])
  return (
    <>
      <Section>
        <div className="flex items-center gap-2">
          <h2 className="text-md font-semibold">{group.error_type}</h2>
          {group.state === 'unresolved' ? <Badge tone="critical">Unresolved</Badge> : null}
          <GroupMarks group={group} />
          <span className="ml-auto" />
          {event ? <CopyMarkdown event={event} group={group} /> : null}
        </div>
        <p className="mt-1 text-[14px] leading-5 break-words">
          <Written>{group.message ?? group.pattern ?? ''}</Written>
        </p>
        <Facts facts={factsOf(group)} />
      </Section>
      <Panel title="Occurrences">
        <GroupOverTime group={group} />
      </Panel>
      <Panel title="Customers">
        <GroupCustomers group={group} />
      </Panel>
      {event ? <EventEvidence event={event} note="latest event" /> : null}
      <Suspense>
        <MergedGroups id={group.id} />
        <Splits id={group.id} />
      </Suspense>
      <Panel title="Similar groups">
        <SimilarGroups id={group.id} />
      </Panel>
      <Section title="Activity">
        <Activity entity="error_groups" id={group.id} />
      </Section>
      <GroupVerbs group={group} admins={admins} similar={similar} values={values} />
    </>
  )
}

function factsOf(group: GroupRow): [string, React.ReactNode][] {
  return [
    [
      'Events',
      <span key="events">
        {formatCount(group.events)}, {formatCount(group.unresolved)} unresolved,{' '}
        <Link
          href={`/errors?view=rows&state=all&type=${encodeURIComponent(group.error_type)}`}
          className="text-accent-text hover:underline"
        >
          all of its type
        </Link>
      </span>,
    ],
    [
      'Seen',
      <span key="seen">
        first <RelativeTime at={group.first_seen} style="long" />
        <span aria-hidden> ago</span>, last <RelativeTime at={group.last_seen} style="long" />
        <span aria-hidden> ago</span>
      </span>,
    ],
    [
      'Pattern',
      <span key="pattern">
        <code>{group.pattern}</code>
        {group.texts === null ? null : <span className="text-fg-3">, {formatTexts(group.texts)}</span>}
      </span>,
    ],
    ['Endpoint', group.endpoint ?? '—'],
    ['Impact', <GroupImpact key="impact" group={group} />],
    ['Id', <code key="id">{group.id}</code>],
    ...(group.state === 'snoozed'
      ? ([['Snoozed', <SnoozeEnds key="snoozed" group={group} />]] as [string, React.ReactNode][])
      : []),
  ]
}
