import type { ReactNode } from 'react'
import { Facts } from '@/components/detail/section'
import { CopyButton } from '@/components/ui/copy-button'
import { Moment } from '@/components/ui/relative-time'
import { colleague } from '@/lib/format/format'
import type { WebhookRow } from '../queries'

function processorName(processedBy: string | null, email: string | null) {
  if (!processedBy) return 'not recorded'
  if (processedBy === 'system') return 'the platform'
  const [how] = processedBy.split(':')
  const act = how === 'replay' ? 'a replay by ' : ''
  return email ? `${act}${colleague(email)}` : processedBy
}

/** What is known of a webhook besides its payload. */
export function WebhookFacts({ webhook }: { webhook: WebhookRow & { processor: string | null } }) {
  const { idempotency_key: key, processed_at: processedAt } = webhook
  const facts: [string, ReactNode][] = [
    [
      'Idempotency key',
      key ? (
        <span key="key" className="flex items-center gap-1">
          <code className="min-w-0 break-all">{key}</code>
          <span className="-my-1 flex-none max-sm:-my-3">
            <CopyButton label="Copy the idempotency key" text={key} />
          </span>
        </span>
      ) : (
        '—'
      ),
    ],
    ['Received', <Moment key="received" at={webhook.received_at} />],
    ['Phone', webhook.phone_number ?? '—'],
    ['Attempts', webhook.attempts],
    ['Processed', processedAt ? <Moment key="processed" at={processedAt} /> : 'Not yet'],
  ]
  if (processedAt) {
    facts.push([
      webhook.processed_by?.startsWith('skip:') ? 'Skipped by' : 'Processed by',
      processorName(webhook.processed_by, webhook.processor),
    ])
    facts.push(['Result', webhook.result ?? 'not recorded'])
  }
  if (webhook.error_message) {
    facts.push([
      'Error',
      <span key="error" className="text-critical-text">
        {webhook.error_message}
      </span>,
    ])
  }
  facts.push(['Id', <code key="id">{webhook.id}</code>])
  return <Facts facts={facts} />
}
