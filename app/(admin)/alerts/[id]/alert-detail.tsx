import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Activity } from '@/components/detail/activity'
import { CustomerSection } from '@/components/detail/customer-section'
import { JsonTree } from '@/components/detail/json-tree'
import { MASKED_NOTE } from '@/components/detail/masked-note'
import { Facts, Section } from '@/components/detail/section'
import { DetailName } from '@/components/shell/detail-name'
import { Badge, type Tone } from '@/components/ui/badge'
import { Moment } from '@/components/ui/relative-time'
import { Severity } from '@/components/ui/severity'
import { listAdmins } from '@/lib/admins'
import { plainName } from '@/lib/format'
import { isUuid } from '@/lib/uuid'
import { lookUp } from '@/lib/words'
import { findAlert } from '../queries'
import { AlertVerbs } from './alert-verbs'
import { waitingFacts } from './waiting'

const TONES: Record<string, Tone> = { open: 'warning', acknowledged: 'ok', snoozed: 'info' }

/** Everything about one alert, beside its list or as a page of its own. */
export async function AlertDetail({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  const [alert, admins] = await Promise.all([isUuid(id) ? findAlert(id) : null, listAdmins()])
  if (!alert) notFound()
  return (
    <article className="in-order flex min-h-full flex-col">
      <DetailName name={alert.alert_type} />
      <Section>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="min-w-0 text-md font-semibold break-words">{alert.alert_type}</h2>
          <Severity severity={alert.severity} />
          <Badge tone={lookUp(TONES, alert.state)}>{plainName(alert.state)}</Badge>
        </div>
        <p className="mt-1 text-[14px] leading-5 break-words">
          {alert.message ?? 'No message was recorded.'}
        </p>
        <Facts
          facts={[
            ['Raised', <Moment key="raised" at={alert.created_at} />],
            ...waitingFacts(alert),
            ['Id', <code key="id">{alert.id}</code>],
          ]}
        />
      </Section>
      <CustomerSection customer={alert}>
        <Link href={`/alerts?state=all&customer=${alert.user_id}`}>All its alerts</Link>
      </CustomerSection>
      <Section title="Details" note={MASKED_NOTE}>
        <JsonTree value={alert.details} />
      </Section>
      <Section title="Activity">
        <Activity entity="ops_alerts" id={alert.id} />
      </Section>
      <AlertVerbs
        alert={{
          id: alert.id,
          state: alert.state,
          acknowledged_at: alert.acknowledged_at,
          assigned_to: alert.assigned_to,
        }}
        admins={admins}
      />
    </article>
  )
}
