import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Activity } from '@/components/detail/activity'
import { CustomerSection } from '@/components/detail/customer-section'
import { OutlineTree } from '@/components/detail/json-tree'
import { Section } from '@/components/detail/section'
import { formatBytes } from '@/lib/format'
import { isUuid } from '@/lib/ids'
import { RunsTwiceWarning } from '../runs-twice-warning'
import { StateBadge } from '../webhook-state'
import { findWebhook } from './queries'
import { Repeats } from './repeats'
import { WebhookFacts } from './webhook-facts'
import { WebhookVerbs } from './webhook-verbs'

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
  const requeueable = {
    id: webhook.id,
    state: webhook.state,
    repeatProcessed: webhook.repeats.some((repeat) => repeat.state === 'processed'),
  }
  return (
    <article className="flex min-h-full flex-col">
      <Section>
        <div className="flex items-center gap-2">
          <h2 className="min-w-0 text-md font-semibold break-words">{webhook.event_type}</h2>
          <StateBadge state={webhook.state} />
        </div>
        <WebhookFacts webhook={webhook} />
        {webhook.state === 'pending' ? null : <RunsTwiceWarning webhooks={[requeueable]} />}
      </Section>
      <CustomerSection customer={webhook}>
        <Link href={`/webhooks?state=all&customer=${webhook.user_id}`}>All its webhooks</Link>
      </CustomerSection>
      <Section title="Payload" note={`${formatBytes(webhook.payloadBytes)}, personal data is masked`}>
        <OutlineTree outline={webhook.payload} />
      </Section>
      <Section title="Same idempotency key">
        <Repeats idempotencyKey={webhook.idempotency_key} repeats={webhook.repeats} beside={beside} />
      </Section>
      <Section title="Activity">
        <Activity entity="webhook_queue" id={webhook.id} />
      </Section>
      <WebhookVerbs webhook={requeueable} />
    </article>
  )
}
