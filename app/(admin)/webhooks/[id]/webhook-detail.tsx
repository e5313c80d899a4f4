import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { Activity } from '@/components/detail/activity'
import { CustomerSection } from '@/components/detail/customer-section'
import { MASKED_NOTE } from '@/components/detail/masked-note'
import { Section } from '@/components/detail/section'
import { DetailName } from '@/components/shell/detail-name'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { formatBytes } from '@/lib/format'
import { isUuid } from '@/lib/uuid'
import type { Comparable } from '../_payload/differences'
import { PayloadInspector } from '../_payload/inspector'
import { RefreshWhile } from '../refresh-while'
import { RunsTwiceWarning } from '../runs-twice-warning'
import { StateBadge } from '../webhook-state'
import { Attempts } from './attempts'
import { Outcomes } from './outcomes'
import { findWebhook, MOST_REPEATS } from './queries'
import { Repeats } from './repeats'
import { WebhookFacts } from './webhook-facts'
import { WebhookVerbs } from './webhook-verbs'

type Found = NonNullable<Awaited<ReturnType<typeof findWebhook>>>

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

/** Everything about one webhook, beside its list or as a page of its own. */
export async function WebhookDetail({
  params,
  beside = false,
}: {
  params: Promise<{ id: string }>
  beside?: boolean
}) {
  const { id } = await params
  const webhook = isUuid(id) ? await findWebhook(id) : null
  if (!webhook) notFound()
  const { payload } = webhook
  const requeueable = {
    id: webhook.id,
    state: webhook.state,
    repeatProcessed: webhook.repeats.some((repeat) => repeat.state === 'processed'),
  }
  return (
    <article className="in-order flex min-h-full flex-col">
      <DetailName name={webhook.event_type} />
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
        <Repeats idempotencyKey={webhook.idempotency_key} repeats={webhook.repeats} beside={beside} />
      </Section>
      <Section title="Activity">
        <Activity entity="webhook_queue" id={webhook.id} />
      </Section>
      <WebhookVerbs webhook={requeueable} />
      <RefreshWhile active={webhook.state === 'pending' && webhook.queued_at !== null} />
    </article>
  )
}
