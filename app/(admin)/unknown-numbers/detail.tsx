import Link from 'next/link'
import type { ReactNode } from 'react'
import { ActivityRows } from '@/components/detail/activity'
import { CustomerSection } from '@/components/detail/customer-section'
import { byUuid, type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { MASKED_NOTE } from '@/components/detail/masked-note'
import { Reveal } from '@/components/detail/reveal'
import { Facts, Section } from '@/components/detail/section'
import { OutlineTree } from '@/components/payload/outline-tree'
import { Moment } from '@/components/ui/relative-time'
import { ExactTime } from '@/components/ui/zone'
import { colleague, formatCount, plainName } from '@/lib/format/format'
import { NumberVerbs } from './[id]/number-verbs'
import { findUnknownNumber } from './queries'
import { Resolution } from './resolution'

/** Everything about one event for an unknown number. */
export const { metadata, Page, Panel } = defineDetail({
  title: 'Unknown number',
  what: 'unknown number',
  list: '/unknown-numbers',
  find: byUuid(findUnknownNumber),
  name: ({ phone_number }) => phone_number ?? 'No number',
  Content: UnknownNumber,
})

type Found = DetailProps<typeof findUnknownNumber>['found']

function factsOf(row: Found): [string, ReactNode][] {
  const facts: [string, ReactNode][] = [
    ['Event', row.event_type ?? '—'],
    ['Received', <Moment key="received" at={row.received_at} />],
  ]
  if (row.resolved_at) {
    const by = row.resolved_by_email ? ` by ${colleague(row.resolved_by_email)}` : ''
    facts.push([
      plainName(row.resolution ?? 'resolved'),
      <span key="resolved">
        <ExactTime at={row.resolved_at} />
        {by}
      </span>,
    ])
    if (row.agent_number) facts.push(['Agent', row.agent_number])
    if (row.notes) facts.push(['Note', row.notes])
  } else if (row.siblings.length > 0) {
    facts.push([
      'Same number',
      `${formatCount(row.siblings.length)} more open events, resolved with this one`,
    ])
  }
  facts.push(['Id', <code key="id">{row.id}</code>])
  return facts
}

function UnknownNumber({ found: row }: DetailProps<typeof findUnknownNumber>) {
  const reveal = { entity: 'unknown_phone' as const, id: row.id }
  return (
    <>
      <Section>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="text-md font-semibold">
            {row.phone_number ? (
              <Reveal {...reveal} path={['phone_number']} name="the number">
                {row.phone_number}
              </Reveal>
            ) : (
              'No number'
            )}
          </h2>
          <Resolution row={row} />
        </div>
        <Facts facts={factsOf(row)} />
      </Section>
      <CustomerSection customer={row}>
        <Link href={`/webhooks?state=all&customer=${row.user_id}`}>All its webhooks</Link>
      </CustomerSection>
      <Section title="Payload" note={MASKED_NOTE}>
        {row.payload ? (
          <OutlineTree outline={row.payload} reveal={{ ...reveal, path: ['raw_payload'] }} />
        ) : (
          <p className="text-fg-2">Not recorded.</p>
        )}
      </Section>
      <Section title="Activity">
        <ActivityRows entity="unknown_phone" id={row.id} />
      </Section>
      <NumberVerbs ids={[row.id, ...row.siblings]} resolved={row.resolved_at !== null} />
    </>
  )
}
