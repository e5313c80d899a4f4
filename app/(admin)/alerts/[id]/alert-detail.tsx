import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { Activity } from '@/components/detail/activity'
import { CustomerSection } from '@/components/detail/customer-section'
import { JsonTree } from '@/components/detail/json-tree'
import { Facts, Section } from '@/components/detail/section'
import { AgeClock } from '@/components/ui/age-clock'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import { Severity } from '@/components/ui/severity'
import { TimeTaken } from '@/components/ui/time-taken'
import { colleague, formatDuration, formatExact } from '@/lib/format'
import { isUuid } from '@/lib/ids'
import { alertTargetSeconds } from '@/lib/targets'
import { type AlertRow, findAlert } from '../queries'
import { AlertVerbs } from './alert-verbs'

/** How long the alert waits, or who ended that and when. */
function waiting(alert: AlertRow): [string, ReactNode] {
  const targetSeconds = alertTargetSeconds(alert.severity)
  if (!alert.acknowledged_at) {
    return [
      'Waiting',
      <span key="waiting" className="inline-flex flex-wrap gap-x-2">
        <AgeClock since={alert.created_at} targetSeconds={targetSeconds} />
        <span className="text-fg-3">target {formatDuration(targetSeconds)}</span>
      </span>,
    ]
  }
  const email = alert.acknowledged_by_email
  return [
    'Acknowledged',
    <span key="acknowledged">
      {email ? `by ${colleague(email)} ` : ''}
      <TimeTaken since={alert.created_at} until={alert.acknowledged_at} targetSeconds={targetSeconds} />,{' '}
      {formatExact(alert.acknowledged_at)}
    </span>,
  ]
}

/** Everything about one alert, beside its list or as a page of its own. */
export async function AlertDetail({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const alert = isUuid(id) ? await findAlert(id) : null
  if (!alert) notFound()
  return (
    <article className="flex min-h-full flex-col">
      <Section>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="min-w-0 text-md font-semibold break-words">{alert.alert_type}</h2>
          <Severity severity={alert.severity} />
          <Badge tone={alert.acknowledged_at ? 'ok' : 'neutral'}>
            {alert.acknowledged_at ? 'Acknowledged' : 'Open'}
          </Badge>
        </div>
        <p className="mt-1 text-[14px] leading-5 break-words">
          {alert.message ?? 'No message was recorded.'}
        </p>
        <Facts
          facts={[
            [
              'Raised',
              <span key="raised">
                {formatExact(alert.created_at)} (<RelativeTime at={alert.created_at} />)
              </span>,
            ],
            waiting(alert),
            ['Id', <code key="id">{alert.id}</code>],
          ]}
        />
      </Section>
      <CustomerSection customer={alert}>
        <Link href={`/alerts?state=all&customer=${alert.user_id}`}>All its alerts</Link>
      </CustomerSection>
      <Section title="Details" note="personal data is masked">
        <JsonTree value={alert.details} />
      </Section>
      <Section title="Activity">
        <Activity entity="ops_alerts" id={alert.id} />
      </Section>
      <AlertVerbs id={alert.id} acknowledged={alert.acknowledged_at !== null} />
    </article>
  )
}
