import { MissingRow } from '@/components/detail/missing-row'

export default function AgentNotFound() {
  return <MissingRow what="agent" list="/agents" />
}
