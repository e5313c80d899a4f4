import { MissingRow } from '@/components/detail/missing-row'

export default function EndpointNotFound() {
  return <MissingRow what="endpoint" list="/latency" />
}
