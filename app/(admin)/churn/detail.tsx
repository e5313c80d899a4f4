import Link from 'next/link'
import { type ReactNode, Suspense } from 'react'
import { Activity } from '@/components/detail/activity'
import { CustomerSection } from '@/components/detail/customer-section'
import { byUuid, type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { Facts, Section } from '@/components/detail/section'
import { AgeClock } from '@/components/ui/age-clock'
import { Badge } from '@/components/ui/badge'
import { PanelBoundary } from '@/components/ui/panel-boundary'
import { Moment } from '@/components/ui/relative-time'
import { Severity } from '@/components/ui/severity'
import { TimeTaken } from '@/components/ui/time-taken'
import { ExactTime } from '@/components/ui/zone'
import { colleague, formatDuration } from '@/lib/format/format'
import { TARGET_SECONDS } from '@/lib/lists/targets'
import { listAdmins } from '@/lib/session/admins'
import { ChurnVerbs } from './[id]/churn-verbs'
import { LastContact, ScoreChart, WhatMoved } from './[id]/score-story'
import { asSentence, nextStep, outcomeName, reasonName } from './labels'
import { type ChurnRow, findChurn } from './queries'
import { ScoreChange } from './score-cells'

/** Everything about one churn alert. */
export const { metadata, Page, Panel } = defineDetail({
  title: 'Churn alert',
  what: 'churn alert',
  list: '/churn',
  find: byUuid(findWithAdmins),
  name: ({ alert }) => alert.business_name ?? reasonName(alert.reason_kind),
  Content: ChurnAlert,
})

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
        <ExactTime at={alert.resolved_at} />
      </span>,
    ],
    ['Outcome', outcomeName(alert.resolution_outcome)],
    ['Score since', <ScoreChange key="score" alert={alert} />],
    [
      'Note',
      <span key="note" className="whitespace-pre-wrap">
        {alert.resolution_notes ?? '—'}
      </span>,
    ],
  ]
}

/** A part of the detail that reads for itself. */
function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <Section title={title} note={note}>
      <PanelBoundary title={title}>
        <Suspense fallback={<span className="skeleton block h-16 w-full" />}>{children}</Suspense>
      </PanelBoundary>
    </Section>
  )
}

async function findWithAdmins(id: string) {
  const [alert, admins] = await Promise.all([findChurn(id), listAdmins()])
  return alert && { alert, admins }
}

function ChurnAlert({ found: { alert, admins } }: DetailProps<typeof findWithAdmins>) {
  return (
    <>
      <Section>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="min-w-0 text-md font-semibold break-words">{reasonName(alert.reason_kind)}</h2>
          <Severity severity={alert.severity} />
          <Badge tone={alert.resolved_at ? 'ok' : 'neutral'}>{alert.resolved_at ? 'Resolved' : 'Open'}</Badge>
        </div>
        <p className="mt-1 text-[14px] leading-5 break-words">
          {asSentence(alert.reason_evidence ?? 'No evidence was recorded.')}
        </p>
        <Facts
          facts={[
            ['Raised', <Moment key="raised" at={alert.created_at} />],
            ...waiting(alert),
            ['Id', <code key="id">{alert.id}</code>],
          ]}
        />
      </Section>
      {alert.resolved_at || !nextStep(alert.reason_kind) ? null : (
        <Section title="Suggested next step">
          <p className="text-fg-2">{nextStep(alert.reason_kind)}</p>
        </Section>
      )}
      <CustomerSection customer={alert}>
        <Link href={`/churn?state=all&customer=${alert.user_id}`}>All its churn alerts</Link>
      </CustomerSection>
      <Part title="Score history">
        <ScoreChart alert={alert} />
      </Part>
      <Part title="What moved" note="since a week before the alert">
        <WhatMoved alert={alert} />
      </Part>
      <Part title="Last contact">
        <LastContact alert={alert} />
      </Part>
      <Section title="Activity">
        <Activity entity="churn_alerts" id={alert.id} />
      </Section>
      <ChurnVerbs
        id={alert.id}
        resolved={alert.resolved_at !== null}
        assignee={alert.assigned_to}
        admins={admins}
      />
    </>
  )
}
