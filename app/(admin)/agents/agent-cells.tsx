import { Badge, type Tone } from '@/components/ui/badge'
import { plainName } from '@/lib/format/format'
import { lookUp } from '@/lib/format/labels'

const STATUS_TONES: Record<string, Tone> = {
  active: 'ok',
  deployed: 'ok',
  configured: 'ok',
  pending: 'warning',
  disabled: 'neutral',
  failed: 'critical',
}

const PROBLEM_TONES: Record<string, Tone> = {
  no_number: 'critical',
  not_active: 'critical',
  failed_deploy: 'critical',
  unknown_number: 'warning',
  stale_webhook: 'warning',
  two_agents: 'warning',
}

/** Whether an agent takes calls. */
export function AgentStatus({ status }: { status: string }) {
  return <Badge tone={lookUp(STATUS_TONES, status) ?? 'neutral'}>{plainName(status)}</Badge>
}

/** One thing that is wrong with an agent. */
export function AgentProblem({ problem }: { problem: string }) {
  return <Badge tone={lookUp(PROBLEM_TONES, problem) ?? 'warning'}>{plainName(problem)}</Badge>
}
