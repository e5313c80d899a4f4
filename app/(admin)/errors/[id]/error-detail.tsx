import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Activity } from '@/components/detail/activity'
import { CustomerSection } from '@/components/detail/customer-section'
import { JsonTree } from '@/components/detail/json-tree'
import { Facts, Section } from '@/components/detail/section'
import { StackTrace } from '@/components/detail/stack-trace'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import { formatExact } from '@/lib/format'
import { isUuid } from '@/lib/ids'
import { findError } from '../queries'
import { ErrorVerbs } from './error-verbs'

/** Everything about one error, beside its list or as a page of its own. */
export async function ErrorDetail({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const error = isUuid(id) ? await findError(id) : null
  if (!error) notFound()
  return (
    <article className="flex min-h-full flex-col">
      <Section>
        <div className="flex items-center gap-2">
          <h2 className="text-md font-semibold">{error.error_type}</h2>
          <Badge tone={error.resolved_at ? 'ok' : 'critical'}>
            {error.resolved_at ? 'Resolved' : 'Unresolved'}
          </Badge>
        </div>
        <p className="mt-1 text-[14px] leading-5 break-words">{error.message}</p>
        <Facts
          facts={[
            ['Endpoint', error.endpoint ?? '—'],
            [
              'Seen',
              <span key="seen">
                {formatExact(error.created_at)} (<RelativeTime at={error.created_at} />)
              </span>,
            ],
            ['Id', <code key="id">{error.id}</code>],
          ]}
        />
      </Section>
      <CustomerSection customer={error}>
        <Link href={`/errors?state=all&customer=${error.user_id}`}>All its errors</Link>
      </CustomerSection>
      <Section title="Stack trace">
        <StackTrace text={error.stack_trace} />
      </Section>
      <Section title="Request body" note="personal data is masked">
        <JsonTree value={error.request_body} />
      </Section>
      <Section title="Activity">
        <Activity entity="error_logs" id={error.id} />
      </Section>
      <ErrorVerbs id={error.id} resolved={error.resolved_at !== null} />
    </article>
  )
}
