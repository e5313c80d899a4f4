import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { AuditLink } from '@/components/detail/audit-link'
import { CustomerSection } from '@/components/detail/customer-section'
import { OutlineTree } from '@/components/detail/json-tree'
import { MASKED_NOTE } from '@/components/detail/masked-note'
import { Reveal } from '@/components/detail/reveal'
import { Facts, Section } from '@/components/detail/section'
import { DetailName } from '@/components/shell/detail-name'
import { Moment } from '@/components/ui/relative-time'
import { ExactTime } from '@/components/ui/zone'
import { isUuid } from '@/lib/uuid'
import { DeliveryBadge } from '../delivery-state'
import { findDelivery } from '../queries'

type Found = NonNullable<Awaited<ReturnType<typeof findDelivery>>>

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
  if (!row.response) return <p className="text-fg-2">None was recorded.</p>
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

/** Everything about one delivery, beside its list or as a page of its own. */
export async function DeliveryDetail({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const row = isUuid(id) ? await findDelivery(id) : null
  if (!row) notFound()
  return (
    <article className="in-order flex min-h-full flex-col">
      <DetailName name={row.event_type ?? 'Unnamed event'} />
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
          <p className="text-fg-2">None was recorded.</p>
        )}
      </Section>
      <Section title="Answer">
        <Response row={row} />
        <p className="mt-2">
          <AuditLink entity="webhook_deliveries" id={row.id} />
        </p>
      </Section>
    </article>
  )
}
