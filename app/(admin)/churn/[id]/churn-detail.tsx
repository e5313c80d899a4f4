import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { Activity } from '@/components/detail/activity'
import { CustomerSection } from '@/components/detail/customer-section'
import { Facts, Section } from '@/components/detail/section'
import { AgeClock } from '@/components/ui/age-clock'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import { Severity } from '@/components/ui/severity'
import { TimeTaken } from '@/components/ui/time-taken'
import { colleague, formatDuration, formatExact } from '@/lib/format'
import { isUuid } from '@/lib/ids'
import { TARGET_SECONDS } from '@/lib/targets'
import { type ChurnRow, findChurn } from '../queries'
import { reasonName } from '../words'
import { ChurnVerbs } from './churn-verbs'

/** How long the alert waits, or who ended that, when, and with which note. */
function waiting(alert: ChurnRow): [string, ReactNode][] {
  const targetSeconds = TARGET_SECONDS.churn
  if (!alert.resolved_at) {
    return [
      [
        'Waiting',
        <span key="waiting" className="inline-flex flex-wrap gap-x-2">
          <AgeClock since={alert.created_at} targetSeconds={targetSeconds} />
          <span className="text-fg-3">target {formatDuration(targetSeconds)}</span>
        </span>,
      ],
    ]
  }
  const email = alert.resolved_by_email
  return [
    [
      'Resolved',
      <span key="resolved">
        {email ? `by ${colleague(email)} ` : ''}
        <TimeTaken since={alert.created_at} until={alert.resolved_at} targetSeconds={targetSeconds} />,{' '}
        {formatExact(alert.resolved_at)}
      </span>,
    ],
    [
      'Note',
      <span key="note" className="whitespace-pre-wrap">
        {alert.resolution_notes ?? '—'}
      </span>,
    ],
  ]
}

/** Everything about one churn alert, beside its list or as a page of its own. */
export async function ChurnDetail({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const alert = isUuid(id) ? await findChurn(id) : null
  if (!alert) notFound()
  return (
    <article className="flex min-h-full flex-col">
      <Section>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="min-w-0 text-md font-semibold break-words">{reasonName(alert.reason_kind)}</h2>
          <Severity severity={alert.severity} />
          <Badge tone={alert.resolved_at ? 'ok' : 'neutral'}>{alert.resolved_at ? 'Resolved' : 'Open'}</Badge>
        </div>
        <p className="mt-1 text-[14px] leading-5 break-words">
          {alert.reason_evidence ?? 'No evidence was recorded.'}
        </p>
        <Facts
          facts={[
            [
              'Raised',
              <span key="raised">
                {formatExact(alert.created_at)} (<RelativeTime at={alert.created_at} />)
              </span>,
            ],
            ...waiting(alert),
            ['Id', <code key="id">{alert.id}</code>],
          ]}
        />
      </Section>
      <CustomerSection customer={alert}>
        <Link href={`/churn?state=all&customer=${alert.user_id}`}>All its churn alerts</Link>
      </CustomerSection>
      <Section title="Activity">
        <Activity entity="churn_alerts" id={alert.id} />
      </Section>
      <ChurnVerbs id={alert.id} resolved={alert.resolved_at !== null} />
    </article>
  )
}
