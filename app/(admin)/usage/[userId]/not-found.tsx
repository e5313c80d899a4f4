import { MissingRow } from '@/components/detail/missing-row'

export default function UsageNotFound() {
  return <MissingRow what="usage" list="/usage" />
}
