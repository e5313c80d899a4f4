import Link from 'next/link'
import { Suspense } from 'react'
import { Activity } from '@/components/detail/activity'
import { CustomerSection } from '@/components/detail/customer-section'
import { byUuid, type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { MASKED_NOTE } from '@/components/detail/masked-note'
import { Section } from '@/components/detail/section'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { formatBytes } from '@/lib/format/format'
import type { Comparable } from './_payload/differences'
import { PayloadInspector } from './_payload/inspector'
import { Attempts } from './[id]/attempts'
import { Outcomes } from './[id]/outcomes'
import { findWebhook, MOST_REPEATS } from './[id]/queries'
import { Repeats } from './[id]/repeats'
import { WebhookFacts } from './[id]/webhook-facts'
import { WebhookVerbs } from './[id]/webhook-verbs'
import { RefreshWhile } from './refresh-while'
import { RunsTwiceWarning } from './runs-twice-warning'
import { StateBadge } from './webhook-state'

/** Everything about one webhook. */
export const { metadata, Page, Panel } = defineDetail({
  title: 'Webhook',
  what: 'webhook',
  list: '/webhooks',
  find: byUuid(findWebhook),
  name: ({ event_type }) => event_type,
  Content: Webhook,
})

type Found = DetailProps<typeof findWebhook>['found']

/** What its payload can be compared with: the other deliveries of its key, and the last success of its type. */
function comparable({ repeats, lastProcessed }: Found): Comparable[] {
  const others = repeats.slice(0, MOST_REPEATS).map(({ id, event_type, received_at }) => ({
    id,
    what: `same key: ${event_type}`,
    receivedAt: received_at,
  }))
  if (lastProcessed && !others.some(({ id }) => id === lastProcessed.id)) {
    others.push({
      id: lastProcessed.id,
      what: 'last processed of its type',
      receivedAt: lastProcessed.received_at,
    })
  }
  return others
}

function Webhook({ found: webhook, standalone }: DetailProps<typeof findWebhook>) {
  const { payload } = webhook
  const requeueable = {
    id: webhook.id,
    state: webhook.state,
    repeatProcessed: webhook.repeats.some((repeat) => repeat.state === 'processed'),
  }
  return (
    <>
      <Section>
        <div className="flex items-center gap-2">
          <h2 className="min-w-0 text-md font-semibold break-words">{webhook.event_type}</h2>
          <StateBadge state={webhook.state} />
          {webhook.cause && webhook.state === 'failed' ? (
            <Link
              href={`/webhooks?state=failed&cause=${webhook.cause}`}
              className="ml-auto touch flex-none text-accent-text hover:underline"
            >
              All of this cause
            </Link>
          ) : null}
        </div>
        <WebhookFacts webhook={webhook} />
        {webhook.state === 'pending' ? null : <RunsTwiceWarning webhooks={[requeueable]} />}
      </Section>
      <CustomerSection customer={webhook}>
        <Link href={`/webhooks?state=all&customer=${webhook.user_id}`}>All its webhooks</Link>
      </CustomerSection>
      <Section title="Payload" note={`${formatBytes(payload.bytes)}, ${MASKED_NOTE}`}>
        <PayloadInspector
          key={webhook.id}
          id={webhook.id}
          nodes={payload.nodes}
          size={payload.size}
          others={comparable(webhook)}
        />
      </Section>
      <Section title="Attempts">
        <Attempts webhook={webhook} kept={webhook.attempts_kept} />
      </Section>
      <Section title="What came of it">
        <PanelBoundary title="What came of it">
          <Suspense fallback={<div className="skeleton h-6" />}>
            <Outcomes id={webhook.id} />
          </Suspense>
        </PanelBoundary>
      </Section>
      <Section title="Same idempotency key">
        <Repeats idempotencyKey={webhook.idempotency_key} repeats={webhook.repeats} beside={!standalone} />
      </Section>
      <Section title="Activity">
        <Activity entity="webhook_queue" id={webhook.id} />
      </Section>
      <WebhookVerbs webhook={requeueable} />
      <RefreshWhile active={webhook.state === 'pending' && webhook.queued_at !== null} />
    </>
  )
}
