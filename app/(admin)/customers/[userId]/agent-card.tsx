import { Facts } from '@/components/detail/section'
import { Badge, type Tone } from '@/components/ui/badge'
import { Moment, RelativeTime } from '@/components/ui/relative-time'
import { lookUp } from '@/lib/format/labels'
import { readAgent } from './account-queries'
import { describeHours, openNow, readHours } from './business-hours'
import { RevealContact } from './reveal-contact'

const TONES: Record<string, Tone> = { active: 'ok', pending: 'warning', disabled: 'critical' }

type Read = Awaited<ReturnType<typeof readAgent>>

/** Business hours by the business's own clock, which is the calendar's. */
function OpeningHours({ profile, calendar }: Pick<Read, 'profile' | 'calendar'>) {
  const hours = readHours(profile?.business_hours ?? null)
  if (!hours) return <span className="text-fg-2">None are known</span>
  const zone = calendar?.cal_time_zone ?? null
  const now = zone ? openNow(hours, zone, Date.now()) : null
  return (
    <>
      {now ? (
        <span className="flex flex-wrap items-center gap-1.5">
          <Badge tone={now.isOpen ? 'ok' : 'neutral'}>{now.isOpen ? 'Open now' : 'Closed now'}</Badge>
          <span className="text-fg-2">
            {now.clock} in {zone}
          </span>
        </span>
      ) : (
        <span className="text-fg-2">Time zone unknown</span>
      )}
      {describeHours(hours).map(([days, open]) => (
        <span key={days} className="flex gap-2">
          <span className="w-16 flex-none whitespace-nowrap">{days}</span>
          <span className="whitespace-nowrap text-fg-2">{open}</span>
        </span>
      ))}
    </>
  )
}

function deployFacts({ agent }: Pick<Read, 'agent'>): [string, React.ReactNode][] {
  if (!agent) return []
  return [
    ['Deployed', agent.deployed_at ? <Moment key="deployed" at={agent.deployed_at} /> : 'Never'],
    ['Request', agent.deploy_request_id ? <code key="request">{agent.deploy_request_id}</code> : '—'],
    [
      'Deploy error',
      agent.deploy_error ? (
        <span key="error" className="text-critical-text">
          {agent.deploy_error}
        </span>
      ) : (
        'None'
      ),
    ],
    ['Webhooks to', agent.inbound_webhook_url ?? '—'],
  ]
}

/** The customer's agent with its number and how it was deployed, where calls are transferred, and when they are open. */
export async function AgentCard({ customer }: { customer: string }) {
  const { agent, hasSeveral, profile, calendar } = await readAgent(customer)
  return (
    <>
      {agent ? (
        <p className="flex flex-wrap items-center gap-1.5">
          <Badge tone={lookUp(TONES, agent.status) ?? 'neutral'}>
            <span className="capitalize">{agent.status ?? 'unknown'}</span>
          </Badge>
          {hasSeveral ? <Badge tone="critical">There are several</Badge> : null}
          {agent.phone_number ? null : <Badge tone="critical">No number</Badge>}
        </p>
      ) : (
        <p className="text-critical-text">No agent is deployed.</p>
      )}
      <Facts
        facts={[
          [
            'Number',
            agent?.phone_number ? (
              <RevealContact key="number" customer={customer} field="phone_number" name="the number">
                {agent.phone_number}
              </RevealContact>
            ) : (
              '—'
            ),
          ],
          ['Agent id', agent?.agent_id ? <code key="agent">{agent.agent_id}</code> : '—'],
          [
            'Transfer to',
            profile?.transfer_number ? (
              <RevealContact key="to" customer={customer} field="transfer_number" name="the transfer number">
                {profile.transfer_number}
              </RevealContact>
            ) : (
              '—'
            ),
          ],
          ...deployFacts({ agent }),
          ['Hours', <OpeningHours key="hours" profile={profile} calendar={calendar} />],
          [
            'Calendar',
            calendar?.updated_at ? (
              <span key="calendar" className={calendar.is_active ? undefined : 'text-critical-text'}>
                {calendar.provider}, {calendar.is_active ? 'connected' : 'disconnected'}, changed{' '}
                <RelativeTime at={calendar.updated_at} /> ago
              </span>
            ) : (
              'Not connected'
            ),
          ],
        ]}
      />
    </>
  )
}
