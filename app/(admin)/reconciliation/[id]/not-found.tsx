import { MissingRow } from '@/components/detail/missing-row'

export default function RunNotFound() {
  return <MissingRow what="run" list="/reconciliation" />
}
