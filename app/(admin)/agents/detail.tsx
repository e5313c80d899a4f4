import Link from 'next/link'
import { AuditLink } from '@/components/detail/audit-link'
import { byUuid, type DetailProps, defineDetail } from '@/components/detail/define-detail'
import { Reveal } from '@/components/detail/reveal'
import { Facts, Section } from '@/components/detail/section'
import { Grade } from '@/components/ui/grade'
import { Moment } from '@/components/ui/relative-time'
import { ExactTime } from '@/components/ui/zone'
import { AgentProblem, AgentStatus } from './agent-cells'
import { type AgentRow, findAgent, readAgentProblems } from './queries'

/** One agent: what is wrong with it, its number, and how it was deployed. */
export const { metadata, Page, Panel } = defineDetail({
  title: 'Agent',
  what: 'agent',
  list: '/agents',
  find: byUuid(findAgent),
  name: nameOf,
  Content: Agent,
})

async function Problems({ agent }: { agent: AgentRow }) {
  if (agent.problems.length === 0) return <p className="text-fg-2">Nothing is known to be wrong.</p>
  const known = await readAgentProblems()
  return (
    <ul className="flex flex-col gap-2">
      {agent.problems.map((problem) => (
        <li key={problem}>
          <AgentProblem problem={problem} />
          <p className="mt-0.5 text-fg-2">{known.find((row) => row.problem === problem)?.explanation}</p>
        </li>
      ))}
    </ul>
  )
}

function DeployTrace({ agent }: { agent: AgentRow }) {
  return (
    <Facts
      facts={[
        ['Deployed', agent.deployed_at ? <Moment key="at" at={agent.deployed_at} /> : 'Never'],
        ['Request', <code key="request">{agent.deploy_request_id ?? '—'}</code>],
        [
          'Error',
          agent.deploy_error ? (
            <span key="error" className="text-critical-text">
              {agent.deploy_error}
            </span>
          ) : (
            'None'
          ),
        ],
        ['Created', <ExactTime key="created" at={agent.created_at} />],
      ]}
    />
  )
}

function nameOf({ business_name, nickname }: AgentRow) {
  return business_name ?? nickname ?? 'Unnamed customer'
}

function Agent({ found: agent }: DetailProps<typeof findAgent>) {
  const hook = agent.inbound_webhook_url
  return (
    <>
      <Section>
        <div className="flex flex-wrap items-center gap-2">
          <Grade grade={agent.grade} />
          <h2 className="text-lg font-semibold tracking-tight break-words">{nameOf(agent)}</h2>
          <AgentStatus status={agent.status} />
        </div>
        <Facts
          facts={[
            [
              'Number',
              agent.phone_number ? (
                <Reveal key="number" entity="agents" id={agent.id} path={['phone_number']} name="the number">
                  {agent.phone_number}
                </Reveal>
              ) : (
                'None'
              ),
            ],
            ['Agent id', <code key="agent">{agent.agent_id ?? '—'}</code>],
            ['Nickname', agent.nickname ?? '—'],
            ['Webhook', <code key="hook">{hook ?? 'None'}</code>],
            ['Id', <code key="id">{agent.id}</code>],
          ]}
        />
      </Section>
      <Section title="Problems">
        <Problems agent={agent} />
      </Section>
      <Section title="Deployment" note="the last one">
        <DeployTrace agent={agent} />
      </Section>
      <Section title="Related">
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-accent-text max-sm:py-3 [&_a]:touch [&_a:hover]:underline">
          <li>
            <Link href={`/customers/${agent.user_id}`}>The customer</Link>
          </li>
          <li>
            <Link href={`/webhooks?state=all&customer=${agent.user_id}`} prefetch={false}>
              Webhooks
            </Link>
          </li>
          <li>
            <Link href={`/errors?customer=${agent.user_id}`} prefetch={false}>
              Errors
            </Link>
          </li>
          <li>
            <Link href={`/usage/${agent.user_id}`} prefetch={false}>
              Usage
            </Link>
          </li>
          <li>
            <AuditLink entity="agents" id={agent.id} />
          </li>
        </ul>
      </Section>
    </>
  )
}
