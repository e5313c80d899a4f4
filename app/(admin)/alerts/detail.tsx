import Link from 'next/link'
import { Activity } from '@/components/detail/activity'
import { CustomerSection } from '@/components/detail/customer-section'
import { byUuid, type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { MASKED_NOTE } from '@/components/detail/masked-note'
import { Facts, Section } from '@/components/detail/section'
import { JsonTree } from '@/components/payload/json-tree'
import { Badge, type Tone } from '@/components/ui/badge'
import { Moment } from '@/components/ui/relative-time'
import { Severity } from '@/components/ui/severity'
import { Written } from '@/components/ui/written'
import { plainName } from '@/lib/format/format'
import { lookUp } from '@/lib/format/labels'
import { listAdmins } from '@/lib/session/admins'
import { AlertVerbs } from './[id]/alert-verbs'
import { waitingFacts } from './[id]/waiting'
import { findAlert } from './queries'

/** Everything about one alert, in the panel or on its page. */
export const { metadata, Page, Panel } = defineDetail({
  title: 'Alert',
  what: 'alert',
  list: '/alerts',
  find: byUuid(findWithAdmins),
  name: ({ alert }) => alert.alert_type,
  Content: Alert,
})

const TONES: Record<string, Tone> = { open: 'warning', acknowledged: 'ok', snoozed: 'info' }

async function findWithAdmins(id: string) {
  const [alert, admins] = await Promise.all([findAlert(id), listAdmins()])
  return alert && { alert, admins }
}

function Alert({ found: { alert, admins } }: DetailProps<typeof findWithAdmins>) {
  return (
    <>
      <Section>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="min-w-0 text-md font-semibold break-words">{alert.alert_type}</h2>
          <Severity severity={alert.severity} />
          <Badge tone={lookUp(TONES, alert.state)}>{plainName(alert.state)}</Badge>
        </div>
        <p className="mt-1 text-[14px] leading-5 break-words">
          <Written>{alert.message ?? 'No message was recorded.'}</Written>
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
    </>
  )
}
