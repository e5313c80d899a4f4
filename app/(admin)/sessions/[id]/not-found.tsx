import { MissingRow } from '@/components/detail/missing-row'

export default function SessionNotFound() {
  return <MissingRow what="session" list="/sessions" />
}
