import Link from 'next/link'
import { Suspense } from 'react'
import { MASKED_NOTE } from '@/components/detail/masked-note'
import { Section } from '@/components/detail/section'
import { StackTrace } from '@/components/detail/stack-trace'
import { OutlineTree } from '@/components/payload/outline-tree'
import { Badge } from '@/components/ui/badge'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatQuantity } from '@/lib/format/format'
import { type ErrorEvent, listFailedWebhooks } from '../queries'

async function FailedWebhooks({ errorId }: { errorId: string }) {
  const webhooks = await listFailedWebhooks(errorId)
  if (webhooks.length === 0)
    return <p className="text-fg-2">None of the same customer or call within 15 minutes.</p>
  return (
    <ul className="flex flex-col gap-1.5">
      {webhooks.map(({ id, event_type, state, attempts, received_at, shared }) => (
        <li key={id} className="flex items-center gap-2">
          <Link href={`/webhooks/${id}`} className="font-medium hover:underline max-sm:py-3">
            {event_type}
          </Link>
          <Badge tone={state === 'failed' ? 'critical' : 'neutral'}>{state}</Badge>
          <span className="min-w-0 truncate text-fg-3">
            {shared === 'customer' ? 'same customer' : <code className="font-mono text-xs">{shared}</code>}
          </span>
          <span className="ml-auto flex-none text-fg-3">
            {formatQuantity(attempts, 'attempt')}, <RelativeTime at={received_at} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What was recorded with an error, and the webhooks that failed with it. */
export function EventEvidence({ event, note = '' }: { event: ErrorEvent; note?: string }) {
  return (
    <>
      <Section title="Stack trace" note={note}>
        <StackTrace text={event.stack_trace} />
      </Section>
      <Section title="Request body" note={MASKED_NOTE}>
        {event.outline ? (
          <OutlineTree
            label="Request body"
            outline={event.outline}
            reveal={{ entity: 'error_logs', id: event.id, path: ['request_body'] }}
          />
        ) : (
          <p className="text-fg-2">Not recorded.</p>
        )}
      </Section>
      <Section title="Webhooks that failed with it">
        <PanelBoundary title="The webhooks">
          <Suspense fallback={<span className="skeleton block h-4 w-48" />}>
            <FailedWebhooks errorId={event.id} />
          </Suspense>
        </PanelBoundary>
      </Section>
    </>
  )
}
