import Link from 'next/link'
import type { ReactNode } from 'react'
import { AuditLink } from '@/components/detail/audit-link'
import { CustomerSection } from '@/components/detail/customer-section'
import { byUuid, type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { MASKED_NOTE } from '@/components/detail/masked-note'
import { Reveal } from '@/components/detail/reveal'
import { Facts, Section } from '@/components/detail/section'
import { OutlineTree } from '@/components/payload/outline-tree'
import { Moment } from '@/components/ui/relative-time'
import { ExactTime } from '@/components/ui/zone'
import { DeliveryBadge } from './delivery-state'
import { findDelivery } from './queries'

/** Everything about one delivery. */
export const { metadata, Page, Panel } = defineDetail({
  title: 'Delivery',
  what: 'delivery',
  list: '/deliveries',
  find: byUuid(findDelivery),
  name: ({ event_type }) => event_type ?? 'Unnamed event',
  Content: Delivery,
})

type Found = DetailProps<typeof findDelivery>['found']

function target(row: Found): ReactNode {
  if (!row.host) return 'A webhook that is gone'
  return (
    <>
      {row.host}
      {row.webhook_name ? ` (${row.webhook_name})` : ''}
      {row.webhook_is_active ? '' : ', switched off since'}
    </>
  )
}

function factsOf(row: Found): [string, ReactNode][] {
  const facts: [string, ReactNode][] = [
    ['Sent to', target(row)],
    ['Attempts', `${row.attempts} of ${row.max_retries + 1}`],
    ['First sent', <Moment key="sent" at={row.created_at} />],
  ]
  if (row.delivered_at) facts.push(['Delivered', <ExactTime key="delivered" at={row.delivered_at} />])
  if (row.state === 'waiting') {
    facts.push([
      'Next try',
      row.next_retry_at ? <ExactTime key="next" at={row.next_retry_at} /> : 'not planned',
    ])
  }
  facts.push(['Answer', row.status_code ?? 'none'])
  if (row.error) {
    facts.push([
      'Error',
      <span key="error" className="text-critical-text">
        {row.error}
      </span>,
    ])
  }
  facts.push(['Id', <code key="id">{row.id}</code>])
  return facts
}

function Response({ row }: { row: Found }) {
  if (!row.response) return <p className="text-fg-2">Not recorded.</p>
  const text = (
    <code className="font-mono text-xs break-all whitespace-pre-wrap">
      {row.response}
      {row.responseIsCut ? ' …' : ''}
    </code>
  )
  if (!row.responseIsMasked) return text
  return (
    <Reveal entity="webhook_deliveries" id={row.id} path={['response_body']} name="the answer">
      {text}
    </Reveal>
  )
}

function Delivery({ found: row }: DetailProps<typeof findDelivery>) {
  return (
    <>
      <Section>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="min-w-0 text-md font-semibold break-words">{row.event_type ?? 'Unnamed event'}</h2>
          <DeliveryBadge state={row.state} />
        </div>
        <Facts facts={factsOf(row)} />
        {row.webhook_id ? (
          <Link
            href={`/deliveries?state=all&webhook=${row.webhook_id}`}
            className="touch mt-2 inline-block text-accent-text hover:underline"
          >
            All that was sent there
          </Link>
        ) : null}
      </Section>
      <CustomerSection customer={row}>
        <Link href={`/deliveries?state=all&customer=${row.user_id}`}>All its deliveries</Link>
      </CustomerSection>
      <Section title="Payload" note={MASKED_NOTE}>
        {row.payload ? (
          <OutlineTree
            outline={row.payload}
            reveal={{ entity: 'webhook_deliveries', id: row.id, path: ['payload'] }}
          />
        ) : (
          <p className="text-fg-2">Not recorded.</p>
        )}
      </Section>
      <Section title="Answer">
        <Response row={row} />
        <p className="mt-2">
          <AuditLink entity="webhook_deliveries" id={row.id} />
        </p>
      </Section>
    </>
  )
}
