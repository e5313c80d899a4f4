import { MissingRow } from '@/components/detail/missing-row'

export default function AlertNotFound() {
  return <MissingRow what="alert" list="/alerts" />
}
