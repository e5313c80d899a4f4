import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Activity } from '@/components/detail/activity'
import { JsonTree } from '@/components/detail/json-tree'
import { Section } from '@/components/detail/section'
import { Grade } from '@/components/ui/grade'
import { formatBytes } from '@/lib/format'
import { isUuid } from '@/lib/ids'
import { StateBadge } from '../webhook-state'
import { findWebhook } from './queries'
import { Repeats } from './repeats'
import { WebhookFacts } from './webhook-facts'
import { WebhookVerbs } from './webhook-verbs'

/** Everything about one webhook, beside its list or as a page of its own. */
export async function WebhookDetail({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const webhook = isUuid(id) ? await findWebhook(id) : null
  if (!webhook) notFound()
  return (
    <article className="flex min-h-full flex-col">
      <Section>
        <div className="flex items-center gap-2">
          <h2 className="min-w-0 text-md font-semibold break-words">{webhook.event_type}</h2>
          <StateBadge state={webhook.state} />
        </div>
        <WebhookFacts webhook={webhook} />
      </Section>
      {webhook.user_id ? (
        <Section title="Customer">
          <div className="flex items-center gap-2.5">
            <Grade grade={webhook.grade} />
            <span className="font-medium">{webhook.business_name ?? 'Unnamed customer'}</span>
            <span className="text-fg-2 capitalize">{webhook.tier}</span>
            <Link
              href={`/webhooks?state=all&customer=${webhook.user_id}`}
              className="ml-auto text-accent-text hover:underline"
            >
              All its webhooks
            </Link>
          </div>
        </Section>
      ) : null}
      <Section title="Payload" note={`${formatBytes(webhook.payloadBytes)}, personal data is masked`}>
        <JsonTree value={webhook.payload} />
      </Section>
      <Section title="Same idempotency key">
        <Repeats idempotencyKey={webhook.idempotency_key} repeats={webhook.repeats} />
      </Section>
      <Section title="Activity">
        <Activity entity="webhook_queue" id={webhook.id} />
      </Section>
      <WebhookVerbs
        webhook={{
          id: webhook.id,
          state: webhook.state,
          repeatProcessed: webhook.repeats.some((repeat) => repeat.state === 'processed'),
        }}
      />
    </article>
  )
}
